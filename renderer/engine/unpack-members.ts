/**
 * Gzip of several members, which the browser's decompressor refuses behind the first: `cat a.gz b.gz`, bgzip and some log
 * shippers write them one after the other (RFC 1952 §2.2). Unpacked by pako, zlib in JavaScript, which compares the check
 * sum and the size of each; in turns between other questions.
 */
import { Z_NO_FLUSH, Z_OK, Z_STREAM_END, ZStream, zlibInflate, zlibInflateInit2, zlibInflateReset } from 'pako';
import { FailureError } from '../../shared/contract/failure.ts';
import { longTurnMs, restAfter } from './turns.ts';

/** The greatest window that there is, and nothing but gzip. */
const gzipWindow = 15 + 16;
const pieceBytes = 256 * 1024;

/** The unpacked bytes, piece by piece. Zeros may follow the last member. Throws a failure where it is damaged. */
export async function* unpackedMembers(packed: Uint8Array): AsyncGenerator<Uint8Array, void> {
  const stream = new ZStream();
  zlibInflateInit2(stream, gzipWindow);
  stream.input = packed;
  stream.avail_in = packed.length;
  const rest = restAfter(longTurnMs);
  for (;;) {
    stream.output = new Uint8Array(pieceBytes);
    stream.next_out = 0;
    stream.avail_out = pieceBytes;
    const status = zlibInflate(stream, Z_NO_FLUSH);
    if (status !== Z_OK && status !== Z_STREAM_END) throw new FailureError({ code: 'packed-damaged' });
    if (stream.next_out > 0) yield stream.output.subarray(0, stream.next_out);
    if (status === Z_STREAM_END) {
      if (packed.subarray(stream.next_in).every((byte) => byte === 0)) return;
      zlibInflateReset(stream);
    }
    const resting = rest();
    if (resting) await resting;
  }
}
