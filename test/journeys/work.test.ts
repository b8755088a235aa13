import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type App,
  choose,
  columnTexts,
  complete,
  countWords,
  csvOf,
  given,
  openReport,
  sampleReport,
  scratchFolder,
  settled,
  sheetHeader,
} from '../support/app.ts';

const csv = csvOf(sampleReport);
const cell = (row: number, name: string) => csv.column(name)[row]!;
const every = csv.rows.map((_, row) => row);
/** Places in the file of the attempts that are not practice and of which this holds. */
const rowsWhere = (holds: (row: number) => boolean) =>
  every.filter((row) => cell(row, 'is_sample_attempt') === 'False' && holds(row));
const users = (rows: readonly number[]) => rows.map((row) => cell(row, 'username'));

const toDecide = rowsWhere((row) => {
  const byCourseTeam = !['software_secure', 'rpnow4', 'None'].includes(cell(row, 'provider'));
  return cell(row, 'status') === 'second_review_required' && byCourseTeam;
});
const timedOut = rowsWhere((row) => cell(row, 'status') === 'timed_out');

/** A report with a little of everything that is odd. */
const odd = [
  'provider,exam_name,username,email,attempt_code,allowed_time_limit_mins,is_sample_attempt,started_at,completed_at,status,review_status',
  'None,Final,ana,ana@example.com,CODE-1,60,False,2021-04-29 10:00:00+00:00,2021-04-29 09:00:00+00:00,verified,Clean',
  'None,Final,bea,bea@example.com,CODE-2,60,False,2021-04-29 10:00:00+00:00,2021-04-29 10:50:00+00:00,second_review_required,Suspicious',
  'None,Final,eve,eve@example.com,CODE-3,60,False,2021-04-28 10:00:00+00:00,2021-04-28 10:50:00+00:00,second_review_required,Suspicious',
  'rpnow4,Final,kim,kim@example.com,CODE-4,60,False,2021-04-27 10:00:00+00:00,2021-04-27 10:50:00+00:00,rejected,Clean',
  'rpnow4,Final,kim,kim2@example.com,CODE-4,60,False,2021-04-01 10:00:00+00:00,2021-04-01 10:50:00+00:00,submitted,None',
  'rpnow4,Final,liv',
  '',
].join('\r\n');
const sound = odd
  .split('\r\n')
  .filter((_, line) => line === 0 || line === 2 || line === 7)
  .join('\r\n');
const named = 'edX_DemoX_1_proctored_exam_results_report_2021-04-30-2359.csv';

let app: App;
let opened = 1;
const page = () => app.page;
const group = (title: string) => page().locator('.work-title', { hasText: title });
const entries = (title: string) =>
  page()
    .locator('.work-group', { has: group(title) })
    .locator('.work-entry');
const finding = (title: string) => page().locator('.finding-head', { hasText: title });
const shown = () => columnTexts(page(), 'username');
const paneTitle = () => page().locator('#pane-title');

async function openMore(text: string, name = named) {
  await choose(app, [given(scratchFolder('work'), name, text)]);
  opened += 1;
  await page().keyboard.press('Control+o');
  await complete(page(), opened);
}

async function show(key: '2' | '4') {
  await page().keyboard.press(`Control+${key}`);
  await page()
    .locator(key === '2' ? '.work' : '.findings, .findings-none')
    .waitFor();
}

beforeAll(async () => {
  app = await openReport(sampleReport);
});
afterAll(() => app.close());

describe('the worklist of the sample', () => {
  beforeEach(async () => {
    await page().keyboard.press('Control+Shift+L');
    await settled(page());
    await show('2');
  });

  test('has a group for each kind of work, with the attempts that the rules say', async () => {
    expect(await group('Second reviews to decide').innerText()).toContain(String(toDecide.length));
    const who = async () => (await entries('Second reviews to decide').locator('.work-who').allInnerTexts()).sort();
    await expect.poll(who).toEqual(users(toDecide).sort());
    expect(await entries('Second reviews to decide').first().innerText()).toMatch(
      /Decide the second review.* days ago/s,
    );
  });

  test('a group clicked shows its attempts in the sheet, with Shift those of another as well, and once more all', async () => {
    await group('Timed out').click();
    await settled(page());
    expect(await shown()).toEqual(users(timedOut));
    expect(await page().locator('.chip').innerText()).toContain('Worklist: Timed out');
    await group('Second reviews to decide').click({ modifiers: ['Shift'] });
    await settled(page());
    expect(await shown()).toEqual(users([...toDecide, ...timedOut].sort((a, b) => a - b)));
    // The list itself stays whole.
    expect(await group('Errors to resume').count()).toBe(1);
    await group('Timed out').click({ modifiers: ['Shift'] });
    await group('Second reviews to decide').click();
    await settled(page());
    expect(await countWords(page())).toBe('212 of 212 attempts');
  });

  test('its first line is the tile’s number and the rest, which stands under a heading of its own', async () => {
    const counts = await page()
      .locator('.work-group')
      .evaluateAll((groups) =>
        groups.map((one) => ({
          apart:
            !!document.querySelector('.work-part') &&
            (document.querySelector('.work-part')!.compareDocumentPosition(one) & 4) !== 0,
          waits: one.classList.contains('work-waiting') || one.classList.contains('work-who-decides'),
          count: Number(one.querySelector('.work-count')!.textContent),
        })),
      );
    const sum = (apart: boolean) =>
      counts.reduce((all, one) => all + (one.apart === apart && !one.waits ? one.count : 0), 0);
    expect(sum(false)).toBe(11);
    expect(sum(true)).toBeGreaterThan(0);
    expect(await page().locator('.work-sum p').innerText()).toBe(
      `11 attempts need you · ${sum(true)} more worth a look`,
    );
  });

  test('follows the other filters', async () => {
    await page().locator('#search').fill('Final Exam');
    await settled(page());
    const inFinal = timedOut.filter((row) => cell(row, 'exam_name') === 'Final Exam').length;
    expect(inFinal).toBeLessThan(timedOut.length);
    await page().waitForFunction(
      (count) =>
        ([...document.querySelectorAll('.work-title')]
          .find((one) => one.textContent?.startsWith('Timed out'))
          ?.querySelector('.work-count')?.textContent ?? '0') === `${count}`,
      inFinal,
    );
  });

  test('Enter opens an attempt, N the next of the list and Shift+N the one before, whatever the sheet’s order', async () => {
    await sheetHeader(page(), 'username').locator('.header-title').click();
    await settled(page());
    const open = entries('Second reviews to decide').locator('.work-open');
    await expect.poll(() => open.count()).toBe(toDecide.length);
    const who = await entries('Second reviews to decide').locator('.work-who').allInnerTexts();
    await open.first().focus();
    await page().keyboard.press('ArrowDown');
    await page().waitForFunction(() => document.activeElement?.getAttribute('data-place') === '1');
    await page().keyboard.press('ArrowUp');
    await page().waitForFunction(() => document.activeElement?.getAttribute('data-place') === '0');
    await page().keyboard.press('Enter');
    await paneTitle().getByText(who[0]!, { exact: true }).waitFor();
    for (const next of who.slice(1)) {
      await page().keyboard.press('n');
      await paneTitle().getByText(next, { exact: true }).waitFor();
    }
    const current = page().locator('.work-entry[data-current] .work-who');
    await current.getByText(who.at(-1)!, { exact: true }).waitFor();
    await page().keyboard.press('Shift+N');
    await paneTitle().getByText(who.at(-2)!, { exact: true }).waitFor();
    await page().keyboard.press('Escape');
    await page().locator('.pane').waitFor({ state: 'detached' });
    // Back to the order of the file, by way of the other direction.
    for (let click = 0; click < 2; click += 1) await sheetHeader(page(), 'username').locator('.header-title').click();
    await settled(page());
  });

  test('the attempt code can be copied', async () => {
    const entry = entries('Timed out').first();
    const who = await entry.locator('.work-who').innerText();
    // It says so for a moment only.
    const copied = entry.getByRole('button', { name: 'Copied' }).waitFor();
    await Promise.all([copied, entry.getByRole('button', { name: 'Copy the attempt code' }).click()]);
    const code = await app.electron.evaluate(({ clipboard }) => clipboard.readText());
    expect(timedOut.map((row) => [cell(row, 'username'), cell(row, 'attempt_code')])).toContainEqual([who, code]);
  });

  test('what waits for the provider stands apart with its age, and moves up once it takes too long', async () => {
    const order = await page().locator('.work-name').allInnerTexts();
    expect(order.at(-1)).toBe('Waiting for the provider');
    await entries('Waiting for the provider').first().scrollIntoViewIfNeeded();
    expect(await entries('Waiting for the provider').first().locator('.work-reason').innerText()).toMatch(
      /^Handed in \d+ days? ago\.$/,
    );
    const count = async (title: string) => Number(await group(title).locator('.work-count').innerText());
    const before = await count('Waiting for the provider');
    await page().locator('.work-days select').selectOption('3');
    await group('Reviews that take more than 3 days').waitFor();
    expect(await count('Waiting for the provider')).toBeLessThan(before);
    await page().locator('.work-days select').selectOption('10');
    await group('Reviews that take more than 10 days').or(page().locator('.work-waiting')).first().waitFor();
  });
});

describe('the findings of the sample', () => {
  beforeEach(async () => {
    await page().keyboard.press('Control+Shift+L');
    await settled(page());
    await show('4');
  });

  test('a finding clicked shows its attempts and explains itself, and once more shows all', async () => {
    const suspicious = rowsWhere(
      (row) => cell(row, 'status') === 'verified' && cell(row, 'review_status') === 'Suspicious',
    );
    expect(suspicious.length).toBeGreaterThan(0);
    await finding('Passed, though the review says Suspicious').click();
    await settled(page());
    expect(await shown()).toEqual(users(suspicious));
    expect(await page().locator('.finding-body:not([hidden])').innerText()).toContain('What to do:');
    await finding('Passed, though the review says Suspicious').click();
    await settled(page());
    expect(await countWords(page())).toBe('212 of 212 attempts');
    await expect.poll(() => page().locator('.finding-body:not([hidden])').count()).toBe(0);
  });

  test('with the keyboard as well, and the others keep their counts', async () => {
    const all = await page().locator('.finding-head').allInnerTexts();
    await finding('Error, because the session was not reviewed').focus();
    await page().keyboard.press('Enter');
    await settled(page());
    const rows = rowsWhere((row) => cell(row, 'status') === 'error' && cell(row, 'review_status') === 'Not Reviewed');
    expect(await shown()).toEqual(users(rows));
    expect(await page().locator('.finding-head').allInnerTexts()).toEqual(all);
    await page().keyboard.press('Enter');
    await settled(page());
  });

  test('no contradiction, no badge', async () => {
    expect(await page().locator('.status-findings').count()).toBe(0);
  });
});

describe('a report with contradictions', () => {
  beforeAll(() => openMore(odd));

  test('counts them in the status bar, and leads to them', async () => {
    await show('2');
    await page().getByRole('button', { name: '3 contradictions, 4 rows' }).click();
    await finding('Completed before it was started').waitFor();
    const titles = await page().locator('.finding-contradiction .finding-title').allInnerTexts();
    expect(titles).toEqual([
      'Completed before it was started',
      'The same attempt code more than once',
      'Rows with more or fewer cells than the header',
    ]);
    expect(await page().locator('.finding-contradiction h3').innerText()).toContain('3 findings, 4 rows');
    await finding('The same attempt code').click();
    await settled(page());
    expect(await shown()).toEqual(['kim', 'kim']);
    await page().keyboard.press('Control+Shift+L');
    await settled(page());
  });

  test('tells the lines of what is odd about the text, and leads to all of it', async () => {
    await finding('Rows with more or fewer cells').click();
    await settled(page());
    expect(await shown()).toEqual(['liv']);
    await page().getByText('Line 7', { exact: true }).waitFor();
    await page().getByRole('button', { name: 'All problems in the file…' }).click();
    await page().getByRole('dialog', { name: 'Problems in the file' }).waitFor();
    await page().keyboard.press('Escape');
    await page().keyboard.press('Control+Shift+L');
    await settled(page());
  });

  test('asks once who decides second reviews, and the answer puts them on the list', async () => {
    await show('2');
    expect(await group('Second reviews: who decides?').innerText()).toContain('2');
    expect(await entries('Second reviews: who decides?').count()).toBe(0);
    await page().getByRole('button', { name: 'The course team decides' }).click();
    await group('Second reviews to decide').waitFor();
    await expect
      .poll(() => entries('Second reviews to decide').locator('.work-who').allInnerTexts())
      .toEqual(['eve', 'bea']);
    expect(await group('Second reviews: who decides?').count()).toBe(0);
  });
});

test('a sound report says so', async () => {
  await openMore(sound, 'renamed.csv');
  await show('4');
  expect(await page().locator('.findings-none').innerText()).toContain('Nothing odd was found');
  expect(app.complaints).toEqual([]);
});
