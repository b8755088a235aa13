import { constants, gzipSync } from 'node:zlib';
import { Z_NO_FLUSH, Z_STREAM_END, ZStream, zlibInflate, zlibInflateInit2 } from 'pako';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { unpackedMembers } from '../../../renderer/engine/unpack-members.ts';
import { opened } from '../../support/opening.ts';
import { sampleText } from '../../support/sample.ts';
import { fixture } from '../../support/table.ts';

const text = Buffer.from(sampleText({ rows: 1500, seed: 9, version: 'V3' }));
/** Nothing in it comes twice. */
const noise = Buffer.from(Uint32Array.from({ length: 40_000 }, (_, at) => Math.imul(at + 1, 0x9e3779b1)).buffer);
const packings = [1, 6, 9].flatMap((level) =>
  ['Z_DEFAULT_STRATEGY', 'Z_HUFFMAN_ONLY', 'Z_RLE', 'Z_FIXED'].map(
    (strategy) => [level, strategy as 'Z_FIXED'] as const,
  ),
);

/** Packed under a header with everything in it that one may have; its check sum is not that of the header. */
function withFullHeader(content: Uint8Array, checked = false): Buffer {
  const plain = gzipSync(content);
  const head = Buffer.from([0x1f, 0x8b, 8, (checked ? 2 : 0) | 4 | 8 | 16, 0, 0, 0, 0, 0, 255]);
  const extra = Buffer.from([6, 0, 0x42, 0x43, 2, 0, 0x1f, 0x8b]);
  const texts = Buffer.from('a\x1f\x8b.csv\0why\0', 'latin1');
  return Buffer.concat([head, extra, texts, Buffer.alloc(checked ? 2 : 0, 1), plain.subarray(10)]);
}

/** What comes out; undefined = it is damaged. */
async function contentOf(packed: Uint8Array): Promise<Buffer | undefined> {
  const pieces: Uint8Array[] = [];
  try {
    for await (const piece of unpackedMembers(packed)) pieces.push(piece);
  } catch (error) {
    expect(error).toMatchObject({ failure: { code: 'packed-damaged' } });
    return undefined;
  }
  return Buffer.concat(pieces);
}

describe('members are unpacked one after the other,', () => {
  test.each([[0, 'Z_DEFAULT_STRATEGY'] as const, ...packings])('packed at level %d by %s', async (level, strategy) => {
    for (const content of [text, noise, Buffer.from('a'), Buffer.alloc(0), Buffer.alloc(600_000, 'ab')]) {
      const one = gzipSync(content, { level, strategy: constants[strategy] });
      const found = await contentOf(Buffer.concat([one, one, gzipSync('end')]));
      expect(found?.equals(Buffer.concat([content, content, Buffer.from('end')]))).toBe(true);
    }
  });

  test('whatever their headers hold', async () => {
    const members = [withFullHeader(text), gzipSync(noise), withFullHeader(text)];
    expect((await contentOf(Buffer.concat(members)))?.equals(Buffer.concat([text, noise, text]))).toBe(true);
  });

  test('and zeros may follow the last, but nothing else', async () => {
    const one = gzipSync(text);
    const followed = async (...bytes: number[]) =>
      (await contentOf(Buffer.concat([one, Buffer.from(bytes)])))?.equals(text);
    expect(await followed(0, 0, 0)).toBe(true);
    expect(await followed(0, 0, 1)).toBeUndefined();
    expect(await followed(0x1f, 0x8b, 8)).toBeUndefined();
    expect(await contentOf(Buffer.alloc(3))).toBeUndefined();
  });

  test('broken off anywhere, or with any bit another, they are damaged', async () => {
    const [one, two] = [gzipSync(text.subarray(0, 700)), gzipSync(text.subarray(700, 1500))];
    const both = Buffer.concat([one, two]);
    for (let end = 1; end < both.length; end += 1) {
      const found = await contentOf(both.subarray(0, end));
      expect(found?.length, `${end} of ${both.length} bytes`).toBe(end === one.length ? 700 : undefined);
    }
    for (let at = 10; at < one.length; at += 1) {
      const spoilt = Buffer.from(both);
      spoilt[at]! ^= 1 << (at & 7);
      expect(await contentOf(spoilt), `bit ${at & 7} of byte ${at}`).toBeUndefined();
    }
  });

  test('and so is what follows a header and is no compressed data, sooner or later', async () => {
    const head = gzipSync('').subarray(0, 10);
    for (let seed = 1; seed <= 300; seed += 1) {
      const data = Uint8Array.from({ length: 2000 }, (_, at) => Math.imul(at + seed, 0x9e3779b1 + seed) >>> 19);
      expect(await contentOf(Buffer.concat([head, data]))).toBeUndefined();
    }
    for (const filling of [0, 0xff]) {
      expect(await contentOf(Buffer.concat([head, Buffer.alloc(2000, filling)]))).toBeUndefined();
    }
  });
});

/** How many bytes the first member has. */
function firstLength(packed: Uint8Array): number {
  const stream = new ZStream();
  zlibInflateInit2(stream, 31);
  stream.input = packed;
  stream.avail_in = packed.length;
  for (;;) {
    stream.output = new Uint8Array(1 << 16);
    stream.next_out = 0;
    stream.avail_out = stream.output.length;
    const status = zlibInflate(stream, Z_NO_FLUSH);
    if (status === Z_STREAM_END) return stream.next_in;
    if (status !== 0) return packed.length;
  }
}

describe('with a decompressor that takes one member alone, as the browser’s does,', () => {
  const lines = text.toString().split('\r\n');
  const half = Buffer.from(`${lines.slice(0, 700).join('\r\n')}\r\n`);
  const rest = text.subarray(half.length);

  function strict() {
    const Lenient = DecompressionStream;
    class Strict {
      readonly readable: ReadableStream;
      readonly writable: WritableStream;
      constructor(format: 'gzip') {
        const chunks: Uint8Array[] = [];
        const inner = new Lenient(format);
        const gathered = new TransformStream<Uint8Array, Uint8Array>({
          transform: (chunk) => void chunks.push(chunk),
          flush(controller) {
            const all = Buffer.concat(chunks);
            if (firstLength(all) < all.length) throw new TypeError('Junk found');
            controller.enqueue(all);
          },
        });
        this.writable = gathered.writable;
        this.readable = gathered.readable.pipeThrough(inner as never);
      }
    }
    vi.stubGlobal('DecompressionStream', Strict);
  }
  afterEach(() => void vi.unstubAllGlobals());

  const read = async (file: Uint8Array) => {
    strict();
    const { report, failure } = await opened(file, { chunkBytes: 4096 });
    return report ? report.table.rowCount : failure!.code;
  };

  test('a report of one is read, and of several whole', async () => {
    const parts = [gzipSync(half), gzipSync(rest, { level: 1 })];
    expect(await read(gzipSync(text))).toBe(1500);
    expect(await read(Buffer.concat(parts))).toBe(1500);
    expect(await read(Buffer.concat([...parts, gzipSync(''), Buffer.alloc(512)]))).toBe(1500);
  });

  test('one in blocks of 64 KiB is read', async () => {
    const blocks = Array.from({ length: Math.ceil(text.length / 65_280) }, (_, at) =>
      withFullHeader(text.subarray(at * 65_280, (at + 1) * 65_280)),
    );
    expect(blocks.length).toBeGreaterThan(3);
    expect(await read(Buffer.concat(blocks))).toBe(1500);
  });

  test('one that is cut in any member, damaged, or followed by something else is damaged', async () => {
    const parts = Buffer.concat([gzipSync(half), gzipSync(rest)]);
    const spoilt = Buffer.from(parts);
    spoilt[parts.length - 8]! ^= 1;
    expect(await read(parts.subarray(0, -5))).toBe('packed-damaged');
    expect(await read(spoilt)).toBe('packed-damaged');
    expect(await read(Buffer.concat([parts, Buffer.from('more')]))).toBe('packed-damaged');
    expect(await read(fixture('packed/broken-off.csv.gz'))).toBe('packed-damaged');
  });
});
