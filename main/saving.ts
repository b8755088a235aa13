/** An export on its way from the table worker to the disk: chunks over a port, written whole, then renamed. */
import { MessageChannelMain, type MessageEvent, type MessagePortMain } from 'electron';
import type { Saved, WriterAnswer, WriterMessage } from '../shared/contract/bridge.ts';
import { FailureError, failure, type Result, success } from '../shared/contract/failure.ts';
import type { Writing } from './safe-write.ts';
import { saveFailure } from './system-errors.ts';

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
  /** Gives up all that is under way; resolves when no temporary file is left. */
  abandonAll(): Promise<void>;
}

interface Running extends Saving {
  /** Gives up, unless all of it has come already. */
  abandon(): void;
  /** Gives up, unless the file stands already. */
  stop(): void;
}

export function makeSavers(): Savers {
  const running = new Map<string, Running>();
  return {
    save(id, name, start) {
      const saving = save(name, start);
      running.set(id, saving);
      void saving.result.then(() => running.delete(id));
      return saving;
    },
    stop: (id) => running.get(id)?.stop(),
    async abandonAll() {
      for (const saving of running.values()) saving.abandon();
      await Promise.all([...running.values()].map((saving) => saving.result));
    },
  };
}

/** @param start opens the temporary file; the port takes chunks from the first moment, and they wait for it. */
function save(name: string, start: () => Promise<Writing>): Running {
  const { port1, port2 } = new MessageChannelMain();
  const answer = (message: WriterAnswer): void => port2.postMessage(message);

  let giveUp = (): void => {};
  let stopped = false;
  const result = new Promise<Result<Saved>>((resolve) => {
    let over = false;
    const opening = start();
    const settle = (settled: Result<Saved>): void => {
      over = true;
      if (!settled.ok) answer({ kind: 'failed', failure: settled.failure });
      port2.close();
      resolve(settled);
    };

    async function take(message: WriterMessage): Promise<void> {
      const writing = await opening;
      if (over || stopped) return;
      if (message.kind === 'bytes') {
        if (!(message.bytes instanceof Uint8Array)) throw new FailureError({ code: 'refused', name });
        await writing.write(message.bytes);
        answer({ kind: 'credit' });
      } else if (message.kind === 'end') settle(success(await writing.finish()));
      else await abandon();
    }
    /** The person changed their mind, or the window is gone. */
    async function abandon(): Promise<void> {
      if (over) return;
      over = true;
      await opening.then((writing) => writing.abandon());
      settle(failure('cancelled', { name }));
    }

    // One message after the other: chunks are written in the order they came in.
    let queue: Promise<void> = Promise.resolve();
    const enqueue = (step: () => Promise<void>): void => {
      queue = queue.then(step).catch(async (error: unknown) => {
        if (over) return;
        await opening.then((writing) => writing.abandon()).catch(() => undefined);
        settle({ ok: false, failure: saveFailure(error, name) });
      });
    };
    enqueue(async () => void (await opening));
    port2.on('message', ({ data }: MessageEvent) => enqueue(() => take(data as WriterMessage)));
    giveUp = () => enqueue(abandon);
    port2.on('close', giveUp);
    port2.start();
  });
  const stop = (): void => {
    stopped = true;
    giveUp();
  };
  return { port: port1, result, abandon: () => giveUp(), stop };
}
