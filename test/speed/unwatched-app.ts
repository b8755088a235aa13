/**
 * The built app with nobody looking into it. A driver such as the one of the journeys keeps in mind what the page
 * fetches, says and starts, partly within the app's own processes, and would be measured with it. So what is to be done
 * is done by a few lines that run in the main process before the app does: they press its keys and hear its answers.
 */
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { appAfter, profileOf, scratchFolder, switches } from '../support/app.ts';

export interface UnwatchedApp {
  /** Of the main process. */
  readonly pid: number;
  /** Opens the report and closes it again, so many times: each time as soon as what was asked for is there and drawn. */
  reopen(times: number): Promise<void>;
  /** Leaves the app alone for a few seconds, as a person does between two reports; it looks for garbage then. */
  rest(): Promise<void>;
  /** Has garbage collected in the main process, the window and its workers. */
  collect(): Promise<void>;
  close(): Promise<void>;
}

/** With a fresh profile, so as a person meets it first: with the overview beside the rows. */
export async function openUnwatched(report: string): Promise<UnwatchedApp> {
  // The compiler of this script gives functions their names by a function of its own, which is not there.
  const before = `globalThis.__name = (named) => named;\n(${inside})(require, ${JSON.stringify(report)});`;
  const home = scratchFolder('home');
  const profile = profileOf(home);
  mkdirSync(profile.PROCTORSHEET_USER_DATA);
  chmodSync(profile.PROCTORSHEET_USER_DATA, 0o777);
  const app = spawn(process.env.PROCTORSHEET_EXECUTABLE ?? '', [appAfter(before), ...switches], {
    env: { ...process.env, ...profile },
    // What Chromium misses on a machine without a desktop, it says with every file.
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = new Promise<void>((resolve) => {
    app.once('exit', () => resolve());
  });
  const answers = createInterface({ input: app.stdout })[Symbol.asyncIterator]();
  /** Answers come in the order of what was asked for, each on a line of its own. */
  const ask = async (what: string) => {
    app.stdin.write(`${what}\n`);
    for (;;) {
      const { value, done } = await answers.next();
      if (done) throw new Error(`the app ended instead of: ${what}`);
      if (value === 'done') return;
      if (value.startsWith('failed')) throw new Error(value);
    }
  };
  await ask('start');
  return {
    pid: app.pid!,
    reopen: (times) => ask(`reopen ${times}`),
    rest: () => ask('rest'),
    collect: () => ask('collect'),
    async close() {
      app.stdin.write('quit\n');
      await ended;
    },
  };
}

/** Runs in the main process; knows nothing of what stands around it here. */
function inside(require: NodeJS.Require, report: string) {
  const { app, BrowserWindow, dialog, ipcMain } = require('electron') as typeof import('electron');
  const { setFlagsFromString } = require('node:v8') as typeof import('node:v8');
  const { runInNewContext } = require('node:vm') as typeof import('node:vm');
  const lines = require('node:readline') as typeof import('node:readline');

  const heard = new Map<string, () => void>();
  const handle = ipcMain.handle.bind(ipcMain);
  ipcMain.handle = (channel, answer) =>
    handle(channel, async (...asked) => {
      const answered = await answer(...asked);
      heard.get(channel)?.();
      return answered;
    });
  const answered = (channel: string) => new Promise<void>((resolve) => heard.set(channel, resolve));
  const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [report] });

  const contents = () => BrowserWindow.getAllWindows()[0]!.webContents;
  function press(keyCode: string) {
    for (const type of ['keyDown', 'keyUp'] as const) {
      contents().sendInputEvent({ type, keyCode, modifiers: ['control'] });
    }
  }

  /** In ms: what a person has asked for has been drawn by then. */
  const twoFrames = 34;

  async function reopen() {
    const opened = answered('ask:opened');
    press('O');
    await opened;
    await wait(twoFrames);
    const released = answered('ask:release');
    press('W');
    await released;
    await wait(twoFrames);
  }

  setFlagsFromString('--expose-gc');
  const collectHere = runInNewContext('gc') as () => void;

  async function collect() {
    // What is made in advance for the next report is there, and the app has looked for garbage itself.
    await wait(3000);
    collectHere();
    const { debugger: inspector } = contents();
    inspector.attach('1.3');
    const places: (string | undefined)[] = [undefined];
    inspector.on('message', (_event, method, { sessionId }) => {
      if (method === 'Target.attachedToTarget') places.push(sessionId);
    });
    const workers = { autoAttach: true, waitForDebuggerOnStart: false, flatten: true };
    await inspector.sendCommand('Target.setAutoAttach', workers);
    // Twice: what one thread drops in the first round may have held something in another.
    for (let round = 0; round < 2; round += 1) {
      for (const place of places) {
        // A worker may have ended meanwhile.
        await inspector.sendCommand('HeapProfiler.collectGarbage', {}, place).catch(() => undefined);
      }
    }
    inspector.removeAllListeners('message');
    inspector.detach();
    collectHere();
    // Threads that were ended go, and what was collected is given back to the system.
    await wait(2000);
  }

  const acts: Record<string, (times: number) => Promise<unknown>> = {
    async start() {
      await answered('ask:ready');
      // What is made ready behind the start screen, once and not with each opening, is there by then.
      await wait(6000);
    },
    async reopen(times) {
      for (let time = 0; time < times; time += 1) await reopen();
    },
    // It does so two seconds after the last report was closed, and what was collected is then given back to the system.
    rest: () => wait(4000),
    collect,
    quit: async () => app.quit(),
  };
  let turn: Promise<unknown> = Promise.resolve();
  lines.createInterface({ input: process.stdin }).on('line', (line) => {
    const [act = '', times = '1'] = line.split(' ');
    turn = turn
      .then(() => acts[act]?.(Number(times)))
      .then(
        () => process.stdout.write('\ndone\n'),
        (error) => process.stdout.write(`\nfailed: ${error}\n`),
      );
  });
}
