/**
 * Reader processes, one for each file that is being read; one waits in advance, so that the first rows come early, and is
 * the same that read the file before: each that is started leaves a file descriptor and some kilobytes behind in main.
 * They open the file and watch over it. Its bytes are served by Chromium under an address of their own: on their way
 * through a port they would be copied six times.
 */
import type { MessageChannelMain, MessagePortMain, Session, UtilityProcess, utilityProcess } from 'electron';
import { type Disk, readFlags, type Source } from './files.ts';
import { origin, reportAddress, reportScheme } from './pages.ts';
import type { ReaderNews, ReadOrder } from './read-file.ts';

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
  /** Has this session answer for the addresses of files that are being read, each once. */
  serve(session: Session): void;
  /**
   * A file is being fetched, or was given up meanwhile. Where its disk does not answer, a thread of Chromium's still waits
   * for it, and Chromium would wait for that thread before it ends.
   */
  mayWait(): boolean;
  /** Asks the disks of those files; where one answers, no thread waits for it. Resolves when all have answered. */
  askDisks(): Promise<void>;
}

/** After the newest file was chosen. */
const warmAfterMs = 1500;

/** Chromium's net::ERR_FILE_NOT_FOUND. */
const fileNotFound = -6;

/** It has nothing to finish; and one that stands still would hear no other signal, and outlive the app. */
function end(reader: UtilityProcess | undefined): void {
  reader?.kill();
  try {
    if (reader?.pid !== undefined) process.kill(reader.pid, 'SIGKILL');
  } catch {
    // It has ended just now.
  }
}

/** What it takes of Electron. */
interface Makers {
  readonly utilityProcess: Pick<typeof utilityProcess, 'fork'>;
  readonly MessageChannelMain: typeof MessageChannelMain;
}

export function makeReaders(electron: Makers, script: string, disk: Pick<Disk, 'open'>): Readers {
  const busy = new Map<string, UtilityProcess>();
  const served = new Map<string, string>();
  const fetched = new Map<string, string>();
  let waiting: UtilityProcess | undefined;
  let soon: ReturnType<typeof setTimeout> | undefined;

  function start(): UtilityProcess {
    const reader = electron.utilityProcess.fork(script, [], {
      ...{ serviceName: 'Proctorsheet reader', stdio: 'inherit' },
      execArgv: ['--js-flags=--expose-gc'],
    });
    reader.once('exit', () => {
      if (waiting === reader) waiting = undefined;
      noLongerBusy(reader);
    });
    reader.on('message', ({ kind, address }: ReaderNews) => {
      if (kind === 'arrived') fetched.delete(address);
      else if (noLongerBusy(reader)) rest(reader);
    });
    return reader;
  }

  /** False of one that was given up meanwhile. */
  function noLongerBusy(reader: UtilityProcess): boolean {
    const [port] = [...busy].find(([, other]) => other === reader) ?? [];
    if (port === undefined) return false;
    // Of one that failed, nothing was fetched.
    served.delete(reportAddress(port));
    return busy.delete(port);
  }

  function rest(reader: UtilityProcess): void {
    if (waiting) end(reader);
    else waiting = reader;
  }

  const warm = (): void => {
    waiting ??= start();
  };

  const stopAll = (): void => {
    for (const reader of busy.values()) end(reader);
    busy.clear();
    served.clear();
  };

  return {
    warm,
    read(port, source) {
      const reader = waiting ?? start();
      waiting = undefined;
      end(busy.get(port));
      busy.set(port, reader);
      const { port1, port2 } = new electron.MessageChannelMain();
      const { path, grant } = source;
      const address = reportAddress(port);
      served.set(address, path);
      const order: ReadOrder = { path, name: grant.name, address };
      reader.postMessage(order, [port1]);
      // Only once this one is under way, since it has the person waiting; most have read their file by then.
      clearTimeout(soon);
      soon = setTimeout(warm, warmAfterMs);
      return port2;
    },
    stop(port) {
      end(busy.get(port));
      busy.delete(port);
      served.delete(reportAddress(port));
    },
    stopAll,
    endAll() {
      stopAll();
      end(waiting);
      waiting = undefined;
    },
    serve(session) {
      // What came in its stead (`handle`) leads each byte through main's own code, and takes five times as long.
      session.protocol.registerFileProtocol(reportScheme, ({ url }, answer) => {
        const path = served.get(url);
        if (path !== undefined) fetched.set(url, path);
        served.delete(url);
        // Chromium hoards bytes that may be stored, on their way to who fetches them: another copy of each.
        const headers = { 'Access-Control-Allow-Origin': origin, 'Cache-Control': 'no-store' };
        answer(path === undefined ? { error: fileNotFound } : { path, headers });
      });
    },
    mayWait: () => fetched.size > 0,
    async askDisks() {
      const ask = async ([address, path]: [string, string]): Promise<void> => {
        await lastByte(disk, path).catch(() => undefined);
        fetched.delete(address);
      };
      await Promise.all([...fetched].map(ask));
    },
  };
}

/** Of all bytes the one that came last, so the likeliest that only the disk itself has. */
async function lastByte(disk: Pick<Disk, 'open'>, path: string): Promise<void> {
  const handle = await disk.open(path, readFlags);
  try {
    const { size } = await handle.stat();
    await handle.read(new Uint8Array(1), 0, 1, Math.max(0, size - 1));
  } finally {
    await handle.close();
  }
}
