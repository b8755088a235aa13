/** What an export of a fixture must hold, by other means than the app's own. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import Papa from 'papaparse';

/** What the fixtures that are not UTF-8 were written in; latin1 stands for windows-1252, see sourceCells. */
export const encodings: Readonly<Record<string, string>> = {
  'utf16le.csv': 'utf-16le',
  'utf16le-no-bom.csv': 'utf-16le',
  'utf16be.csv': 'utf-16be',
  'windows-1250.csv': 'windows-1250',
  'windows-1251.csv': 'windows-1251',
  'windows-1252.csv': 'latin1',
  'excel-de.csv': 'latin1',
  'excel-fr.csv': 'latin1',
  'koi8-r.csv': 'koi8-r',
  'shift-jis.csv': 'shift_jis',
};

/** The records of a fixture, header first, as PapaParse reads them once the file's peculiarities are out of its way. */
export function sourceCells(path: string): string[][] {
  const encoding = encodings[basename(path)] ?? 'utf-8';
  const bytes = readFileSync(path);
  // Node's own windows-1252 reads 80–9F as Latin-1 does, which is wrong; the five signs of the fixture are put right.
  const signs: Readonly<Record<string, string>> = { '\x80': '€', '\x92': '’', '\x93': '“', '\x94': '”', '\x96': '–' };
  const decoded =
    encoding === 'latin1'
      ? bytes.toString('latin1').replace(/[\x80-\x9f]/g, (sign) => signs[sign]!)
      : new TextDecoder(encoding).decode(bytes, { stream: true });
  const text = decoded.replace(/^\ufeff/, '').replace(/^sep=;\r?\n/, '');
  const delimiter = [',', ';', '\t'].find((sign) => text.slice(0, 200).split('\n')[0]!.includes(sign))!;
  const parse = (part: string) => Papa.parse<string[]>(part, { delimiter, newline: '\n', skipEmptyLines: 'greedy' });
  if (basename(path) === 'quote-out-of-place.csv') {
    return text
      .trimEnd()
      .split('\r\n')
      .map((line) => {
        const { data, errors } = parse(line);
        return errors.length > 0 ? line.split(',') : data[0]!;
      });
  }
  // Between records every line end becomes one and the same; inside quotes they stay.
  const parts = text.split('"').map((part, at) => (at % 2 === 0 ? part.replace(/\r\n?/g, '\n') : part));
  return parse(parts.join('"')).data;
}
