import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type App,
  choose,
  complete,
  csvOf,
  given,
  messages,
  openReport,
  sampleReport,
  saveTo,
  scratchFolder,
  settled,
  tabs,
} from '../support/app.ts';

const csv = csvOf(sampleReport);
const folder = scratchFolder('learner');
const names = csv.column('username');
const cell = (row: number, name: string) => csv.rows[row]![csv.header.indexOf(name)]!;
const rowsOf = (learner: string) => names.flatMap((name, row) => (name === learner ? [row] : []));
/** Has four attempts: one timed out, one in error, one passed, one of practice that never started. */
const several = 'Lucia_S24';
/** Has three attempts, one with nine incidents, and a name in another script. */
const incidents = 'अनन्या.उदाहरण68';
let app: App;

const dialog = () => app.page.getByRole('dialog', { name: 'Save the learner as PDF' });
const pane = () => app.page.locator('.pane');
const stops = () => pane().locator('.time-exam').allInnerTexts();
const tab = (name: string) => pane().getByRole('tab', { name });

async function openAttemptOf(row: number) {
  await app.page.locator('#search').fill(cell(row, 'attempt_code'));
  await settled(app.page);
  await app.page.locator('#search').press('Enter');
  await expect.poll(() => pane().locator('#pane-title').innerText(), { interval: 10 }).toBe(cell(row, 'username'));
}

async function openLearnerOf(row: number) {
  await openAttemptOf(row);
  if ((await tab('Learner').getAttribute('aria-selected')) !== 'true') await tab('Learner').click();
  await pane().locator('.time-line').waitFor();
}

const shownCode = () => pane().locator('.field-row', { hasText: 'attempt_code' }).locator('dd.verbatim').innerText();

beforeAll(async () => {
  app = await openReport(sampleReport);
});
afterAll(() => app.close());

describe('the learner of an attempt', () => {
  test('is the other face of the pane: every attempt of theirs, its verdict and why', async () => {
    const rows = rowsOf(several);
    expect(rows).toHaveLength(4);
    await openLearnerOf(rows[0]!);
    expect(await pane().getByRole('heading', { name: '4 attempts at 4 exams' }).count()).toBe(1);
    const told = await pane().locator('.learner-attempt').allInnerTexts();
    expect(told).toHaveLength(4);
    for (const [status, verdict] of [
      ['timed_out', 'Needs you'],
      ['verified', 'Passed'],
      ['error', 'Needs you'],
    ]) {
      expect(told.some((text) => text.includes(`Because status is ${status}.`) && text.includes(verdict!))).toBe(true);
    }
    expect(told.at(-1)).toContain('Because is_sample_attempt is True');
    expect(told.at(-1)).toContain('No start recorded');
    const exams = rows.map((row) => cell(row, 'exam_name')).sort();
    expect((await stops()).map((text) => text.split(' · ')[0]!).sort()).toEqual(exams);
  });

  test('leads to each attempt by a press, and comes back by L', async () => {
    const row = rowsOf(several).find((each) => cell(each, 'status') === 'verified')!;
    await pane()
      .locator('.time-exam', { hasText: cell(row, 'exam_name') })
      .press('Enter');
    await expect.poll(shownCode, { interval: 10 }).toBe(cell(row, 'attempt_code'));
    await app.page.locator('#pane-title').press('l');
    await pane().locator('.time-line').waitFor();
    expect(await tab('Learner').getAttribute('aria-selected')).toBe('true');
  });

  test('is kept in sight while J goes on to the next attempt', async () => {
    await app.page.keyboard.press('Control+Shift+l');
    await settled(app.page);
    const code = names.indexOf(several);
    await app.page.locator('#pane-title').press('j');
    const next = names[code + 1]!;
    await expect.poll(() => pane().locator('#pane-title').innerText(), { interval: 10 }).toBe(next);
    await expect.poll(() => pane().locator('.learner-attempt').count(), { interval: 10 }).toBe(rowsOf(next).length);
  });

  test('shows every incident word for word, with its kind, and none twice', async () => {
    await openLearnerOf(rowsOf(incidents)[0]!);
    const row = rowsOf(incidents).find((each) => cell(each, 'Suspicious Comments') !== '')!;
    const written = [
      ...cell(row, 'Suspicious Comments').split('; '),
      ...cell(row, 'Rules Violation Comments').split('; '),
    ].filter(Boolean);
    expect(written.length).toBeGreaterThan(3);
    const shown = await pane().locator('.incident .verbatim').allTextContents();
    expect(shown).toEqual([...new Set(written)]);
  });

  test('has on the case sheet beside In review that nobody may give that review', async () => {
    const counting = csv.rows.map((_, row) => row).filter((row) => cell(row, 'is_sample_attempt') === 'False');
    const reviewed = new Set(
      counting.filter((row) => cell(row, 'review_status') !== 'None').map((row) => cell(row, 'exam_name')),
    );
    const waits = (row: number) => cell(row, 'status') === 'submitted' && !reviewed.has(cell(row, 'exam_name'));
    await openLearnerOf(counting.find(waits)!);
    await pane().getByRole('button', { name: 'Save as PDF…' }).click();
    const said = 'In review (may be a timed exam, which nobody reviews), because status is submitted.';
    await dialog().locator('.case-sheet td', { hasText: said }).first().waitFor();
    await app.page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });

  test('is found in the menu of a cell', async () => {
    await app.page.locator('#search').fill(cell(1, 'attempt_code'));
    await settled(app.page);
    await app.page.locator('#pane-title').press('Escape');
    await pane().waitFor({ state: 'detached' });
    await app.page.locator('.ag-row[row-index="0"] [col-id="exam_name"]').click({ button: 'right' });
    await app.page.getByRole('menuitem', { name: 'Show the learner' }).click();
    await pane().locator('.time-line').waitFor();
    expect(await pane().locator('#pane-title').innerText()).toBe(names[1]);
  });
});

test('a learner of two downloads has each attempt once, as the newer tells it, and a press goes to its report', async () => {
  const name = 'edX_DemoX_Demo_2021_proctored_exam_results_report_2021-05-30-2359.csv';
  const [reset, ...kept] = rowsOf(several).map((row) => cell(row, 'attempt_code'));
  // One attempt was reset and taken anew; the second of the others has been decided since.
  const text = readFileSync(sampleReport, 'utf8')
    .replace(reset!, 'A-NEW-ATTEMPT')
    .replace(new RegExp(`(${kept[0]}.*?),(error|timed_out),`), '$1,verified,');
  await choose(app, [given(folder, name, text)]);
  await app.page.keyboard.press('Control+o');
  await complete(app.page, 2);
  await openLearnerOf(rowsOf(several)[1]!);
  await expect.poll(() => pane().locator('.learner-attempt').count(), { interval: 10 }).toBe(5);
  expect(await pane().locator('.learner-reports li').count()).toBe(2);
  const told = await pane().locator('.learner-attempt').allInnerTexts();
  const earlier = told.filter((words) => /Earlier: .*, in .*2021-04-30-2359/.test(words));
  expect(earlier).toHaveLength(3);
  expect(earlier.some((words) => words.startsWith('Passed') && words.includes('Earlier: Needs you'))).toBe(true);
  const gone = pane().locator('.learner-attempt', { hasText: '2021-04-30-2359' }).filter({ hasNotText: 'Earlier' });
  await gone.click();
  await expect
    .poll(async () => (await tabs(app.page)).map(({ active }) => active), { interval: 10 })
    .toEqual([true, false]);
  await expect.poll(() => tab('Attempt').getAttribute('aria-selected'), { interval: 10 }).toBe('true');
  await expect.poll(shownCode, { interval: 10 }).toBe(reset);
});

describe('a learner as PDF', () => {
  const pdfTools = spawnSync('pdftotext', ['-v']).status === 0;
  const long = Array.from({ length: 160 }, (_, minute) => `minute ${minute} eyes on the side of the desk`).join(', ');
  const comments = ['电话在桌子上 📱', long, 'نظر الطالب بعيدا', 'Two\nlines', '=cmd|calc'];
  const learner = 'מיכל_כהן';
  const line = (
    name: string,
    code: string,
    status: string,
    texts: readonly string[],
    violations: readonly string[] = [],
  ) =>
    [
      ...['course-v1:edX+DemoX+2021', 'proctortrack', 'verified', 'Final, Part "A"', name, `${name}@example.com`, code],
      ...['120', 'False', '2021-04-30 09:00:00+00:00', '2021-04-30 10:41:57+00:00', status, 'Suspicious'],
      ...[`${texts.length}`, texts.join('; '), `${violations.length}`, violations.join('; ')],
    ]
      .map((text) => `"${text.replaceAll('"', '""')}"`)
      .join(',');
  const report = given(
    folder,
    'edX_DemoX_Cases_proctored_exam_results_report_2021-05-01-1200.csv',
    [
      csv.header.join(','),
      line(learner, 'CODE-OF-THIS-1', 'second_review_required', comments, ['music', 'music']),
      line('someone_else', 'CODE-OF-OTHER', 'rejected', ['Words about somebody else']),
      line(learner, 'CODE-OF-THIS-2', 'created', []),
      '',
    ].join('\r\n'),
  );
  const save = () => dialog().getByRole('button', { name: 'Save as…' }).click();
  const hasEmoji = existsSync('/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf');
  const textOf = (path: string) => spawnSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }).stdout;

  test('is shown before it is saved, as a sheet with the learner’s data and nobody else’s', async () => {
    await choose(app, [report]);
    await app.page.keyboard.press('Control+o');
    await complete(app.page, 3);
    await app.page.locator('#search').fill('CODE-OF-THIS-1');
    await settled(app.page);
    await app.page.locator('#search').press('Enter');
    await app.page.locator('#pane-title').press('l');
    await pane().getByRole('button', { name: 'Save as PDF…' }).click();
    await dialog().locator('.case-sheet').waitFor();
    expect(await dialog().locator('.sheet-verbatim').allTextContents()).toEqual([...comments, 'music']);
    const counts = await dialog().locator('.case-sheet td:nth-child(3)').allTextContents();
    expect(counts.sort()).toEqual(['0', '7']);
    expect(await dialog().innerText()).not.toMatch(/someone_else|CODE-OF-OTHER|somebody else/);
  });

  test('is never written onto an open report', async () => {
    const before = readFileSync(report);
    await saveTo(app, report);
    await save();
    await dialog().getByRole('alert').waitFor();
    expect(await dialog().getByRole('alert').innerText()).toMatch(/open report|is open/);
    expect(readFileSync(report).equals(before)).toBe(true);
  });

  test('nothing is written where no place is chosen', async () => {
    await saveTo(app, undefined);
    await save();
    await expect.poll(() => dialog().getByRole('button', { name: 'Save as…' }).count(), { interval: 20 }).toBe(1);
    expect(await messages(app.page)).toEqual([]);
  });

  test('is saved whole, and the sheet’s window is gone', async () => {
    const path = join(folder, 'sheet.pdf');
    await saveTo(app, path);
    await save();
    await dialog().waitFor({ state: 'detached', timeout: 30_000 });
    expect(await messages(app.page)).toEqual([expect.stringContaining('sheet.pdf')]);
    expect(existsSync(path)).toBe(true);
    const bytes = readFileSync(path);
    expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    expect(bytes.subarray(-8).toString('latin1')).toContain('%%EOF');
    expect(await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    expect(app.complaints).toEqual([]);
  });

  test.skipIf(!process.env.CI)('pdftotext is there to read it', () => {
    expect(pdfTools).toBe(true);
  });

  test.skipIf(!pdfTools)('holds the learner’s data and no other learner’s, on numbered pages', () => {
    const path = join(folder, 'sheet.pdf');
    const text = textOf(path);
    const pages = text.split('\f').filter((page) => page.trim() !== '');
    expect(pages.length).toBeGreaterThan(2);
    for (const [place, page] of pages.entries()) expect(page).toContain(`Page ${place + 1} of ${pages.length}`);
    const flat = text
      .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
      .replace(/Case sheet · \S+\s+Page \d+ of \d+/g, '')
      .replace(/\s+/g, ' ');
    for (const part of [
      ...[
        learner,
        'CODE-OF-THIS-1',
        'CODE-OF-THIS-2',
        'Final, Part "A"',
        hasEmoji ? '电话在桌子上 📱' : '电话在桌子上',
        'نظر الطالب بعيدا',
        'Two lines',
      ],
      ...[
        long,
        '=cmd|calc',
        'Stands 2 times in the report',
        'Decision of the course team',
        'Date',
        'Name',
        'Signature',
      ],
      ...['edX_DemoX_Cases_proctored_exam_results_report_2021-05-01-1200.csv', 'As of 2021-05-01 12:00 UTC'],
      ...[
        'data stewardship policy',
        'Needs you · second review, because',
        'whose second reviews the course team decides.',
      ],
    ]) {
      expect(flat.includes(part), part).toBe(true);
    }
    const others = new Set([...names, ...csv.column('email'), ...csv.column('attempt_code')]);
    for (const other of [...others, 'someone_else', 'CODE-OF-OTHER', 'somebody else']) {
      expect(flat.includes(other), other).toBe(false);
    }
    const about = spawnSync('pdfinfo', [path], { encoding: 'utf8' }).stdout;
    expect(about).toMatch(new RegExp(`^Title: +Case sheet · ${learner}$`, 'm'));
    expect(about).not.toMatch(/someone_else|DemoX_Demo/);
  });
});
