/**
 * What the window's thread does, counted and not timed: how often each of its functions, and each block inside them, is
 * run in the course of one act of a person. The profiler of the page counts; workers have their own and are not in it.
 */
import type { CDPSession } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type App,
  choose,
  complete,
  given,
  openApp,
  painted,
  scratchFolder,
  settled,
  sheetHeader,
} from '../support/app.ts';
import { sampleText } from '../support/sample.ts';

const [few, many] = [2_000, 60_000];
/**
 * So many times more may no block run. Whoever walks the rows runs the inside of a loop, or a function, once for each,
 * which is four times that, or twice where half of the rows are shown. Up to 4,000 were measured where nobody does: a
 * scroll takes now more frames, now fewer.
 * What the engine's own functions do inside, such as `indexOf`, is not seen here; for that see row-place.test.ts.
 */
const limit = (many - few) / 4;

let app: App;
let profiler: CDPSession;

beforeAll(async () => {
  app = await openApp();
  profiler = await app.page.context().newCDPSession(app.page);
  await profiler.send('Profiler.enable');
  await profiler.send('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  // Blocks are counted only in code that has been compiled for it, and before a debugger nothing is taken that was
  // compiled for the page before.
  await profiler.send('Debugger.enable');
  await app.page.reload();
  await app.page.locator('.start').waitFor();
});
afterAll(() => app.close());

interface Block {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly count: number;
}
/** How often each block ran, by the place of its function in the code of the app; outer blocks before inner ones. */
type Runs = ReadonlyMap<string, readonly Block[]>;

/** Since it was last asked for. */
async function runsUntilNow(): Promise<Runs> {
  const { result } = await profiler.send('Profiler.takePreciseCoverage');
  // A chart is drawn of a few dozen numbers, now and then in one turn more; what gathers them is not in that file.
  const own = result.filter(({ url }) => url.startsWith('app://') && !url.includes('/draw-chart-'));
  return new Map(
    own.flatMap(({ url, functions }) =>
      functions.map(({ ranges }) => [`${url} ${ranges[0]!.startOffset}–${ranges[0]!.endOffset}`, ranges]),
    ),
  );
}

const sum = (runs: Runs): number => [...runs.values()].flat().reduce((all, { count }) => all + count, 0);

/** The block that ran more often than before, by most; where it stands in the code as built. */
function mostGrown(before: Runs, now: Runs): { more: number; where: string } {
  // A block is told of only where it ran otherwise than the one around it.
  const countBefore = (place: string, { startOffset, endOffset }: Block): number =>
    before.get(place)?.findLast((block) => block.startOffset <= startOffset && block.endOffset >= endOffset)?.count ??
    0;
  let most = { more: 0, where: '' };
  for (const [place, blocks] of now) {
    for (const block of blocks) {
      const more = block.count - countBefore(place, block);
      if (more > most.more) most = { more, where: `${place}: ${block.startOffset}–${block.endOffset}` };
    }
  }
  return most;
}

const press = async (...keys: readonly string[]) => {
  for (const key of keys) {
    await app.page.keyboard.press(key);
    await painted(app.page);
  }
};
const showAll = async () => {
  await app.page.keyboard.press('Control+Shift+L');
  await settled(app.page);
};

/** What a person does, one after the other. */
const acts: Readonly<Record<string, () => Promise<void>>> = {
  async 'sorting by a header'() {
    await sheetHeader(app.page, 'exam_name').locator('.header-title').click();
    await settled(app.page);
  },
  async 'filtering by a verdict that half of them have'() {
    await app.page.locator('.status-rest').click();
    await app.page.locator('.status-more .status-verdict', { hasText: /^\s*Passed/ }).click();
    await settled(app.page);
  },
  'taking the filter back': showAll,
  async 'typing a letter into the search'() {
    await app.page.keyboard.press('Control+f');
    await app.page.keyboard.type('a');
    await settled(app.page);
  },
  'taking the search back': showAll,
  'going to the end and back': () => press('ArrowDown', 'Control+End', 'Control+Home'),
  'going on by three screens': () => press('PageDown', 'PageDown', 'PageDown'),
  async 'opening an attempt'() {
    await press('Enter');
    await app.page.locator('.pane').waitFor();
  },
  'going on to the next attempt': () => press('j'),
  'closing it': () => press('Escape'),
  async 'looking at the findings'() {
    await press('Control+4');
    await app.page.locator('.findings').waitFor();
  },
  async 'looking at the overview'() {
    await press('Control+1');
    await app.page.locator('.chart-canvas[data-drawn]').first().waitFor();
  },
};

/** Opens a report of so many rows, as the tab of this number, and does all of it. */
async function goThrough(rows: number, tab: number): Promise<Map<string, Runs>> {
  const report = sampleText({ rows, seed: 7, version: 'V3' });
  await choose(app, [given(scratchFolder('bounded'), `${rows}.csv`, report)]);
  await runsUntilNow();
  await app.page.keyboard.press('Control+o');
  await complete(app.page, tab);
  await painted(app.page);
  const runs = new Map([['opening', await runsUntilNow()]]);
  const shown = rows.toLocaleString('en');
  await app.page.locator('.status-count', { hasText: `${shown} of ${shown} attempts` }).waitFor();
  for (const [name, act] of Object.entries(acts)) {
    await act();
    runs.set(name, await runsUntilNow());
  }
  await press('Control+b');
  return runs;
}

const names = ['opening', ...Object.keys(acts)];
let runs: { readonly few: Map<string, Runs>; readonly many: Map<string, Runs> };

beforeAll(async () => {
  runs = { few: await goThrough(few, 1), many: await goThrough(many, 2) };
});

test.each(names)('%s: nothing is done for each row', (name) => {
  const [before, now] = [runs.few.get(name)!, runs.many.get(name)!];
  // Something was counted at all: the least of these acts draws the rows on screen, which takes far more than that.
  expect(sum(before)).toBeGreaterThan(50_000);
  const { more, where } = mostGrown(before, now);
  expect(more, where).toBeLessThan(limit);
});

test('nothing was complained about', () => {
  expect(app.complaints).toEqual([]);
});
