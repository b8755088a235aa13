import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type App,
  choose,
  chooseInMenu,
  countWords,
  given,
  openReport,
  painted,
  saveTo,
  scratchFolder,
  settled,
} from '../support/app.ts';

const header =
  'exam_name,username,email,attempt_code,is_sample_attempt,started_at,completed_at,status,review_status,Suspicious Count,Suspicious Comments,Rules Violation Count,Rules Violation Comments';
const row = (exam: string, who: string, day: number, status: string, cells: string) =>
  `${exam},${who},${who}@example.com,CODE-${who},False,2021-04-0${day} 09:00:00+00:00,2021-04-0${day} 10:00:00+00:00,${status},Suspicious,${cells}`;
const report = [
  header,
  row('Midterm', 'bo', 3, 'verified', '2,Phone seen; Phone seen,1,Looking away from computer'),
  row('Final', 'ana', 1, 'rejected', '1,phone SEEN!,2,Looking away from computer; Music playing'),
  row('Midterm', 'cyd', 2, 'verified', '0,,0,'),
  row('Final', 'dee', 4, 'rejected', '3,Wore a tie; sang,1,'),
  '',
].join('\r\n');

const folder = scratchFolder('incidents');
const path = given(folder, 'report.csv', report);
let app: App;

const ledger = () => app.page.locator('.ledger');
const lines = () =>
  ledger()
    .locator('.long-list-entry')
    .evaluateAll((found) =>
      found.map(
        (line) =>
          `${line.querySelector('.ledger-text')?.textContent}${line.querySelector('.ledger-times [aria-hidden]')?.textContent ?? ''}`,
      ),
    );
const line = (text: string | RegExp) => ledger().locator('.long-list-entry', { hasText: text });
const learners = () => app.page.locator('.sheet .ag-row [col-id="username"]').allTextContents();
const chips = () => app.page.locator('.chip-words').allTextContents();
const dialog = () => app.page.getByRole('dialog', { name: 'Incident categories' });

async function list(by: 'Categories' | 'Wordings' | 'Incidents') {
  await ledger().getByRole('radiogroup').getByText(by, { exact: true }).click();
  const kind = { Categories: 'category', Wordings: 'wording', Incidents: 'entry' }[by];
  await ledger().locator(`.ledger-is-${kind}`).first().waitFor();
}
const until = (expected: readonly string[]) => expect.poll(lines, { interval: 10 }).toEqual(expected);

/** Clicks a line, and waits for the rows of the sheet. */
async function filterBy(text: string | RegExp, expected: readonly string[], add = false) {
  await line(text)
    .first()
    .click(add ? { modifiers: ['Control'] } : {});
  await settled(app.page);
  expect((await learners()).sort()).toEqual([...expected].sort());
}

beforeAll(async () => {
  app = await openReport(path);
  await app.page.keyboard.press('Control+3');
  await ledger().locator('.long-list-entry').first().waitFor();
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.page.keyboard.press('Control+Shift+L');
  await settled(app.page);
});

describe('the ledger', () => {
  test('counts by category, and a category clicked is a filter', async () => {
    await list('Categories');
    await until(['Phone or device×2', 'Looking away×2', 'Noise or music×1', 'Other×1', '(no text)×1']);
    expect(await ledger().getByRole('status').first().innerText()).toBe('10 incidents reported in 3 attempts');
    await filterBy('Noise or music', ['ana']);
    expect(await chips()).toEqual(['Incidents: Noise or music']);
    expect(await countWords(app.page)).toBe('1 of 4 attempts');
    // The others stay listed, to be added.
    await filterBy('Other', ['ana', 'dee'], true);
    await expect.poll(() => line('Other').getAttribute('aria-selected')).toBe('true');
    await filterBy('Other', ['ana'], true);
    await filterBy('Noise or music', ['ana', 'bo', 'cyd', 'dee']);
  });

  test('of one kind names it in the filter', async () => {
    await list('Categories');
    await ledger().getByLabel('Kind').selectOption('Rules Violation');
    await until(['Looking away×2', 'Noise or music×1', '(no text)×1']);
    await filterBy('(no text)', ['dee']);
    expect(await chips()).toEqual(['Incidents: (no text) (Rules Violation)']);
    await ledger().getByLabel('Kind').selectOption('all');
  });

  test('gathers near-identical wordings, and lists their texts', async () => {
    await list('Wordings');
    const folded = [
      'Phone seen×3',
      'Looking away from computer×2',
      'Music playing×1',
      'Wore a tie; sang×1',
      '(no text)×1',
    ];
    await until(folded);
    await filterBy('Phone seen', ['bo', 'ana']);
    expect(await chips()).toEqual(['Incident text: “Phone seen”']);
    await ledger().getByRole('listbox').press('ArrowRight');
    await until([folded[0]!, 'Phone seen×2', 'phone SEEN!×1', ...folded.slice(1)]);
    await filterBy('phone SEEN!', ['ana']);
    await ledger().getByRole('listbox').press('Home');
    await ledger().getByRole('listbox').press('ArrowLeft');
    await until(folded);
  });

  test('lists incidents one by one in every order, with their attempt', async () => {
    await list('Incidents');
    const inFile = [
      'Phone seen×2',
      'Looking away from computer',
      'phone SEEN!',
      'Looking away from computer',
      'Music playing',
      'Wore a tie; sang',
      '(no text)',
    ];
    await until(inFile);
    expect(await line('Wore a tie').innerText()).toContain(
      'The report counts 3; the text cannot be divided for certain.',
    );
    expect(await line('Music playing').innerText()).toMatch(
      /Noise or music “Music”[\s\S]*Final · ana · Not passed · 1 Apr 2021/,
    );
    for (const [order, first] of [
      ['kind', inFile[0]],
      ['category', inFile[0]],
      ['text', '(no text)'],
      ['exam', 'phone SEEN!'],
      ['learner', 'phone SEEN!'],
      ['verdict', 'phone SEEN!'],
      ['time', 'phone SEEN!'],
    ] as const) {
      await ledger().getByLabel('Order', { exact: true }).selectOption(order);
      await expect.poll(async () => (await lines())[0], { interval: 10, message: order }).toBe(first);
    }
    await ledger().getByRole('button', { name: 'Reverse the order' }).click();
    await expect.poll(async () => (await lines())[0], { interval: 10 }).toBe('Wore a tie; sang');
    await ledger().getByLabel('Order', { exact: true }).selectOption('file');
    await ledger().getByLabel('Category').selectOption('looking-away');
    await until([inFile[1]!, inFile[3]!]);
    await ledger().getByLabel('Category').selectOption('');
    await until(inFile);
  });

  test('marks what is searched for', async () => {
    await list('Incidents');
    await ledger().getByRole('searchbox').fill('AWAY');
    await until(['Looking away from computer', 'Looking away from computer']);
    expect(await ledger().locator('mark').allTextContents()).toEqual(['away', 'away']);
    expect(await ledger().getByRole('status').first().innerText()).toContain('listed 2 incidents in 2 attempts');
    await ledger().getByRole('searchbox').fill('nothing like it');
    await ledger().getByText('No incident fits').waitFor();
    await ledger().getByRole('searchbox').fill('');
    await expect.poll(async () => (await lines()).length, { interval: 10 }).toBe(7);
  });

  test('opens the attempt by Enter, and Esc comes back to the list', async () => {
    await list('Incidents');
    await ledger().getByRole('listbox').focus();
    for (const key of ['Home', 'ArrowDown', 'ArrowDown', 'Enter']) await app.page.keyboard.press(key);
    await app.page.locator('.pane').getByRole('heading', { name: 'ana' }).waitFor();
    await app.page.keyboard.press('Escape');
    await app.page.locator('.pane').waitFor({ state: 'detached' });
    expect(await app.page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('listbox');
    await app.page.keyboard.press(' ');
    await settled(app.page);
    expect(await learners()).toEqual(['bo', 'ana']);
  });

  test('follows the filters of the sheet', async () => {
    await list('Categories');
    await app.page.locator('#search').fill('dee');
    await settled(app.page);
    await until(['Other×1', '(no text)×1']);
    await app.page.locator('#search').fill('cyd');
    await ledger().getByText('no incidents in the attempts shown').waitFor();
  });
});

describe('the categories', () => {
  const counts = (name: string) => dialog().getByRole('button', { name }).locator('.categories-count').innerText();
  const open = async () => {
    await ledger().getByRole('button', { name: 'Categories…' }).click();
    await dialog().getByText('No text changes its categories').waitFor();
  };

  test('show what a change does before it is saved, and hold for everything at once after', async () => {
    await list('Categories');
    await filterBy('Noise or music', ['ana']);
    await open();
    await dialog().getByRole('button', { name: 'Noise or music' }).click();
    await dialog().getByLabel('Name').fill('Sounds');
    await dialog()
      .getByLabel(/^Words/)
      .fill('music\nsang\n(tie');
    await dialog().getByText('Line 3, “(tie”: “(” is not closed by “)”.').waitFor();
    await dialog()
      .getByLabel(/^Words/)
      .fill('music\nsang');
    await dialog().getByText('1 different text changes categories.').waitFor();
    expect(await counts('Sounds')).toMatch(/1\s*(was )?.*→.*2/s);
    expect(await dialog().locator('.categories-samples li').innerText()).toMatch(/Wore a tie; sang\s+Other → Sounds/);
    // Nothing behind the dialog has changed yet.
    expect(await chips()).toEqual(['Incidents: Noise or music']);
    await dialog().getByRole('button', { name: 'Save' }).click();
    await expect.poll(chips, { interval: 10 }).toEqual(['Incidents: Sounds']);
    await settled(app.page);
    expect((await learners()).sort()).toEqual(['ana', 'dee']);
    await until(['Phone or device×2', 'Looking away×2', 'Sounds×2', '(no text)×1']);
    await list('Incidents');
    await line('Wore a tie').hover();
    await line('Wore a tie').locator('.ledger-show').click();
    expect(await app.page.locator('.pane .incident-categories').first().innerText()).toBe('Sounds · “sang”');
    await app.page.keyboard.press('Escape');
  });

  test('are exported, restored, and imported', async () => {
    const file = join(folder, 'own.json');
    await open();
    await saveTo(app, file);
    await dialog().getByRole('button', { name: 'Export…' }).click();
    await dialog().getByText('Exported as “own.json”.').waitFor();
    expect(readFileSync(file, 'utf8')).toContain('"name": "Sounds"');
    expect(readFileSync(file, 'utf8')).not.toContain('ana');

    await dialog().getByRole('button', { name: 'Restore the original categories' }).click();
    await dialog()
      .getByRole('button', { name: /^Noise or music/ })
      .waitFor();
    await choose(app, [given(folder, 'broken.json', '{"proctorsheet":"incident categories","version":1}')]);
    await dialog().getByRole('button', { name: 'Import…' }).click();
    const wrong = '“broken.json” holds no incident categories that can be used: it has no list of categories.';
    await dialog().getByRole('alert').getByText(wrong).waitFor();
    expect(
      await dialog()
        .getByRole('button', { name: /^Noise or music/ })
        .count(),
    ).toBe(1);
    await choose(app, [file]);
    await dialog().getByRole('button', { name: 'Import…' }).click();
    await dialog()
      .getByRole('button', { name: /^Sounds/ })
      .waitFor();
    await app.page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });

  test('are added, moved and removed, and Esc loses nothing', async () => {
    await chooseInMenu(app, 'Edit', 'Incident categories…');
    await dialog().getByText('No text changes its categories').waitFor();
    const names = () => dialog().locator('.categories-list button.categories-item bdi').allTextContents();
    const isInside = () => app.page.evaluate(() => document.activeElement?.closest('[role=dialog]') != null);
    const shipped = await names();
    await dialog().getByRole('button', { name: 'Add a category' }).press('Enter');
    expect(await app.page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
    await dialog().getByLabel('Name').fill('Clothes');
    await dialog()
      .getByLabel(/^Words/)
      .fill('*tie*');
    await dialog().getByText('1 different text changes categories.').waitFor();
    await dialog().getByRole('button', { name: 'Move it up' }).click();
    expect(await names()).toEqual([...shipped.slice(0, -1), 'Clothes', shipped.at(-1)]);
    await app.page.keyboard.press('Escape');
    await app.page.keyboard.press('Escape');
    await dialog().getByRole('button', { name: 'Keep editing' }).press('Enter');
    await expect.poll(isInside).toBe(true);
    await dialog().getByRole('button', { name: 'Remove' }).press('Enter');
    await painted(app.page);
    await expect.poll(isInside).toBe(true);
    expect(await names()).toEqual(shipped);
    await dialog().getByLabel('Name').fill('');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().getByText('It needs a name.').waitFor();
    await app.page.keyboard.press('Escape');
    await dialog().getByRole('button', { name: 'Discard them' }).click();
    await dialog().waitFor({ state: 'detached' });
    await painted(app.page);
    expect(app.complaints).toEqual([]);
  });

  test('are there again when the app is', async () => {
    await app.close();
    app = await openReport(path, { home: app.home });
    await list('Categories');
    await until(['Phone or device×2', 'Looking away×2', 'Sounds×2', '(no text)×1']);
  });
});
