import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { isKernelFresh } from './compile-kernel.ts';
import { projectDir } from './places.ts';
import { run } from './processes.ts';
import { runScript, say } from './say.ts';

// `npm run check`: style, types, and the kernel. All are always run, so that one run shows all there is to do.
const tools = [
  { name: 'biome', package: '@biomejs/biome', bin: 'bin/biome', args: ['check', '--error-on-warnings'] },
  { name: 'types', package: 'typescript', bin: 'bin/tsc', args: ['-b'] },
] as const;

runScript(async () => {
  const failed: string[] = [];
  for (const tool of tools) {
    const folder = dirname(createRequire(import.meta.url).resolve(`${tool.package}/package.json`));
    const line = [join(folder, tool.bin), ...tool.args];
    const ended = await run(process.execPath, line, { cwd: projectDir, stdio: 'inherit' });
    if (ended.code !== 0) failed.push(tool.name);
  }
  if (!(await isKernelFresh())) {
    failed.push('kernel');
    say('shared/table/kernel-code.ts is not what its source says: npm run kernel');
  }
  if (failed.includes('biome')) say('what can be repaired by itself is repaired by: npm run fix');
  if (failed.length > 0) say(`check failed: ${failed.join(' and ')}`);
  else say('check passed');
  return failed.length > 0 ? 1 : 0;
});
