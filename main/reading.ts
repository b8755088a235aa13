/** Reader processes, one for each file that is read. One waits in advance, so that the first rows come early. */
import { MessageChannelMain, type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';
import { chunkBytes, creditCount } from '../shared/contract/bridge.ts';
import type { Source } from './files.ts';
import type { ReadOrder } from './read-file.ts';

export interface Readers {
  /** Starts to read; gives the table worker's end of the port. */
  read(port: string, source: Source): MessagePortMain;
  /** Ends a reader at once; its port closes. */
  stop(port: string): void;
  stopAll(): void;
  /** And the one that waits. */
  endAll(): void;
  /** Starts the one that waits. */
  warm(): void;
}

const firstChunkBytes = 64 * 1024;

/** It has nothing to finish; and one that stands still would hear no other signal, and outlive the app. */
function end(reader: UtilityProcess | undefined): void {
  reader?.kill();
  try {
    if (reader?.pid !== undefined) process.kill(reader.pid, 'SIGKILL');
  } catch {
    // It has ended just now.
  }
}

export function makeReaders(script: string): Readers {
  const busy = new Map<string, UtilityProcess>();
  let waiting: UtilityProcess | undefined;

  function start(): UtilityProcess {
    const reader = utilityProcess.fork(script, [], { serviceName: 'Proctorsheet reader', stdio: 'inherit' });
    reader.once('exit', () => {
      if (waiting === reader) waiting = undefined;
      for (const [port, other] of busy) if (other === reader) busy.delete(port);
    });
    return reader;
  }

  const warm = (): void => {
    waiting ??= start();
  };

  const stopAll = (): void => {
    for (const reader of busy.values()) end(reader);
    busy.clear();
  };

  return {
    warm,
    read(port, source) {
      const reader = waiting ?? start();
      waiting = undefined;
      end(busy.get(port));
      busy.set(port, reader);
      const { port1, port2 } = new MessageChannelMain();
      const { path, grant } = source;
      const order: ReadOrder = { path, name: grant.name, chunkBytes, firstChunkBytes, creditCount };
      reader.postMessage(order, [port1]);
      // Only once this one is under way: it has the person waiting.
      setTimeout(warm, 1500);
      return port2;
    },
    stop(port) {
      end(busy.get(port));
      busy.delete(port);
    },
    stopAll,
    endAll() {
      stopAll();
      end(waiting);
      waiting = undefined;
    },
  };
}
