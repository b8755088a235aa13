/**
 * The reader: a process of its own, so that a disk or a share that no longer answers can be given up by ending the
 * process. With each order it gets a port to the receiver that fetches the file's bytes, and the next order when that is
 * done.
 */
import { open, stat } from 'node:fs/promises';
import type { ReaderAnswer } from '../shared/contract/bridge.ts';
import { type ReaderNews, type ReadOrder, readFile } from './read-file.ts';

process.parentPort.on('message', ({ data, ports }) => {
  const [port] = ports;
  if (!port) process.exit(1);
  const order = data as ReadOrder;
  const tell = (kind: ReaderNews['kind']) =>
    process.parentPort.postMessage({ kind, address: order.address } satisfies ReaderNews);
  let isLast = false;
  const reading = readFile({ open, stat }, order, (message) => {
    isLast = message.kind !== 'start';
    port.postMessage(message);
  });
  port.on('message', (event) => {
    const answer = event.data as ReaderAnswer;
    if (answer.kind === 'arrived') {
      tell('arrived');
      reading.arrived(answer.bytes);
    } else if (answer.kind === 'cancel') process.exit(0);
  });
  // The receiver closes its end when it has the last message, and where nobody waits for that any more.
  port.on('close', () => {
    if (!isLast) process.exit(0);
    void reading.done.then(() => {
      // So little happens here that the engine would never look for what is left of a file, and keep it of every one.
      globalThis.gc?.();
      tell('free');
    });
  });
  port.start();
});
