import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { write } from '../../../shared/table/write.ts';
import { opened } from '../../support/opening.ts';
import { sourceCells } from '../../support/source-cells.ts';
import { fixture, fixturePath, rowNumbers } from '../../support/table.ts';

const names = readdirSync(fixturePath('reports')).sort();

test.each(names)('an exact export of everything, read again, has the cells of %s', async (name) => {
  const { report } = await opened(fixture(`reports/${name}`), { name });
  const { table } = report!;
  const pieces = [
    ...write(table, {
      cell: (text) => text,
      bom: false,
      columns: undefined,
      pieceBytes: 1000,
      rows: rowNumbers(table),
    }),
  ];
  const text = Buffer.concat(pieces).toString('utf8');
  const { data } = Papa.parse<string[]>(text, { newline: '\r\n' });
  expect(data.slice(0, -1)).toEqual(sourceCells(fileURLToPath(fixturePath(`reports/${basename(name)}`))));
});
