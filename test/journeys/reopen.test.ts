/**
 * What is left of reports that were closed, counted and not weighed: the objects that are still held in the window and
 * in its table worker once all garbage has gone, by their class, and what main holds. How much memory that is, and what
 * the engine makes of it, is measured by `npm run reopen`.
 */
import type { CDPSession } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, choose, complete, openApp, painted, readersOf, sampleReport } from '../support/app.ts';

/** The first ones make what stays: caches, and the grid and the workers that wait for the next. */
const settling = 2;
const times = 5;

/**
 * Of these the window has the same number whenever the start screen is shown. Of others, such as those of React and of
 * the page, there are some dozens more or fewer from moment to moment.
 */
const steady = [
  ...['MessagePort', 'Worker', 'Promise', 'GridApi', 'HTMLCanvasElement', 'MutationObserver', 'ResizeObserver'],
];
/** A sheet has a thousand. */
const nodesOfNone = 50;

const objectGroup = 'counted';

type Counts = Readonly<Record<string, number>>;
type Send = (method: string, params: object) => Promise<unknown>;
interface Held {
  readonly worker: Counts;
  readonly main: Counts;
}
interface InWindow {
  readonly objects: Counts;
  readonly nodes: number;
  /** Reports whose memory the window was given, and those of which it still has it. */
  readonly reports: { readonly opened: number; readonly kept: number };
}

let app: App;
let before: Held;
let after: Held;
let inWindow: InWindow;
/** Of groups of radio buttons, with each opening: for every name that there ever was Chromium keeps something. */
const groups: string[][] = [];
/** The processes that have read the files, and one of them the next. */
const readers: number[] = [];

beforeAll(async () => {
  app = await openApp([], { settings: { insight: 'overview' } });
  await choose(app, [sampleReport]);
  if (app.page.workers().length === 0) await app.page.waitForEvent('worker');
  await watchReports();
  await reopen(settling);
  before = await held();
  inWindow = await heldInWindow();
  await app.electron.evaluate(() => Object.assign(globalThis, { dropped: new WeakRef({}) }));
  await reopen(times);
  after = await held();
});
afterAll(() => app.close());

async function reopen(count: number) {
  const { page } = app;
  for (let time = 0; time < count; time += 1) {
    await page.keyboard.press('Control+o');
    await complete(page);
    await painted(page);
    const names = await page.$$eval('input[type=radio]', (found) => found.map((one) => (one as HTMLInputElement).name));
    groups.push([...new Set(names)]);
    readers.push(...(await readersOf(app)));
    await page.keyboard.press('Control+w');
    await page.locator('.start').waitFor();
    await page.evaluate(() => performance.clearMarks());
  }
  // The grid that is made in advance for the next one.
  await page.locator('.warm-sheet .ag-row').first().waitFor({ state: 'attached' });
}

/** The engine does not count shared memory among its objects; so that of each report is kept weakly as it comes. */
async function watchReports() {
  const session = await app.page.context().newCDPSession(app.page);
  const objectId = await objectsOf('Worker.prototype', (method, params) =>
    session.send(method as never, params as never),
  );
  const functionDeclaration = `function () {
    globalThis.memories = [];
    for (const worker of this.filter((one) => one !== Worker.prototype)) {
      worker.addEventListener('message', ({ data }) => {
        if (data.kind === 'complete') memories.push(new WeakRef(data.parts.table.bytes.buffer));
      });
    }
  }`;
  await session.send('Runtime.callFunctionOn', { objectId, functionDeclaration });
  await session.detach();
}

async function held(): Promise<Held> {
  const session = await app.page.context().newCDPSession(app.page);
  const worker = await countObjects(await tableWorker(session));
  await session.detach();
  const main = await app.electron.evaluate(({ app: itself, BrowserWindow, ipcMain, nativeTheme }) => {
    const windows = BrowserWindow.getAllWindows();
    const heard = [itself, ipcMain, nativeTheme, process, ...windows, ...windows.map((one) => one.webContents)];
    const counts = heard.flatMap((one) => one.eventNames().map((name) => one.listenerCount(name as never)));
    return { listeners: counts.reduce((sum, count) => sum + count, 0) };
  });
  return { worker, main };
}

async function heldInWindow(): Promise<InWindow> {
  const session = await app.page.context().newCDPSession(app.page);
  const objects = await countObjects((method, params) => session.send(method as never, params as never));
  const nodes = await nodesOf(session);
  await session.detach();
  const reports = await app.page.evaluate(() => {
    const { memories } = globalThis as unknown as { memories: WeakRef<SharedArrayBuffer>[] };
    return { opened: memories.length, kept: memories.filter((memory) => memory.deref()).length };
  });
  return { objects, nodes, reports };
}

/** What has just been taken off the page counts until it is collected, and what holds on to it until once more. */
async function nodesOf(session: CDPSession): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let look = 0; look < 3; look += 1) {
    await session.send('HeapProfiler.collectGarbage');
    least = Math.min(least, (await session.send('Memory.getDOMCounters')).nodes);
  }
  return least;
}

/** All that inherit from it and are not garbage, which the engine collects before it answers. */
async function objectsOf(prototype: string, send: Send): Promise<string> {
  const asked = (await send('Runtime.evaluate', { expression: prototype })) as { result: { objectId: string } };
  const query = { prototypeObjectId: asked.result.objectId, objectGroup };
  const { objects } = (await send('Runtime.queryObjects', query)) as { objects: { objectId: string } };
  return objects.objectId;
}

async function countObjects(send: Send): Promise<Counts> {
  const objectId = await objectsOf('Object.prototype', send);
  const functionDeclaration = `function () {
    const counts = {};
    for (const one of this) {
      let name = '?';
      try { name = String(one.constructor.name); } catch {}
      counts[name] = (counts[name] ?? 0) + 1;
    }
    return counts;
  }`;
  const call = { objectId, functionDeclaration, returnByValue: true };
  const counted = (await send('Runtime.callFunctionOn', call)) as { result: { value: Counts } };
  await send('Runtime.releaseObjectGroup', { objectGroup });
  return counted.result.value;
}

/** How the table worker is talked to: by way of the page, since the driver has no session of its own with a worker. */
async function tableWorker(session: CDPSession): Promise<Send> {
  const waiting = new Map<number, (result: unknown) => void>();
  const found = new Promise<string>((resolve) => {
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (/\/worker-[^/]*\.js$/.test(targetInfo.url)) resolve(sessionId);
    });
  });
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result } = JSON.parse(message);
    waiting.get(id)?.(result);
  });
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  const sessionId = await found;
  let id = 0;
  return async (method, params) => {
    id += 1;
    const answered = new Promise((resolve) => waiting.set(id, resolve));
    await session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) });
    return answered;
  };
}

/** Of which there are as many more as there were reports, or more than that: one of each was kept. */
function grown(before: Counts, after: Counts, kinds = Object.keys(after)): string[] {
  return kinds
    .filter((kind) => (after[kind] ?? 0) - (before[kind] ?? 0) >= times)
    .map((kind) => `${kind}: ${before[kind] ?? 0} → ${after[kind]}`);
}

test('the table worker keeps nothing of a report that was closed', () => {
  expect(Object.keys(after.worker)).toContain('Map');
  expect(grown(before.worker, after.worker)).toEqual([]);
});

test('nor does the window', async () => {
  expect(inWindow.objects.GridApi).toBeGreaterThan(0);
  const left = async () => {
    const { objects, nodes, reports } = await heldInWindow();
    expect(reports.opened).toBe(settling + times);
    const grownNodes = nodes - inWindow.nodes;
    return [
      ...grown(inWindow.objects, objects, steady),
      ...(grownNodes < times * nodesOfNone ? [] : [`nodes: ${grownNodes} more`]),
      ...(reports.kept < 2 ? [] : [`reports: ${reports.kept}`]),
    ];
  };
  // The newest may still be on its way out.
  await expect.poll(left).toEqual([]);
});

test('nor does the engine keep names of what was chosen among', () => {
  expect(groups).toHaveLength(settling + times);
  expect(groups).not.toContainEqual([]);
  // Those of the first, and perhaps one that was given to what React then rendered anew.
  expect(new Set(groups.flat()).size).toBeLessThan(times);
});

test('nor does main listen any longer, or start a reader for each', async () => {
  expect(after.main).toEqual(before.main);
  expect(readers.length).toBeGreaterThanOrEqual(settling + times);
  // One, and another where that took so long that the next file seemed to need it.
  expect(new Set(readers).size).toBeLessThan(times);
  await expect.poll(() => readersOf(app)).toHaveLength(1);
});

test('and main looks for garbage, though there is little', async () => {
  const hasGone = () =>
    app.electron.evaluate(() => (globalThis as unknown as { dropped: WeakRef<object> }).dropped.deref() === undefined);
  await expect.poll(hasGone).toBe(true);
});
