import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';
import { projectDir } from './places.ts';
import { Trouble } from './say.ts';

/** Kept with the sources, so that whatever runs them needs no compiler. */
export const kernelFile = join(projectDir, 'shared', 'table', 'kernel-code.ts');

const source = 'shared/table/kernel/records.as.ts';
const out = 'kernel.wasm';

/** What the file should hold: the kernel (shared/table/kernel/), compiled. The same source gives the same bytes. */
export async function compileKernel(): Promise<string> {
  let code: Uint8Array = new Uint8Array(0);
  // Its memory is that of the text (shared/table/text-memory.ts): any that is shared will do.
  const memory = ['--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536'];
  const options = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--enable', 'threads', ...memory];
  const { error, stderr } = await asc.main([source, '--outFile', out, ...options], {
    readFile: (name) => readFile(join(projectDir, name), 'utf8').catch(() => null),
    writeFile(_name, contents) {
      code = contents as Uint8Array;
    },
    listFiles: () => [],
  });
  if (error) throw new Trouble(`the kernel does not compile:\n${stderr.toString()}`);
  const base64 = Buffer.from(code).toString('base64');
  return `/** Made of shared/table/kernel/ by \`npm run kernel\`: WebAssembly, in base 64. */\nexport const kernelCode =\n  '${base64}';\n`;
}

/** Whether the file holds what its source says. */
export async function isKernelFresh(): Promise<boolean> {
  return (await readFile(kernelFile, 'utf8').catch(() => '')) === (await compileKernel());
}
