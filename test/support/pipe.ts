/**
 * Drives the window over Chromium's debugging pipe. Playwright's way opens sockets on this computer for the page and
 * for main; a pipe opens none, so whatever socket is seen then is the app's own.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { within } from './waiting.ts';

export interface PipedWindow {
  /** The value of an expression in the page; promises are waited for. */
  evaluate<T>(expression: string): Promise<T>;
  /** Waits until the expression is true. */
  until(expression: string): Promise<void>;
  click(selector: string): Promise<void>;
  type(text: string): Promise<void>;
  press(key: string): Promise<void>;
  /** Closes the window, and gives the exit code of the app. */
  quit(): Promise<number | null>;
  /** Whatever it is doing. */
  kill(): void;
}

interface Answer {
  readonly id?: number;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

const patienceMs = 20_000;
const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** @param line a command whose process, or the one it becomes or follows, is the app started with --remote-debugging-pipe */
export async function openOverPipe(line: readonly string[], env: NodeJS.ProcessEnv): Promise<PipedWindow> {
  const child = spawn(line[0]!, line.slice(1), { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'], env });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const send = connect(child);

  let session: string | undefined;
  const inPage = (method: string, params: object) => send(method, params, session);
  async function evaluate<T>(expression: string): Promise<T> {
    const asked = { expression, awaitPromise: true, returnByValue: true, userGesture: true };
    const { result, exceptionDetails } = (await inPage('Runtime.evaluate', asked)) as {
      result: { value: T; description?: string };
      exceptionDetails?: object;
    };
    if (exceptionDetails) throw new Error(`${expression}: ${result.description}`);
    return result.value;
  }
  async function until(expression: string): Promise<void> {
    const end = Date.now() + patienceMs;
    // A page that has not begun to load has nowhere to evaluate anything yet.
    while (!(await evaluate<boolean>(`Boolean(${expression})`).catch(() => false))) {
      if (Date.now() > end) throw new Error(`never came true in the page: ${expression}`);
      await wait(50);
    }
  }
  async function attach(): Promise<void> {
    for (const end = Date.now() + patienceMs; Date.now() < end; await wait(50)) {
      const { targetInfos } = (await send('Target.getTargets', {})) as {
        targetInfos: { type: string; targetId: string }[];
      };
      const page = targetInfos.find(({ type }) => type === 'page');
      if (!page) continue;
      const attached = await send('Target.attachToTarget', { targetId: page.targetId, flatten: true });
      session = attached.sessionId as string;
      return;
    }
    throw new Error('no window came');
  }

  try {
    await attach();
  } catch (error) {
    child.kill();
    throw error;
  }
  return {
    evaluate,
    until,
    async click(selector) {
      const element = `document.querySelector(${JSON.stringify(selector)})`;
      await until(element);
      const place = await evaluate<{ x: number; y: number }>(
        `(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 }))(${element}.getBoundingClientRect())`,
      );
      for (const type of ['mousePressed', 'mouseReleased']) {
        await inPage('Input.dispatchMouseEvent', { type, ...place, button: 'left', clickCount: 1 });
      }
    },
    async type(text) {
      await inPage('Input.insertText', { text });
    },
    async press(key) {
      const code = key === 'Enter' ? 13 : key === 'Escape' ? 27 : 0;
      const named = { key, code: key, windowsVirtualKeyCode: code, ...(key === 'Enter' && { text: '\r' }) };
      for (const type of ['keyDown', 'keyUp']) await inPage('Input.dispatchKeyEvent', { type, ...named });
    },
    async quit() {
      // The window may be gone before it has answered.
      void inPage('Runtime.evaluate', { expression: 'window.close()', userGesture: true }).catch(() => undefined);
      try {
        const [code] = await within(ended, 'the app to end');
        return code;
      } catch (error) {
        child.kill('SIGKILL');
        throw error;
      }
    },
    kill: () => void child.kill(),
  };
}

/** Messages are JSON with a NUL behind each; ours go to the app's file descriptor 3, its own come out of 4. */
function connect(child: ChildProcess) {
  const [, , , toApp, fromApp] = child.stdio as unknown as [null, null, null, Writable, Readable];
  const waiting = new Map<number, (answer: Answer) => void>();
  let lastId = 0;
  let held = '';
  fromApp.setEncoding('utf8').on('data', (text: string) => {
    const messages = (held + text).split('\0');
    held = messages.pop() ?? '';
    for (const message of messages) {
      const answer: Answer = JSON.parse(message);
      if (answer.id !== undefined) waiting.get(answer.id)?.(answer);
    }
  });
  const close = () => {
    for (const [id, tell] of waiting) tell({ id, error: { message: 'the app has ended' } });
  };
  child.on('exit', close);
  child.on('error', close);
  toApp.on('error', close);

  return (method: string, params: object, sessionId?: string) =>
    new Promise<Record<string, unknown>>((resolve, reject) => {
      lastId += 1;
      const id = lastId;
      waiting.set(id, ({ result, error }) => {
        waiting.delete(id);
        if (error) reject(new Error(`${method}: ${error.message}`));
        else resolve(result ?? {});
      });
      setTimeout(() => waiting.get(id)?.({ id, error: { message: 'no answer' } }), patienceMs).unref();
      toApp.write(`${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`);
    });
}
