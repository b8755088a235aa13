import { describe, expect, test } from 'vitest';
import {
  areInCapitals,
  damageKinds,
  damageOfText,
  isTimeWithoutZone,
  spreadsheetDamage,
} from '../../../shared/report/spreadsheet-damage.ts';
import { atOnce } from '../../../shared/table/parts.ts';
import { fixture, reportFromText, tableOf } from '../../support/table.ts';

describe('a value that a spreadsheet has changed', () => {
  test.each<[string, string | undefined]>([
    ['####', 'hashes'],
    ['###########', 'hashes'],
    ['#', undefined],
    ['# 1', undefined],
    ['#NAME?', 'errors'],
    ['#REF!', 'errors'],
    ['#DIV/0!', 'errors'],
    ['#N/A', 'errors'],
    ['#name', undefined],
    ['1.2E+11', 'scientific'],
    ['1,2E+11', 'scientific'],
    ['4E+07', 'scientific'],
    ['1.2E-05', 'scientific'],
    ['1E5', undefined],
    ['4E07', undefined],
    ['4D07A01A-1502-422E-B943-93AC04DC6CED', undefined],
    ['JosÃ© was here', 'mojibake'],
    ['FÃ¼r alle', 'mojibake'],
    ['KrakÃ³w', 'mojibake'],
    ['donâ€™t', 'mojibake'],
    ['Â© 2021', 'mojibake'],
    ['Ð¤Ð¸Ð½Ð°Ð»', 'mojibake'],
    ['Åukasz i ZÅ‚ota Å»aba', 'mojibake'],
    ['Р¤РёРЅР°Р»СЊРЅС‹Р№', 'mojibake'],
    ['José, Łukasz, Ðorđe', undefined],
    ['CORAÇÃO, AMANHÃ', undefined],
    ['“PROVA DA MANHÃ” – “AMANHÔ', undefined],
    ['СССР РСФСР', undefined],
    ['Итоговый экзамен: Россия', undefined],
    ['Ärger… Übung', undefined],
    ['期末考试', undefined],
    ['', undefined],
    ['None', undefined],
  ])('%s: %s', (text, kind) => {
    expect(damageOfText(text)).toBe(kind);
  });
});

test.each<[string, boolean]>([
  ['2021-04-30 09:02:11.482113+00:00', false],
  ['2021-04-30T09:02:11Z', false],
  ['2021-04-30 11:02:11+02:00', false],
  ['2021-04-30 09:02:11', true],
  ['30.04.2021 09:02', true],
  ['4/30/2021 9:02', true],
  ['30-04-2021', true],
  ['02:11.5', true],
  ['None', false],
  ['', false],
  ['####', false],
  ['soon', false],
])('%s is a time without its offset: %s', (text, wanted) => {
  expect(isTimeWithoutZone(text)).toBe(wanted);
});

test.each<[string[], boolean]>([
  [['TRUE', 'FALSE'], true],
  [['TRUE'], true],
  [['WAHR', 'FALSCH', 'None'], true],
  [['True', 'False'], false],
  [['TRUE', 'False'], false],
  [['True', 'TRUE'], false],
  [['1', '0'], false],
  [['None', ''], false],
  [[], false],
])('%j are all in capitals: %s', (texts, wanted) => {
  expect(areInCapitals(texts)).toBe(wanted);
});

describe('in a table', () => {
  const kindsOf = (bits: number) => damageKinds.filter((_, index) => (bits & (1 << index)) !== 0);
  const damageIn = (name: string) =>
    [...atOnce(spreadsheetDamage(reportFromText(fixture(`reports/${name}.csv`)).table, new Set()))].map(kindsOf);

  test.each([
    'v0',
    'v1a',
    'v1b',
    'v2',
    'v3',
    'v3a',
    'nau-1',
    'nau-2',
    'right-to-left',
    'bom',
    'proctortrack',
    'koi8-r',
  ])('%s as the platform wrote it shows nothing', (name) => {
    expect(damageIn(name).flat()).toEqual([]);
  });

  test.each(['excel-de', 'excel-fr', 'excel-en-us', 'semicolon-excel'])('%s shows it in every row', (name) => {
    const rows = damageIn(name);
    expect(rows.length).toBeGreaterThan(0);
    for (const kinds of rows) expect(kinds).toEqual(expect.arrayContaining(['flags']));
    expect(rows.flat()).toContain('times');
  });

  test('a header once more is no value', () => {
    const text =
      'exam_name,username,is_sample_attempt,status\nA,ana,TRUE,error\nexam_name,username,is_sample_attempt,status\n';
    const { table } = reportFromText(text);
    expect([...atOnce(spreadsheetDamage(table, new Set([1])))].map(kindsOf)).toEqual([['flags'], []]);
    expect([...atOnce(spreadsheetDamage(table, new Set()))].map(kindsOf)).toEqual([[], []]);
  });

  test('columns of many values are looked at as those of few', () => {
    const lines = Array.from({ length: 4000 }, (_, row) => (row % 1000 === 999 ? `JosÃ©${row}` : `learner_${row}`));
    const table = tableOf(`${lines.join('\n')}\n`, { columns: ['username'] });
    expect(table.columns[0]!.parts.cells.form).toBe('spans');
    const found = [...atOnce(spreadsheetDamage(table, new Set()))].flatMap((bits, row) => (bits > 0 ? [row] : []));
    expect(found).toEqual([999, 1999, 2999, 3999]);
  });
});
