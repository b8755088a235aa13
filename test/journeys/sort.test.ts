import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type App,
  columnTexts,
  csvOf,
  given,
  openBeside,
  openReport,
  sampleReport,
  scratchFolder,
  settled,
  sheetHeader,
  shownRows,
  unfold,
} from '../support/app.ts';

const header =
  'course_id,provider,track,exam_name,username,email,attempt_code,allowed_time_limit_mins,is_sample_attempt,' +
  'started_at,completed_at,status,review_status,Suspicious Count,Suspicious Comments,Rules Violation Count,' +
  'Rules Violation Comments';

/** A report in which only what a test is about differs from row to row. */
function reportOf(rows: readonly { readonly username: string; readonly count?: string }[]): string {
  const line = ({ username, count = '0' }: (typeof rows)[number], index: number) =>
    `course,software_secure,verified,Exam,${username},${index}@example.org,CODE-${index},60,False,` +
    `2021-04-01 10:00:00+00:00,2021-04-01 11:00:00+00:00,verified,Clean,${count},,0,`;
  return `${[header, ...rows.map(line)].join('\r\n')}\r\n`;
}

/** Rows in the order of a key; what has none stands last in both directions, and equals stay as in the file. */
function ordered<K extends number | string>(keys: readonly (K | undefined)[], descending = false): number[] {
  const compare = (a: K, b: K) => (a < b ? -1 : a > b ? 1 : 0) * (descending ? -1 : 1);
  return keys
    .map((key, row) => ({ key, row }))
    .sort((a, b) => {
      if (a.key === undefined || b.key === undefined) {
        return Number(a.key === undefined) - Number(b.key === undefined) || a.row - b.row;
      }
      return compare(a.key, b.key) || a.row - b.row;
    })
    .map(({ row }) => row);
}

/** "2021-04-30 23:37:17.97+00:00" as a text that sorts as the time does. */
const timeKey = (text: string): string | undefined => {
  const found = /^(\S{10}) (\S{8})(?:\.(\d+))?\+00:00$/.exec(text);
  return found ? `${found[1]} ${found[2]}.${(found[3] ?? '').padEnd(6, '0')}` : undefined;
};

/** Every kind of attempt of the sample, and three of each: a sheet that is quickly read as a whole. */
function fewerRows(): string {
  const { header: names, rows, column } = csvOf(sampleReport);
  const [status, learner] = [column('status'), column('username')];
  const resumed = new Set(learner.filter((_, row) => status[row] === 'error'));
  const isOfThree = (row: number) => status.slice(0, row).filter((other) => other === status[row]).length < 3;
  const kept = rows.filter((_, row) => isOfThree(row) || resumed.has(learner[row]!));
  return Papa.unparse([[...names], ...kept.map((row) => [...row])]);
}

const report = given(scratchFolder('sort'), 'fewer.csv', fewerRows());
const csv = csvOf(report);
const fileOrder = csv.rows.map((_, row) => row);
let app: App;

beforeAll(async () => {
  app = await openReport(report);
  await unfold(app.page, csv.rows.length);
});
afterAll(() => app.close());

/** Clicks on a header and reads the rows and what a screen reader is told of the column. */
async function clickOn(column: string, ...modifiers: 'Shift'[]) {
  await sheetHeader(app.page, column).locator('.header-title').click({ modifiers });
  await settled(app.page);
  return { rows: await shownRows(app.page, csv), sort: await sheetHeader(app.page, column).getAttribute('aria-sort') };
}

describe('a click on a header', () => {
  test('sorts by the column, the next one turns it round, the third goes back to the order of the file', async () => {
    const keys = csv.column('started_at').map(timeKey);
    expect(keys.filter((key) => key === undefined).length).toBeGreaterThan(0);
    expect(await shownRows(app.page, csv)).toEqual(fileOrder);
    expect(await clickOn('started_at')).toEqual({ rows: ordered(keys), sort: 'ascending' });
    expect(await clickOn('started_at')).toEqual({ rows: ordered(keys, true), sort: 'descending' });
    expect(await clickOn('started_at')).toEqual({ rows: fileOrder, sort: 'none' });
  });

  test('leaves the sort of other columns only where Shift is held', async () => {
    await clickOn('provider');
    const exams = csv.column('exam_name');
    const { rows } = await clickOn('exam_name');
    expect(await sheetHeader(app.page, 'provider').getAttribute('aria-sort')).toBe('none');
    const groups = rows.map((row) => exams[row]).filter((exam, at, all) => exam !== all[at - 1]);
    expect(groups).toHaveLength(new Set(exams).size);

    const keys = csv.column('started_at').map(timeKey);
    await clickOn('started_at', 'Shift');
    const both = await clickOn('started_at', 'Shift');
    const newestFirst = ordered(keys, true);
    expect(both.rows).toEqual(groups.flatMap((exam) => newestFirst.filter((row) => exams[row] === exam)));
    expect(await sheetHeader(app.page, 'exam_name').getAttribute('aria-sort')).toBe('ascending');
    expect(await sheetHeader(app.page, 'exam_name').locator('.header-sort').innerText()).toBe('1');
    expect(await sheetHeader(app.page, 'started_at').locator('.header-sort').innerText()).toBe('2');

    await clickOn('started_at', 'Shift');
    expect((await clickOn('exam_name', 'Shift')).sort).toBe('descending');
    expect((await clickOn('exam_name', 'Shift')).rows).toEqual(fileOrder);
  });
});

describe('the order of', () => {
  test('verdicts is by what there is to do', async () => {
    const kinds = [
      ...['Needs you', 'In review', 'Not passed', 'Unknown · awaiting_id_check', 'Blocked by onboarding', 'Unfinished'],
      ...['Not started', 'Passed', 'Expired', 'Not proctored', 'Superseded', 'Practice'],
    ];
    const labels = await columnTexts(app.page, 'verdict');
    const keys = labels.map((label) => kinds.findIndex((kind) => label.startsWith(kind)));
    expect(new Set(keys)).toEqual(new Set(kinds.keys()));
    expect((await clickOn('verdict')).rows).toEqual(ordered(keys));
    expect((await clickOn('verdict')).rows).toEqual(ordered(keys, true));
    await clickOn('verdict');
  });

  test('statuses is the life of an attempt, and an unknown one comes after them', async () => {
    const life = [
      ...['created', 'download_software_clicked', 'ready_to_start', 'started', 'ready_to_submit', 'submitted'],
      ...['second_review_required', 'verified', 'rejected', 'error', 'timed_out', 'declined', 'expired'],
      ...['onboarding_missing', 'onboarding_pending', 'onboarding_failed', 'onboarding_expired', 'onboarding_reset'],
      'awaiting_id_check',
    ];
    const keys = csv.column('status').map((status) => life.indexOf(status));
    expect(new Set(keys)).toEqual(new Set(life.keys()));
    expect((await clickOn('status')).rows).toEqual(ordered(keys));
    expect((await clickOn('status')).rows).toEqual(ordered(keys, true));
    await clickOn('status');
  });

  test('numbers is by their value', async () => {
    const keys = csv.column('allowed_time_limit_mins').map((text) => (text === 'None' ? undefined : Number(text)));
    expect(ordered(keys)).not.toEqual(ordered(csv.column('allowed_time_limit_mins')));
    expect((await clickOn('allowed_time_limit_mins')).rows).toEqual(ordered(keys));
    expect((await clickOn('allowed_time_limit_mins')).rows).toEqual(ordered(keys, true));
    await clickOn('allowed_time_limit_mins');
  });

  test('minutes used is by the minutes, and attempts that have none stand last', async () => {
    const micros = (text: string) => {
      const key = timeKey(text);
      return key && Date.parse(`${key.slice(0, 19)}Z`.replace(' ', 'T')) * 1000 + Number(key.slice(20));
    };
    const [started, completed] = [csv.column('started_at').map(micros), csv.column('completed_at').map(micros)];
    const keys = started.map((from, row) => {
      const to = completed[row];
      return typeof from === 'number' && typeof to === 'number' && to >= from ? to - from : undefined;
    });
    expect((await clickOn('minutes-used')).rows).toEqual(ordered(keys));
    expect((await clickOn('minutes-used')).rows).toEqual(ordered(keys, true));
    await clickOn('minutes-used');
  });

  test('text minds neither case nor accents, reads digits as numbers, and puts what has no value last', async () => {
    const names = ['zoe', 'Émile', 'None', 'exam10', 'Анна', 'emil', 'exam9', 'Ågot', 'EMILE', 'Øyvind', '', 'agatha'];
    const counts = ['10', '2', '0', 'None', '9', '1', '11', '3', '', '100', '20', '12'];
    const rows = names.map((username, index) => ({ username, count: counts[index]! }));
    await openBeside(app, given(scratchFolder('order'), 'order.csv', reportOf(rows)));
    await unfold(app.page, names.length);
    const sorted = async (column: string) => {
      await sheetHeader(app.page, column).locator('.header-title').click();
      await settled(app.page);
      return columnTexts(app.page, column);
    };
    const rising = ['agatha', 'Ågot', 'emil', 'Émile', 'EMILE', 'exam9', 'exam10', 'Øyvind', 'zoe', 'Анна', '–', '–'];
    expect(await sorted('username')).toEqual(rising);
    const falling = ['Анна', 'zoe', 'Øyvind', 'exam10', 'exam9', 'Émile', 'EMILE', 'emil', 'Ågot', 'agatha', '–', '–'];
    expect(await sorted('username')).toEqual(falling);
    const numbers = ['0', '1', '2', '3', '9', '10', '11', '12', '20', '100'];
    expect(await sorted('suspicious_count')).toEqual([...numbers, '–', '–']);
    expect(await sorted('suspicious_count')).toEqual([...numbers.reverse(), '–', '–']);
    await app.page.getByRole('button', { name: 'Close order.csv' }).click();
  });
});

describe('the row that has the focus', () => {
  /** The text of the row that has the focus, and whether all of its cell can be seen. */
  const focused = () =>
    app.page.evaluate(() => {
      const cell = document.activeElement?.closest('.ag-cell');
      const place = cell?.getBoundingClientRect();
      const header = document.querySelector('.ag-header')!.getBoundingClientRect();
      const sheet = document.querySelector('.sheet')!.getBoundingClientRect();
      const isSeen = place !== undefined && place.top >= header.bottom - 1 && place.bottom <= sheet.bottom;
      return { email: cell?.closest('.ag-row')?.querySelector('[col-id="email"]')?.textContent, isSeen };
    });

  test('keeps it and stays in view when the order changes, and when a filter still shows it', async () => {
    const emails = csv.column('email');
    const row = emails.findIndex((email, at) => at > 4 && emails.filter((other) => other === email).length === 1);
    const email = emails[row]!;
    const session = await app.page.context().newCDPSession(app.page);
    await session.send('Emulation.clearDeviceMetricsOverride');
    await app.page.locator('.ag-row [col-id="email"]', { hasText: email }).click();
    expect(await focused()).toEqual({ email, isSeen: true });

    const places: number[] = [];
    const header = () =>
      app.page.evaluate(() => document.activeElement?.closest('.ag-header-cell')?.getAttribute('col-id'));
    for (const column of ['email', 'email', 'status', 'status']) {
      await sheetHeader(app.page, column).focus();
      await app.page.keyboard.press('Enter');
      await settled(app.page);
      // The header keeps the keyboard, for the next press.
      expect(await header()).toBe(column);
      await app.page.keyboard.press('Control+f');
      await app.page.keyboard.press('ArrowDown');
      expect(await focused()).toEqual({ email, isSeen: true });
      places.push(await app.page.evaluate(() => Number(document.activeElement?.closest('.ag-row')?.ariaRowIndex)));
    }
    expect(new Set(places).size).toBeGreaterThan(2);

    for (const search of [email.slice(0, 3), 'example', '']) {
      await app.page.locator('#search').fill(search);
      await settled(app.page);
      await app.page.keyboard.press('ArrowDown');
      expect(await focused()).toEqual({ email, isSeen: true });
    }
    await app.page.locator('#search').fill('retake');
    await settled(app.page);
    await app.page.keyboard.press('ArrowDown');
    const first = await columnTexts(app.page, 'email');
    expect(await focused()).toEqual({ email: first[0], isSeen: true });
  });
});

test('nothing was complained about', () => {
  expect(app.complaints).toEqual([]);
});
