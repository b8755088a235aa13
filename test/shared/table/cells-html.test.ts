import { describe, expect, test } from 'vitest';
import { htmlCell, htmlCells, htmlText } from '../../../shared/table/cells-html.ts';
import { rowNumbers, tableOf } from '../../support/table.ts';

const text = (inside: string) => `<td class="t" sdnum="1033;0;@">${inside}</td>`;
const lineBreak = '<br style="mso-data-placement:same-cell">';

test.each([
  ['plain', 'plain'],
  ['', ''],
  ['=1+1', '=1+1'],
  ['007', '007'],
  ["'quoted", "'quoted"],
  ['<b title="x">&amp;', '&lt;b title=&quot;x&quot;&gt;&amp;amp;'],
  ['one\ntwo', `one${lineBreak}two`],
  ['one\r\ntwo\rthree', `one${lineBreak}two${lineBreak}three`],
  [' lead', '<pre> lead</pre>'],
  ['trail ', '<pre>trail </pre>'],
  ['two  spaces', '<pre>two  spaces</pre>'],
  ['試験 🎓', '試験 🎓'],
])('the cell %j is text for a spreadsheet', (value, inside) => {
  expect(htmlCell(value)).toBe(text(inside));
});

describe('cells as a table', () => {
  const columns = ['name', { id: 'n', header: 'The <n>', kind: 'number' as const }];
  const html = (file: string, headers = false) => {
    const table = tableOf(file, { columns });
    return htmlText(table, { rows: rowNumbers(table), columns: ['name', 'n', 'gone'], headers });
  };

  test('have whole numbers as numbers, and all else as text', () => {
    const file = 'a,120\nb,0\nc,007\nd,1.50\ne,None\nf,-3\ng,1e5\nh,12345678901234567\n';
    const cells = ['120', '0', '007', '1.50', 'None', '-3', '1e5', '12345678901234567'];
    const isNumber = new Set(['120', '0', '-3']);
    const rows = cells.map((cell, at) => {
      const second = isNumber.has(cell) ? `<td>${cell}</td>` : text(cell);
      return `<tr>${text('abcdefgh'[at]!)}${second}</tr>`;
    });
    expect(html(file)).toContain(`<table>${rows.join('\n')}</table>`);
  });

  test('stand below the names of the file where headers are wanted', () => {
    expect(html('a,1\n', true)).toContain(
      `<tr>${text('name')}${text('The &lt;n&gt;')}</tr>\n<tr>${text('a')}<td>1</td></tr>`,
    );
  });

  test('are none where a cell holds a tab', () => {
    expect(html('"a\tb",1\n')).toBeUndefined();
    expect(html('"a\nb",1\n')).toBeDefined();
  });

  test('are none where there are more than a spreadsheet reads in a while', () => {
    const table = tableOf('a,1\n', { columns });
    const plan = (rows: number) => ({ rows: new Uint32Array(rows), columns: ['name', 'n'], headers: false });
    expect(htmlText(table, plan(htmlCells / 2))).toBeDefined();
    expect(htmlText(table, plan(htmlCells / 2 + 1))).toBeUndefined();
  });
});
