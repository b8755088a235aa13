/** Receives files beside the table worker: two ports for each, the reader's and that of the table worker. */
import { receive } from './receive.ts';

self.onmessage = ({ ports: [reader, table] }: MessageEvent) => {
  if (reader && table) receive(reader, table);
};
