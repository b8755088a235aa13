/**
 * The disk as it is asked about files that reports are read from. The engine asks all disks by four threads (libuv's),
 * and one that does not answer keeps a thread for each question. So no more than two of them wait for such files, and for
 * the files of one folder, which lie on one share, a single one: settings are written and reports saved by the others.
 */
import { dirname } from 'node:path';
import type { Disk } from './files.ts';

export type SourceDisk = Pick<Disk, 'stat' | 'lstat' | 'open' | 'realpath'>;

/** At once, in all folders. */
const most = 2;

interface Question {
  readonly folder: string;
  /** Resolves when it is answered, whatever the answer. */
  ask(): Promise<void>;
}

export function sourceDisk(disk: SourceDisk): SourceDisk {
  const waiting: Question[] = [];
  const asked = new Set<string>();

  function next(): void {
    while (asked.size < most) {
      const place = waiting.findIndex(({ folder }) => !asked.has(folder));
      const [question] = place < 0 ? [] : waiting.splice(place, 1);
      if (!question) return;
      asked.add(question.folder);
      void question.ask().finally(() => {
        asked.delete(question.folder);
        next();
      });
    }
  }

  const inTurn = <Ask>(ask: Ask): Ask =>
    ((path: string, ...rest: unknown[]) =>
      new Promise((resolve, reject) => {
        const answer = () => (ask as (...given: unknown[]) => Promise<unknown>)(path, ...rest);
        waiting.push({ folder: dirname(path), ask: () => answer().then(resolve, reject) });
        next();
      })) as Ask;

  return {
    stat: inTurn(disk.stat),
    lstat: inTurn(disk.lstat),
    open: inTurn(disk.open),
    realpath: inTurn(disk.realpath),
  };
}
