/**
 * Notices when the file of an open report grows, is replaced or goes. It is looked at from time to time and never held,
 * which also sees what a rename has put in its place, and works on network shares.
 */
import type { SourceState } from '../shared/contract/bridge.ts';
import type { Disk, Source } from './files.ts';
import { errorCode } from './system-errors.ts';

export interface SourceWatch {
  /** From now on; what is there now is what is being read. */
  begin(source: Source): Promise<void>;
  end(grant: string): void;
  endAll(): void;
  /** Looks at every file once. To be called about twice a second. */
  look(): Promise<void>;
}

interface Watched {
  readonly path: string;
  /** Undefined until it is known. */
  asRead: string | undefined;
  /** What was found by the look before. */
  seen: string | undefined;
  told: SourceState;
  /** A share that does not answer is not asked again. */
  busy: boolean;
}

const gone = 'gone';

/** @param tell is called whenever the state of a file is another, with its grant. */
export function watchSources(disk: Pick<Disk, 'stat'>, tell: (grant: string, state: SourceState) => void): SourceWatch {
  const watched = new Map<string, Watched>();

  /** All by which two states of a file differ; undefined where the disk does not say. */
  const printOf = async (path: string): Promise<string | undefined> => {
    try {
      const { dev, ino, size, mtimeNs } = await disk.stat(path, { bigint: true });
      return [dev, ino, size, mtimeNs].join(':');
    } catch (error) {
      return ['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '') ? gone : undefined;
    }
  };

  async function lookAt(grant: string, one: Watched): Promise<void> {
    if (one.busy) return;
    one.busy = true;
    const now = await printOf(one.path);
    one.busy = false;
    // Told when it stands still: what is being written is not yet worth reading, and a file may be gone for a moment.
    const still = now === one.seen;
    one.seen = now;
    if (!still || now === undefined || one.asRead === undefined || watched.get(grant) !== one) return;
    const state = now === one.asRead ? 'as-read' : now === gone ? 'gone' : 'changed';
    if (state === one.told) return;
    one.told = state;
    tell(grant, state);
  }

  return {
    async begin({ grant, path }) {
      const one: Watched = { path, asRead: undefined, seen: undefined, told: 'as-read', busy: false };
      watched.set(grant.id, one);
      one.asRead = await printOf(path);
    },
    end: (grant) => void watched.delete(grant),
    endAll: () => watched.clear(),
    async look() {
      await Promise.all([...watched].map(([grant, one]) => lookAt(grant, one)));
    },
  };
}
