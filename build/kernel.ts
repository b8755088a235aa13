import { writeFile } from 'node:fs/promises';
import { compileKernel, kernelFile } from './compile-kernel.ts';
import { runScript, say } from './say.ts';

runScript(async () => {
  await writeFile(kernelFile, await compileKernel());
  say('shared/table/kernel-code.ts is made anew');
  return 0;
});
