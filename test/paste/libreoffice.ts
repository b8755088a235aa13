/**
 * `npm run paste`: copies cells of every awkward kind in the real app, pastes them into a real LibreOffice Calc, and
 * says of each what came of it. See README.md beside this file; not a part of `npm test`.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { given, openReport, painted, scratchFolder } from '../support/app.ts';

const values = [
  ...['plain', 'two\nlines', 'of Windows\r\nlines', 'say "so"', '"', "'quoted", ' spaces ', 'two  spaces'],
  ...['=1+1', '+1', '-1', '@SUM(A1)', '=HYPERLINK("x")', '=1+1\nx'],
  ...['42', '007', '1.50', '12,5', '1e5', '1/2', '50%', 'TRUE', 'False'],
  ...['2021-04-30', '2021-04-30 09:02:11.482113+00:00', 'None', '', '4D07A01A-1502-422E-B943-93AC04DC6CED'],
  ...['Ünïcode 試験 🎓', 'Экзамен', 'אבג', '<b>&amp;</b>', 'a;b,c'],
];
/** No HTML keeps a tab, so cells with one are copied as text alone, which LibreOffice reads as it likes. */
const withTabs = ['tab\there', '\ttab first', 'tab last\t', 'plain', 'two\nlines', 'say "so"', 'None', 'Экзамен'];

const header = ['exam_name', 'status', 'username', 'attempt_code', 'Suspicious Count', 'Suspicious Comments'];

interface Pasted {
  readonly dialog: string;
  readonly rows: readonly (readonly (readonly [type: string, text: string])[])[];
}

async function pasted(name: string, cells: readonly string[]): Promise<Pasted> {
  const rows = cells.map((cell, at) => ['Exam', 'verified', `learner_${at}`, `A-${at}`, `${at}`, cell]);
  const folder = scratchFolder('paste');
  const app = await openReport(given(folder, `${name}.csv`, `${Papa.unparse([header, ...rows])}\r\n`));
  await app.page.locator('.ag-row[row-index="0"] .ag-cell[col-id="username"]').click();
  for (const key of ['Control+a', 'Control+Shift+c']) await app.page.keyboard.press(key);
  await painted(app.page);
  const profile = join(folder, 'office');
  mkdirSync(profile);
  const port = '28311';
  const office = spawn(
    'soffice',
    [
      ...['--norestore', '--nologo', '--nodefault', `--accept=socket,host=localhost,port=${port};urp;`],
      `-env:UserInstallation=file://${profile}`,
    ],
    { stdio: 'ignore', detached: true },
  );
  try {
    const script = join(import.meta.dirname, 'paste.py');
    // The system's own Python is the one that knows LibreOffice.
    return JSON.parse(
      execFileSync('/usr/bin/python3', [script, port], { encoding: 'utf8', timeout: 90_000 }),
    ) as Pasted;
  } finally {
    // The script that was started is not the process that listens.
    process.kill(-office.pid!);
    await app.close();
  }
}

let different = 0;
for (const [name, cells] of [
  ['as a table', values],
  ['as text', withTabs],
] as const) {
  const { dialog, rows } = await pasted(name, cells);
  const [head, ...body] = rows;
  const column = (title: string) => head!.findIndex(([, text]) => text === title);
  console.log(`\n${name} (LibreOffice asked with “${dialog}”), ${body.length} of ${cells.length} rows`);
  if (body.length !== cells.length) different += 1;
  for (const [at, cell] of cells.entries()) {
    const [type, text] = body[at]?.[column('Suspicious Comments')] ?? ['', 'nothing'];
    const [countType, count] = body[at]?.[column('Suspicious Count')] ?? ['', 'nothing'];
    // A cell of LibreOffice knows one kind of line break.
    const isSame = text === cell.replaceAll('\r\n', '\n') && type === (cell === '' ? 'EMPTY' : 'TEXT');
    const isCounted = countType === 'VALUE' && count === `${at}`;
    if (!isSame || !isCounted) different += 1;
    console.log(
      `${isSame && isCounted ? 'same     ' : 'DIFFERENT'} ${JSON.stringify(cell)} → ${type} ${JSON.stringify(text)}`,
    );
  }
}
console.log(different === 0 ? '\nAll as in the file.' : `\n${different} not as in the file.`);
process.exitCode = different === 0 ? 0 : 1;
