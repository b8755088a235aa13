/**
 * Gzip, unpacked by the browser. The platform's file store keeps reports so, and a file copied straight from there is
 * gzip whatever its name says. How large it becomes is measured first, without keeping what comes out: so a small file
 * that unpacks to a huge one is refused before it takes memory, and the memory for the others is taken once.
 */
import { chunkBytes, sizeLimitBytes } from '../../shared/contract/bridge.ts';
import { FailureError } from '../../shared/contract/failure.ts';

/** So many bytes tell whether a file is packed. */
export const gzipMarkBytes = 3;
export const isGzip = (start: Uint8Array): boolean => start[0] === 0x1f && start[1] === 0x8b && start[2] === 8;

/** No table packs better than this. Small ones may be anything. */
const greatestRatio = 500;
const smallBytes = 256 * 2 ** 20;

export interface UnpackLimits {
  readonly sizeBytes: number;
  readonly ratio: number;
  readonly smallBytes: number;
}

const limits: UnpackLimits = { sizeBytes: sizeLimitBytes, ratio: greatestRatio, smallBytes };

/** A packed file: its unpacked bytes, piece by piece, and how many they are. */
export interface Measured {
  readonly pieces: () => AsyncGenerator<Uint8Array, void>;
  readonly sizeBytes: number;
}

/** The unpacked bytes of a file of one member. Throws a failure where it is damaged. */
async function* unpackedMember(packed: Uint8Array): AsyncGenerator<Uint8Array, void> {
  let next = 0;
  const source = new ReadableStream<BufferSource>({
    pull(controller) {
      // A copy, for shared memory is nothing that a stream takes.
      const chunk = packed.slice(next, next + chunkBytes);
      next += chunk.length;
      if (chunk.length > 0) controller.enqueue(chunk);
      else controller.close();
    },
  });
  const reader = source.pipeThrough(new DecompressionStream('gzip')).getReader();
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch {
    throw new FailureError({ code: 'packed-damaged' });
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/**
 * How many bytes come out. Throws a failure where they are more than a report can be, or damaged; stops where `isOver` says
 * so. Nearly every file is of one member; only where it cannot be unpacked as one, others are looked for.
 */
export async function measure(packed: Uint8Array, isOver: () => boolean, most = limits): Promise<Measured> {
  const one = () => unpackedMember(packed);
  try {
    return { pieces: one, sizeBytes: await sizeOf(one(), packed.length, isOver, most) };
  } catch (error) {
    if (!(error instanceof FailureError) || error.failure.code !== 'packed-damaged' || isOver()) throw error;
    const { unpackedMembers } = await import('./unpack-members.ts');
    const several = () => unpackedMembers(packed);
    return { pieces: several, sizeBytes: await sizeOf(several(), packed.length, isOver, most) };
  }
}

async function sizeOf(
  pieces: AsyncGenerator<Uint8Array, void>,
  packedBytes: number,
  isOver: () => boolean,
  { sizeBytes, ratio, smallBytes }: UnpackLimits,
): Promise<number> {
  let size = 0;
  for await (const piece of pieces) {
    size += piece.length;
    if (size > sizeBytes || (size > smallBytes && size > packedBytes * ratio)) {
      const most = megabytes(size > sizeBytes ? sizeBytes : smallBytes);
      const detail = `it is packed with gzip, and unpacked it is more than ${most}`;
      throw new FailureError({ code: 'too-large', detail });
    }
    if (isOver()) break;
  }
  return size;
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6).toLocaleString('en')} MB`;
