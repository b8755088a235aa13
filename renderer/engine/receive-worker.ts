/** Receives files beside the table worker: two ports for each, the reader's and that of the table worker. */
import { receive } from './receive.ts';

async function fetchBytes(address: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
  const { body } = await fetch(address, { signal });
  if (!body) throw new Error('nothing came');
  return body;
}

self.onmessage = ({ ports: [reader, table] }: MessageEvent) => {
  if (reader && table) receive(reader, table, fetchBytes);
};
