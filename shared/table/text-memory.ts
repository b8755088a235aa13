/**
 * The memory that the text of a file stands in. Threads share it, and it is that of the kernel (kernel.ts) as well, which
 * therefore reads the text where it is; what the kernel needs for itself lies behind the text.
 */

export interface TextMemory {
  readonly bytes: Uint8Array;
  /** What the bytes lie in; undefined = no kernel can read them, and scan.ts reads alone. */
  readonly wasm: WebAssembly.Memory | undefined;
}

const pageBytes = 64 * 1024;
/** The first page is the kernel's own. */
const textAt = pageBytes;
/** Whoever looks at several bytes in one go may look so far beyond the last. */
const spareBytes = 80;
/** Enough for the widest table that the kernel reads. What nobody writes to is no memory yet. */
const kernelBytes = 16 * 2 ** 20;

/** Where the kernel's own begins, behind so long a text. */
export const behindText = ({ byteOffset, length }: Uint8Array): number => byteOffset + length + spareBytes;

/** Throws a RangeError where there is no memory for it. */
export function textMemory(sizeBytes: number): TextMemory {
  const pages = Math.ceil((textAt + sizeBytes + spareBytes + kernelBytes) / pageBytes);
  try {
    const wasm = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
    return { bytes: new Uint8Array(wasm.buffer, textAt, sizeBytes), wasm };
  } catch {
    // WebAssembly takes room in the address space that is not always to be had.
    return { bytes: new Uint8Array(new SharedArrayBuffer(sizeBytes + spareBytes), 0, sizeBytes), wasm: undefined };
  }
}
