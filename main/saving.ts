/**
 * An export on its way from the table worker to the disk: chunks over a port, written whole, then renamed. It is given up
 * at once, also where the disk does not answer: what was written is then removed when it does.
 */
import type { MessageEvent, MessagePortMain } from 'electron';
import type { Saved, WriterAnswer, WriterMessage } from '../shared/contract/bridge.ts';
import { FailureError, failure, type Result, success } from '../shared/contract/failure.ts';
import type { Writing } from './safe-write.ts';
import { saveFailure } from './system-errors.ts';
import { within } from './within.ts';

export interface Saving {
  /** The table worker's end. */
  readonly port: MessagePortMain;
  /** When the file stands under its name, or why it does not. */
  readonly result: Promise<Result<Saved>>;
}

export interface Savers {
  /** @param id what {@link stop} knows it by. */
  save(id: string, name: string, start: () => Promise<Writing>): Saving;
  /** Gives one up; nothing happens if it is over. */
  stop(id: string): void;
  /**
   * Gives up all of which the text is still coming, and lets the others be finished. Resolves when nothing is left to
   * do, or a disk has had its time.
   */
  abandonAll(): Promise<void>;
}

interface Running extends Saving {
  /** When there is a result and nothing is left to remove. */
  readonly over: Promise<unknown>;
  /** Gives up, unless the file stands already. */
  stop(): void;
  /** Gives up, unless all of it has come already; resolves as {@link Savers.abandonAll}. */
  abandon(): Promise<unknown>;
}

/** So long a disk may take to remove what was given up. */
const removalMs = 2000;
/** And to take what is whole: a slow stick needs it for a large export, and nobody waits for the app meanwhile. */
export const finishMs = 30_000;

/** So long a rename may take that somebody wants to give up. */
const commitMs = 1000;

/** Electron's, or what stands for them in a test. */
type Channel = () => { readonly port1: MessagePortMain; readonly port2: MessagePortMain };

export function makeSavers(channel: Channel): Savers {
  const running = new Map<string, Running>();
  return {
    save(id, name, start) {
      const saving = save(name, start, channel);
      running.set(id, saving);
      void saving.over.then(() => running.delete(id));
      return saving;
    },
    stop: (id) => running.get(id)?.stop(),
    async abandonAll() {
      await Promise.all([...running.values()].map((saving) => saving.abandon()));
    },
  };
}

/** @param start opens the temporary file; the port takes chunks from the first moment, and they wait for it. */
function save(name: string, start: () => Promise<Writing>, channel: Channel): Running {
  const { port1, port2 } = channel();
  const answer = (message: WriterAnswer): void => port2.postMessage(message);
  const opening = start();
  let writing: Writing | undefined;
  let settled = false;
  let whole = false;
  let resolve: (result: Result<Saved>) => void;
  const result = new Promise<Result<Saved>>((give) => {
    resolve = give;
  });
  let removed: Promise<void> | undefined;
  const over = result.then(() => removed);

  function settle(outcome: Result<Saved>): void {
    if (settled) return;
    settled = true;
    if (!outcome.ok) answer({ kind: 'failed', failure: outcome.failure });
    port2.close();
    resolve(outcome);
  }
  const remove = (): Promise<void> => opening.then((begun) => begun.abandon()).catch(() => undefined);
  function giveUp(): void {
    if (settled) return;
    settle(failure('cancelled', { name }));
    removed = remove();
  }

  async function take(message: WriterMessage): Promise<void> {
    if (settled) return;
    if (message.kind === 'end') settle(success(await writing!.finish()));
    else if (message.kind === 'bytes') {
      if (!(message.bytes instanceof Uint8Array)) throw new FailureError({ code: 'refused', name });
      await writing!.write(message.bytes);
      if (!settled) answer({ kind: 'credit' });
    }
  }

  // One message after the other: chunks are written in the order they came in.
  let queue: Promise<void> = Promise.resolve();
  const enqueue = (step: () => Promise<void>): void => {
    queue = queue.then(step).catch(async (error: unknown) => {
      await remove();
      settle({ ok: false, failure: saveFailure(error, name) });
    });
  };
  enqueue(async () => {
    writing = await opening;
  });
  port2.on('message', ({ data }: MessageEvent) => {
    const message = data as WriterMessage;
    if (message.kind === 'abandon') giveUp();
    if (message.kind === 'end') whole = true;
    enqueue(() => take(message));
  });
  // The window is gone.
  const abandon = (): void => {
    if (!whole) giveUp();
  };
  port2.on('close', abandon);
  port2.start();

  return {
    port: port1,
    result,
    over,
    stop() {
      // What is taking its name may have it already, and cannot be told otherwise.
      if (!writing?.committed) giveUp();
      else setTimeout(() => settle(failure('save-unsure', { name })), commitMs);
    },
    async abandon() {
      abandon();
      await within(settled ? removalMs : finishMs, over);
    },
  };
}
