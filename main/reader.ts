/**
 * The reader: a process of its own for every file, so that a disk or a share that no longer answers can be given up by
 * ending the process. It gets one order, and one port to the receiver that fetches the file's bytes.
 */
import { open, stat } from 'node:fs/promises';
import type { ReaderAnswer } from '../shared/contract/bridge.ts';
import { type ReadOrder, readFile } from './read-file.ts';

/** Messages under way are lost with the process: it lives until the receiver has closed its end, or for this long. */
const patienceMs = 30_000;

process.parentPort.once('message', ({ data, ports }) => {
  const [port] = ports;
  if (!port) process.exit(1);
  const reading = readFile({ open, stat }, data as ReadOrder, (message) => port.postMessage(message));
  port.on('message', (event) => {
    const answer = event.data as ReaderAnswer;
    if (answer.kind === 'arrived') {
      process.parentPort.postMessage('arrived');
      reading.arrived(answer.bytes);
    } else if (answer.kind === 'cancel') process.exit(0);
  });
  port.on('close', () => process.exit(0));
  port.start();
  void reading.done.then(() => setTimeout(() => process.exit(0), patienceMs));
});
