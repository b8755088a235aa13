import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { previewOf } from '../../../renderer/panels/encoding-preview.ts';
import { problemSentence, problemTitles } from '../../../shared/table/problem-words.ts';
import { fixture, fixturePath, reportFromText } from '../../support/table.ts';

describe('the words of a problem', () => {
  const all = readdirSync(fixturePath('reports/')).flatMap((name) => {
    const { table } = reportFromText(fixture(`reports/${name}`), name);
    return [...table.problems].map((problem) => ({ kind: problem.kind, words: problemSentence(problem, table) }));
  });

  test.each(Object.keys(problemTitles))('are a sentence about %s, in some fixture', (kind) => {
    const sentences = all.filter((one) => one.kind === kind);
    expect(sentences.length).toBeGreaterThan(0);
    for (const { words } of sentences) {
      expect(words).toMatch(/^\p{Lu}.*\.$/u);
      expect(words).not.toMatch(/undefined|NaN|\[object|\s\s/);
    }
  });

  test('name the row, the cells and the value', () => {
    const words = (name: string) => {
      const { table } = reportFromText(fixture(`reports/${name}`));
      return [...table.problems].map((problem) => problemSentence(problem, table));
    };
    expect(words('truncated.csv')).toEqual([
      'Row 9 has 12 cells of 17; the others are shown empty.',
      'The last row stops after 12 cells of 17: the file is probably cut off there. Download the report again.',
    ]);
    expect(words('ragged.csv')).toContain('Row 4 has 2 cells more than the header; they are in the last column.');
    expect(words('ragged.csv')).toContain('A line with nothing on it stands after the last row.');
    expect(words('two-boms.csv')).toEqual([
      'The beginning of the file holds a byte order mark that is not the first thing in the file; it is kept.',
    ]);
    expect(words('excel-de.csv')).toContain(
      'Row 9, started_at: “12.03.2021 18:00” cannot be read as a time for certain, and stays text.',
    );
  });
});

describe('a preview', () => {
  test('shows the cells that tell one encoding from another, each once', () => {
    const sample = fixture('reports/koi8-r.csv');
    expect(previewOf(sample, 'koi8-r')).toEqual({
      words: 'Итоговый экзамен · Подозрительно: другой человек в комнате',
      fits: true,
    });
    expect(previewOf(sample, 'windows-1251').words).toContain('йФПЗПЧЩК ЬЛЪБНЕО');
    expect(previewOf(sample, 'utf-8').fits).toBe(false);
    expect(previewOf(new Uint8Array(0), 'utf-8')).toEqual({ words: '', fits: true });
  });
});
