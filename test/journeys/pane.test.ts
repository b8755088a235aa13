import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type App, csvOf, openReport, painted, sampleReport, settled } from '../support/app.ts';

const csv = csvOf(sampleReport);
const cell = (row: number, name: string) => csv.rows[row]![csv.header.indexOf(name)]!;
const rowWhere = (passes: (row: number) => boolean, after = 0) =>
  csv.rows.findIndex((_, row) => row >= after && passes(row));
const hasIncidents = (row: number) =>
  Number(cell(row, 'Suspicious Count')) + Number(cell(row, 'Rules Violation Count')) > 0;
let app: App;

const pane = () => app.page.locator('.pane');
const section = (heading: string | RegExp) =>
  pane().locator('.pane-section', { has: app.page.getByRole('heading', { name: heading }) });

/** Every cell of the attempt as the pane shows it. */
const fields = () =>
  pane()
    .locator('.field-row')
    .evaluateAll((found) =>
      found.map((field) => [
        // A long name may break after an underscore.
        (field.querySelector('dt')?.textContent ?? '').replaceAll('\u200b', ''),
        field.querySelector('.text-soft') ? '' : (field.querySelector('dd.verbatim')?.textContent ?? ''),
      ]),
    );

/** Which row of the file the pane shows. */
async function shownRow(): Promise<number> {
  const code = (await fields()).find(([name]) => name === 'attempt_code')?.[1] ?? '';
  return csv.column('attempt_code').indexOf(code);
}

/** Opens an attempt by its code. */
async function open(row: number) {
  await app.page.locator('#search').fill(cell(row, 'attempt_code'));
  await settled(app.page);
  await app.page.locator('#search').press('Enter');
  await expect.poll(shownRow, { interval: 10 }).toBe(row);
}

async function press(key: string, expected: number) {
  await app.page.keyboard.press(key);
  await expect.poll(shownRow, { interval: 10 }).toBe(expected);
}

const facts = async () =>
  Object.fromEntries(
    await pane()
      .locator('.pane-section', { has: app.page.locator('.verdict-detail') })
      .locator('.fact')
      .evaluateAll((found) => found.map((fact) => [...fact.children].map((part) => part.textContent ?? ''))),
  ) as Record<string, string>;

const clipboard = () => app.electron.evaluate(({ clipboard: board }) => board.readText());
/** Which row of the file has the focus; its number stands pinned, where other cells are drawn as they come into sight. */
const focusedRow = () =>
  app.page.evaluate(
    () => Number(document.activeElement?.closest('.ag-row')?.querySelector('[col-id="#"]')?.textContent) - 1,
  );

beforeAll(async () => {
  app = await openReport(sampleReport);
});
afterAll(() => app.close());
beforeEach(async () => {
  if (await pane().isVisible()) await app.page.keyboard.press('Escape');
  await app.page.locator('#search').fill('');
  await settled(app.page);
});

describe('an attempt is shown', () => {
  const cellOf = (row: number, column: string) =>
    app.page
      .locator('.ag-row', { hasText: cell(row, 'email') })
      .first()
      .locator(`[col-id="${column}"]`);

  test('by Enter on its row, and Esc gives the focus back to the row', async () => {
    await cellOf(0, 'exam_name').click();
    expect(await pane().count()).toBe(0);
    await app.page.keyboard.press('ArrowDown');
    await app.page.keyboard.press('ArrowDown');
    await press('Enter', 2);
    expect(await app.page.evaluate(() => document.activeElement?.id)).toBe('pane-title');
    await app.page.keyboard.press('Escape');
    await pane().waitFor({ state: 'detached' });
    expect(await focusedRow()).toBe(2);
  });

  test('by a double click, and the focus stays with the row', async () => {
    await cellOf(4, 'status').dblclick();
    await expect.poll(shownRow, { interval: 10 }).toBe(4);
    expect(await focusedRow()).toBe(4);
    await app.page.keyboard.press('Escape');
    await pane().waitFor({ state: 'detached' });
    expect(await focusedRow()).toBe(4);
  });

  test('by a click on a count of incidents, and closed by its button', async () => {
    const row = rowWhere((at) => cell(at, 'Rules Violation Count') !== '0');
    await app.page.locator('#search').fill(cell(row, 'attempt_code'));
    await settled(app.page);
    await app.page.locator('.ag-row [col-id="rules_violation_count"] .cell-link').click();
    await expect.poll(shownRow, { interval: 10 }).toBe(row);
    await pane().getByRole('button', { name: 'Close the attempt' }).click();
    await pane().waitFor({ state: 'detached' });
  });
});

describe('the pane says', () => {
  const saysNothing = 'Passing the review says nothing about the score.';

  test('of a passed attempt what the learner sees, and nothing about the score', async () => {
    await open(rowWhere((row) => cell(row, 'status') === 'verified' && cell(row, 'review_status') === 'Clean'));
    expect(await pane().locator('.badge-large').innerText()).toBe('Passed');
    expect(await facts()).toMatchObject({ 'Learner sees': 'Satisfactory', 'Who acts': 'Nobody has to' });
    expect((await facts()).Consequence).toBe(`The exam normally counts towards credit. ${saysNothing}`);
    expect((await facts()).Review).toMatch(/exam result:? Pass/i);
  });

  test('of a rejected one what normally follows', async () => {
    await open(rowWhere((row) => cell(row, 'status') === 'rejected' && cell(row, 'review_status') === 'Suspicious'));
    expect(await pane().locator('.badge-large').innerText()).toBe('Not passed');
    expect(await facts()).toMatchObject({ 'Learner sees': 'Unsatisfactory', 'Who acts': 'Course team, on appeal' });
    expect((await facts()).Consequence).toContain('normally set to 0');
    expect((await facts()).Review).toMatch(/exam result:? Fail/i);
    expect(await pane().innerText()).toContain(saysNothing);
  });

  test('of an error that the course team has to act', async () => {
    const later = (row: number) => csv.rows.slice(0, row).some((other) => other.includes(cell(row, 'username')));
    await open(rowWhere((row) => cell(row, 'status') === 'error' && !later(row)));
    expect(await pane().locator('.badge-large').innerText()).toBe('Needs you · resume or reset');
    expect(await facts()).toMatchObject({ 'Learner sees': 'Error', 'Who acts': 'Course team' });
    expect(await pane().innerText()).toContain(saysNothing);
  });
});

describe('what is said of a review agrees with the review', () => {
  test('in second review after a Rules Violation', async () => {
    await open(
      rowWhere(
        (row) => cell(row, 'status') === 'second_review_required' && cell(row, 'review_status') === 'Rules Violation',
      ),
    );
    expect(await pane().locator('.verdict-detail').first().innerText()).toMatch(
      /^A first review came out Rules Violation; /,
    );
    expect(await pane().innerText()).not.toContain('came out Suspicious');
  });

  test('that came out Suspicious, and of which the report holds no comments', async () => {
    await open(
      rowWhere(
        (row) =>
          cell(row, 'review_status') === 'Suspicious' &&
          cell(row, 'Suspicious Count') === '0' &&
          cell(row, 'Rules Violation Count') === '0',
      ),
    );
    await section('Incidents')
      .getByText('The report holds no comments, though the review came out Suspicious')
      .waitFor();
  });

  test('that nobody will give, where the exam may be a timed one', async () => {
    const counting = csv.rows.map((_, row) => row).filter((row) => cell(row, 'is_sample_attempt') === 'False');
    const reviewed = new Set(
      counting.filter((row) => cell(row, 'review_status') !== 'None').map((row) => cell(row, 'exam_name')),
    );
    await open(counting.find((row) => cell(row, 'status') === 'submitted' && !reviewed.has(cell(row, 'exam_name')))!);
    await pane().locator('.verdict-detail', { hasText: 'This may be a timed exam' }).waitFor();
  });
});

describe('the fields', () => {
  test('are all cells of the row, in the order of the file, to the letter', async () => {
    const rows = [0, rowWhere((row) => csv.rows[row]!.join().includes('\n')), 61, 83, 211];
    for (const row of rows) {
      await open(row);
      expect(await fields()).toEqual(csv.header.map((name, at) => [name, csv.rows[row]![at]]));
    }
  });

  test('are copied one by one and together', async () => {
    await open(83);
    // It says so for a moment only.
    const copied = pane().getByRole('button', { name: 'Copied' }).waitFor();
    await Promise.all([copied, pane().getByRole('button', { name: 'Copy attempt_code' }).click()]);
    expect(await clipboard()).toBe(cell(83, 'attempt_code'));
    await pane().getByRole('button', { name: 'Copy Suspicious Comments' }).click();
    expect(await clipboard()).toBe(cell(83, 'Suspicious Comments'));
    await pane().getByRole('button', { name: 'Copy all fields' }).click();
    expect(await clipboard()).toBe(csv.header.map((name, at) => `${name}\t${csv.rows[83]![at]}`).join('\n'));
  });
});

describe('the incidents', () => {
  /** The comments of a cell, each once. */
  function comments(kind: 'Suspicious' | 'Rules Violation', row: number) {
    const [count, text] = [Number(cell(row, `${kind} Count`)), cell(row, `${kind} Comments`)];
    if (count === 0) return [];
    const pieces = count === 1 ? [text] : text.split('; ');
    if (pieces.length !== count) return [{ kind, text, times: '' }];
    return [...new Set(pieces)].map((piece) => {
      const times = pieces.filter((other) => other === piece).length;
      return { kind, text: piece, times: times === 1 ? '' : `×${times}` };
    });
  }

  const listed = () =>
    pane()
      .locator('.incident')
      .evaluateAll((found) =>
        found.map((incident) => ({
          kind: incident.querySelector('.badge-text')?.textContent,
          text: incident.querySelector('.verbatim')?.textContent,
          times: incident.querySelector('.incident-times')?.textContent ?? '',
        })),
      );

  test('are the reviewer’s comments one by one, and Shift+J and Shift+K go through the attempts that have some', async () => {
    const rows = csv.rows.map((_, row) => row).filter(hasIncidents);
    expect(rows.length).toBeGreaterThan(20);
    await app.page.locator('.ag-row [col-id="email"]').first().click();
    await press('Enter', 0);
    await section('Incidents').getByText('The reviewer reported no incidents.').waitFor();
    for (const row of rows) {
      await press('Shift+J', row);
      expect(await listed()).toEqual([...comments('Suspicious', row), ...comments('Rules Violation', row)]);
    }
    await app.page.keyboard.press('Shift+J');
    await press('Shift+K', rows.at(-2)!);
    await press('Shift+K', rows.at(-3)!);
  });

  test('have their categories with the word that decided, and the cells as they stand are a press away', async () => {
    await open(83);
    await section('8 incidents reported').waitFor();
    const phone = pane().locator('.incident', { hasText: 'Phone in hand' });
    expect(await phone.locator('.incident-categories li').allInnerTexts()).toEqual(['Phone or device · “Phone”']);
    expect(await phone.locator('.verbatim mark').innerText()).toBe('Phone');
    expect(await phone.locator('.incident-times').innerText()).toBe('×2');
    await pane().getByRole('button', { name: 'Show the raw text' }).click();
    expect(await pane().locator('.raw-text').allTextContents()).toEqual([
      cell(83, 'Suspicious Comments'),
      cell(83, 'Rules Violation Comments'),
    ]);
    expect(await pane().locator('.incident').count()).toBe(0);
    await pane().getByRole('button', { name: 'Show the list' }).click();
    expect(await pane().locator('.incident').count()).toBe(4);
  });
});

test('the other attempts of the learner stand there, and a press leads to them', async () => {
  const username = 'Otto_C44';
  const rows = csv.rows.map((_, row) => row).filter((row) => cell(row, 'username') === username);
  expect(rows.length).toBeGreaterThan(3);
  await open(rows[1]!);
  const others = section('other attempts of this learner');
  await others.locator('.attempt').first().waitFor();
  const exams = rows.filter((row) => row !== rows[1]).map((row) => cell(row, 'exam_name'));
  expect(await others.locator('.attempt-exam').allInnerTexts()).toEqual(exams);
  await others.locator('.attempt').last().click();
  await expect.poll(shownRow, { interval: 10 }).toBe(rows.at(-1));
  expect(await pane().locator('.pane-steps').innerText()).toContain('Not among the rows shown');
});

test('J and K go through the rows that are shown, in their order, and no further', async () => {
  const rows = csv.rows.map((_, row) => row).filter((row) => cell(row, 'status') === 'rejected');
  const emails = rows.map((row) => ({ row, email: cell(row, 'email').toLowerCase() }));
  const order = emails.sort((a, b) => (a.email < b.email ? -1 : a.email > b.email ? 1 : 0)).map(({ row }) => row);
  expect(order).not.toEqual(rows);
  await app.page.locator('#search').fill('rejected');
  await settled(app.page);
  await app.page.locator('.ag-header-cell[col-id="email"] .header-title').click();
  await settled(app.page);
  await app.page.locator('#search').press('Enter');
  await expect.poll(shownRow, { interval: 10 }).toBe(order[0]);
  for (const row of order.slice(1)) await press('j', row);
  await press('j', order.at(-1)!);
  expect(await pane().locator('.pane-steps').innerText()).toContain(
    `${order.length} of ${order.length} attempts shown`,
  );
  await press('k', order.at(-2)!);
  await pane().getByRole('button', { name: 'Previous attempt', exact: true }).click();
  await expect.poll(shownRow, { interval: 10 }).toBe(order.at(-3));
});

test('a text that cannot be divided for certain stays whole, with a note', async () => {
  const kinds = ['Suspicious', 'Rules Violation'];
  const [kind = '', row = -1] = csv.rows
    .flatMap((_, at) => kinds.map((name): [string, number] => [name, at]))
    .find(([name, at]) => {
      const count = Number(cell(at, `${name} Count`));
      return count > 1 && cell(at, `${name} Comments`).split('; ').length > count;
    })!;
  await open(row);
  expect(await pane().locator('.incident .verbatim').allTextContents()).toContain(cell(row, `${kind} Comments`));
  const note = `The report counts ${cell(row, `${kind} Count`)}; the text cannot be divided for certain.`;
  expect(await pane().locator('.incident-note').innerText()).toBe(`${kind}: ${note}`);
});

test('the pane is made wider with the separator, and is as wide after a restart', async () => {
  const width = async () => (await pane().boundingBox())!.width;
  await open(0);
  const before = await width();
  const separator = app.page.getByRole('separator', { name: 'Width of the attempt' });
  const { x, y, height } = (await separator.boundingBox())!;
  await app.page.mouse.move(x + 1, y + height / 2);
  await app.page.mouse.down();
  await app.page.mouse.move(x - 60, y + height / 2, { steps: 4 });
  await app.page.mouse.up();
  await expect.poll(width).toBeGreaterThan(before + 40);
  const dragged = await width();
  await separator.focus();
  await app.page.keyboard.press('ArrowRight');
  await expect.poll(width).toBeLessThan(dragged);
  const left = await width();
  await painted(app.page);
  expect(app.complaints).toEqual([]);
  await app.close();
  app = await openReport(sampleReport, { home: app.home });
  await open(0);
  expect(Math.abs((await width()) - left)).toBeLessThan(3);
  expect(app.complaints).toEqual([]);
});
