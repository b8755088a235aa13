import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type App,
  columnTexts,
  countWords,
  csvOf,
  openReport,
  sampleReport,
  settled,
  sheetHeader,
} from '../support/app.ts';

const csv = csvOf(sampleReport);
const names: readonly string[] = csv.header;
const cell = (row: readonly string[], name: string) => row[names.indexOf(name)] ?? '';
let app: App;

/** Verdicts by docs/rules.md §2, worked out here once more. */
const kindOfStatus: Readonly<Record<string, string>> = {
  verified: 'Passed',
  rejected: 'Not passed',
  submitted: 'In review',
  timed_out: 'Needs you',
  started: 'Unfinished',
  ready_to_submit: 'Unfinished',
  created: 'Not started',
  download_software_clicked: 'Not started',
  ready_to_start: 'Not started',
  declined: 'Not proctored',
  expired: 'Expired',
  onboarding_reset: 'Superseded',
};

function verdictOf(row: readonly string[], index: number): string {
  const status = cell(row, 'status');
  if (cell(row, 'is_sample_attempt') === 'True') return 'Practice';
  if (status === 'second_review_required') {
    return ['software_secure', 'rpnow4', 'None'].includes(cell(row, 'provider')) ? 'In review' : 'Needs you';
  }
  if (status === 'error') {
    const same = (other: readonly string[]) =>
      ['username', 'exam_name', 'is_sample_attempt'].every((name) => cell(other, name) === cell(row, name));
    return csv.rows.slice(0, index).some(same) ? 'Superseded' : 'Needs you';
  }
  return kindOfStatus[status] ?? (status.startsWith('onboarding_') ? 'Blocked by onboarding' : 'Unknown');
}

const verdicts = csv.rows.map(verdictOf);

/** How often each value occurs, in the words of the filter. */
function tally(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) {
    const name = value === '' || value === 'None' ? '(no value)' : value;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

const dialog = () => app.page.getByRole('dialog', { name: 'Filter' });
const button = (name: string) => dialog().getByRole('button', { name, exact: true });
const value = (name: string) => dialog().locator('.filter-value', { has: app.page.getByText(name, { exact: true }) });
const only = (name: string) => value(name).getByRole('button', { name: `Only ${name}` });

/** Opens the filter of a column by the list of all columns. */
async function openFilter(title: string) {
  await app.page.getByRole('button', { name: 'Filter', exact: true }).click();
  await dialog()
    .locator('.filter-column', { has: app.page.getByText(title, { exact: true }) })
    .click();
  await dialog().getByRole('heading', { name: title, exact: true }).waitFor();
}

/** Closes it, and waits for what it has brought. */
async function done() {
  await button('Done').click();
  await dialog().waitFor({ state: 'hidden' });
  await settled(app.page);
}

async function listed(): Promise<Record<string, number>> {
  await dialog().locator('.filter-value').first().waitFor();
  const rows = await dialog()
    .locator('.filter-value')
    .evaluateAll((found) =>
      found.map((row) => [
        row.querySelector('bdi')?.textContent,
        row.querySelector('.filter-count')?.firstChild?.textContent,
      ]),
    );
  return Object.fromEntries(rows.map(([name, count]) => [name, Number(count)]));
}

const chips = () => app.page.locator('.chip-words').allInnerTexts();
const rowsWith = (passes: (row: readonly string[], index: number) => boolean) => csv.rows.filter(passes);

/** Few enough rows are all drawn, so their addresses say which rows they are. */
async function expectRows(rows: readonly (readonly string[])[]) {
  expect(await countWords(app.page)).toBe(`${rows.length} of 212 attempts`);
  const expected = rows.map((row) => cell(row, 'email'));
  expect(expected.length).toBeGreaterThan(0);
  const emails = await columnTexts(app.page, 'email');
  expect(emails.slice(0, 20)).toEqual(expected.slice(0, 20));
  if (expected.length <= 20) expect(emails).toEqual(expected);
}

beforeAll(async () => {
  app = await openReport(sampleReport);
});
afterAll(() => app.close());

beforeEach(async () => {
  const clear = app.page.getByRole('button', { name: 'Clear all' }).first();
  if (!(await clear.isVisible())) return;
  await clear.click();
  await settled(app.page);
});

describe('a filter by values', () => {
  const columns: readonly (readonly [title: string, values: readonly string[]])[] = [
    ['Verdict', verdicts],
    ['Status', csv.column('status')],
    ['Review', csv.column('review_status')],
    ['Exam', csv.column('exam_name')],
    ['Provider', csv.column('provider')],
    ['Track', csv.column('track')],
    ['Practice', csv.column('is_sample_attempt')],
  ];

  test.each(columns)('lists the values of %s with as many attempts as the file has', async (title, values) => {
    await openFilter(title);
    expect(await listed()).toEqual(tally(values));
    await app.page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'hidden' });
  });

  test('keeps the keyboard from the list of columns to one of them and back', async () => {
    await app.page.getByRole('button', { name: 'Filter', exact: true }).click();
    /** Presses it, and says what has the focus as soon as what it leads to is there. */
    const focusedAfter = async (pressed: Locator) => {
      await dialog().evaluate((element) => {
        const changed = new MutationObserver(() => {
          changed.disconnect();
          const focused = document.activeElement;
          document.body.dataset.focused = focused?.ariaLabel ?? focused?.querySelector('bdi')?.textContent ?? '';
        });
        changed.observe(element, { childList: true, subtree: true });
      });
      await pressed.press('Enter');
      await app.page.locator('body[data-focused]').waitFor();
      return app.page.evaluate(() => {
        const { focused } = document.body.dataset;
        delete document.body.dataset.focused;
        return focused;
      });
    };
    const status = dialog().locator('.filter-column', { has: app.page.getByText('Status', { exact: true }) });
    expect(await focusedAfter(status)).toBe('All columns');
    expect(await focusedAfter(dialog().getByRole('button', { name: 'All columns' }))).toBe('Status');
    await app.page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'hidden' });
  });

  test('shows the attempts that have any of the chosen values', async () => {
    await openFilter('Status');
    await button('None').click();
    await settled(app.page);
    expect(await countWords(app.page)).toBe('0 of 212 attempts');
    for (const status of ['timed_out', 'declined']) await value(status).locator('.checkbox').click();
    await done();
    await expectRows(rowsWith((row) => ['timed_out', 'declined'].includes(cell(row, 'status'))));
    expect(await chips()).toEqual(['Status: timed_out, declined']);
  });

  test('chooses one alone, none, or all of them', async () => {
    await openFilter('Review');
    await only('(no value)').click();
    await settled(app.page);
    const none = tally(csv.column('review_status'))['(no value)'];
    expect(await countWords(app.page)).toBe(`${none} of 212 attempts`);
    expect(await chips()).toEqual(['Review: (no value)']);
    await button('None').click();
    await settled(app.page);
    expect(await countWords(app.page)).toBe('0 of 212 attempts');
    expect(await app.page.getByText('No attempt fits the search and the filters').isVisible()).toBe(true);
    await button('All').click();
    await done();
    expect(await countWords(app.page)).toBe('212 of 212 attempts');
    expect(await chips()).toEqual([]);
  });

  test('finds a value in a long list', async () => {
    await openFilter('Exam');
    await dialog().getByRole('searchbox').fill('FINAL');
    await expect.poll(async () => Object.keys(await listed())).toEqual(['Final Exam', 'Final Exam, Retake']);
    await dialog().getByRole('searchbox').fill('no such exam');
    await dialog().getByText('No value like this.').waitFor();
    await app.page.keyboard.press('Escape');
  });

  test('counts what the other filters leave', async () => {
    await sheetHeader(app.page, 'exam_name').locator('.header-filter').click();
    await only('Final Exam, Retake').click();
    await done();
    await openFilter('Status');
    const shown = csv.column('status').filter((_, row) => csv.rows[row]!.includes('Final Exam, Retake'));
    const some = Object.entries(await listed()).filter(([, count]) => count > 0);
    expect(Object.fromEntries(some)).toEqual(tally(shown));
    await app.page.keyboard.press('Escape');
  });
});

describe('a filter on', () => {
  test('text looks for a part of it, in any case', async () => {
    await openFilter('Email');
    await dialog().getByLabel('Contains').fill('UNI.example');
    await done();
    await expectRows(rowsWith((row) => cell(row, 'email').includes('uni.example')));
    expect(await chips()).toEqual(['Email: contains “UNI.example”']);
  });

  test('numbers keeps a range with both its ends', async () => {
    await openFilter('Rules violations');
    await dialog().getByLabel('At least').fill('2');
    await dialog().getByLabel('At most').fill('4');
    await done();
    const count = (row: readonly string[]) => Number(cell(row, 'Rules Violation Count'));
    await expectRows(rowsWith((row) => count(row) >= 2 && count(row) <= 4));
    expect(await chips()).toEqual(['Rules violations: 2 to 4']);
    await openFilter('Rules violations');
    await dialog().getByLabel('At most').fill('many');
    await dialog().getByText('Type a number.').waitFor();
    await done();
    expect(await chips()).toEqual(['Rules violations: at least 2']);
  });

  test('times keeps whole days, in UTC', async () => {
    await openFilter('Started');
    await dialog().getByLabel('First day').fill('2021-04-26');
    await dialog().getByLabel('Last day').fill('2021-04-27');
    await done();
    await expectRows(rowsWith((row) => ['2021-04-26', '2021-04-27'].includes(cell(row, 'started_at').slice(0, 10))));
    expect(await chips()).toEqual(['Started: 2021-04-26 to 2021-04-27']);
  });
});

describe('several filters', () => {
  test('must all hold, are named one by one, and go one by one or at once', async () => {
    const both = (row: readonly string[]) => ['rejected', 'error'].includes(cell(row, 'status'));
    await openFilter('Status');
    await only('error').click();
    await value('rejected').locator('.checkbox').click();
    await done();
    await openFilter('Provider');
    await only('software_secure').click();
    await done();
    await app.page.locator('#search').fill('exam');
    await settled(app.page);
    const named = (row: readonly string[]) => cell(row, 'provider') === 'software_secure';
    const found = (row: readonly string[]) => row.join('\n').toLowerCase().includes('exam');
    await expectRows(rowsWith((row) => both(row) && named(row) && found(row)));
    expect(await chips()).toEqual(['Search: “exam”', 'Status: error, rejected', 'Provider: software_secure']);

    await app.page.getByRole('button', { name: 'Remove Provider: software_secure' }).click();
    await settled(app.page);
    await expectRows(rowsWith((row) => both(row) && found(row)));
    await app.page.getByRole('button', { name: 'Remove Search: “exam”' }).click();
    await settled(app.page);
    await expectRows(rowsWith(both));
    await app.page.getByRole('button', { name: 'Clear all' }).click();
    await settled(app.page);
    expect(await countWords(app.page)).toBe('212 of 212 attempts');
    expect(await app.page.locator('#search').inputValue()).toBe('');
    expect(await chips()).toEqual([]);
  });

  test('are told in the header of their column', async () => {
    await openFilter('Exam');
    await only('Onboarding').click();
    await done();
    const filter = sheetHeader(app.page, 'exam_name').locator('.header-filter');
    expect(await filter.getAttribute('aria-label')).toBe('Filter Exam (filtered)');
    await app.page.locator('.chip-words').click();
    await button('Clear this filter').click();
    await done();
    expect(await filter.getAttribute('aria-label')).toBe('Filter Exam');
  });
});

test('the counts of verdicts stand below, and a click on one shows its attempts and a second one all again', async () => {
  const shown = async () => {
    // Those that the bar has no room for stand behind its button, and are counted as well.
    const texts = await app.page.locator('.status-verdicts .status-verdict').allTextContents();
    return Object.fromEntries(
      texts.map((text) => [text.replace(/\s*\d+$/, '').trim(), Number(/\d+$/.exec(text)?.[0])]),
    );
  };
  const count = (name: string) => app.page.locator('.status-verdict', { hasText: name });
  expect(await shown()).toEqual(tally(verdicts));
  await count('Needs you').click();
  await settled(app.page);
  await expectRows(rowsWith((_, index) => verdicts[index] === 'Needs you'));
  expect(await count('Needs you').getAttribute('aria-pressed')).toBe('true');
  expect(await chips()).toEqual(['Verdict: Needs you']);
  await count('Needs you').click();
  await settled(app.page);
  expect(await shown()).toEqual(tally(verdicts));
  expect(await count('Needs you').getAttribute('aria-pressed')).toBe('false');
});

test('after a restart no filter is left, but columns stand where they were put; days may be those of this computer', async () => {
  const { page } = app;
  const bounds = async (column: string) => (await sheetHeader(page, column).boundingBox())!;
  const before = await bounds('exam_name');
  await page.mouse.move(before.x + before.width - 1, before.y + 15);
  await page.mouse.down();
  await page.mouse.move(before.x + before.width + 30, before.y + 15, { steps: 4 });
  await page.mouse.move(before.x + before.width + 60, before.y + 15, { steps: 4 });
  await page.mouse.up();
  const [status, review] = [await bounds('status'), await bounds('review_status')];
  await page.mouse.move(review.x + 30, review.y + 15);
  await page.mouse.down();
  await page.mouse.move(status.x + 60, status.y + 15, { steps: 8 });
  await page.mouse.move(status.x + 20, status.y + 15, { steps: 8 });
  await page.mouse.up();
  await expect.poll(async () => (await bounds('review_status')).x < (await bounds('status')).x).toBe(true);
  const width = (await bounds('exam_name')).width;
  expect(width).toBeGreaterThan(before.width + 40);
  await page.locator('#search').fill('exam');
  await openFilter('Exam');
  await only('Onboarding').click();
  await done();

  expect(app.complaints).toEqual([]);
  await app.close();
  app = await openReport(sampleReport, { home: app.home, env: { TZ: 'America/New_York' } });
  expect(await countWords(app.page)).toBe('212 of 212 attempts');
  expect(await chips()).toEqual([]);
  const again = async (column: string) => (await sheetHeader(app.page, column).boundingBox())!;
  expect((await again('exam_name')).width).toBe(width);
  expect((await again('review_status')).x).toBeLessThan((await again('status')).x);

  await app.page.getByText('local (−04:00)').click();
  await openFilter('Started');
  await dialog().getByLabel('First day').fill('2021-03-14');
  await dialog().getByLabel('Last day').fill('2021-03-14');
  await dialog().getByText('Days in local time').waitFor();
  await dialog().getByLabel('Last day').fill('2021-04-26');
  await done();
  // On that day clocks went from five to four hours behind UTC.
  const within = (row: readonly string[]) => {
    const started = cell(row, 'started_at');
    return started >= '2021-03-14 05:00' && started < '2021-04-27 04:00';
  };
  const inUtc = (row: readonly string[]) => {
    const started = cell(row, 'started_at').slice(0, 10);
    return started >= '2021-03-14' && started <= '2021-04-26';
  };
  expect(rowsWith(within).length).not.toBe(rowsWith(inUtc).length);
  await expectRows(rowsWith(within));
  expect(await chips()).toEqual(['Started: 2021-03-14 to 2021-04-26']);
  expect(app.complaints).toEqual([]);
});
