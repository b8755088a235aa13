import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CategoryId,
  categories,
  categoriesOf,
  incidentsOf,
  nearWording,
  splitComments,
} from '../../../shared/report/incidents.ts';

const read = (count: string, text: string) => {
  const { entries, divided, note } = incidentsOf('Suspicious', count, text);
  return {
    texts: entries.map((entry) => (entry.times > 1 ? `${entry.text} ×${entry.times}` : entry.text)),
    divided,
    note,
  };
};
const whole = (text: string, note: string) => ({ texts: [text], divided: false, note });
const divided = (...texts: string[]) => ({ texts, divided: true, note: undefined });

describe('incidents', () => {
  test.each([
    ['0', '', divided()],
    ['0', 'None', divided()],
    ['', '', divided()],
    ['1', 'Browsing other websites', divided('Browsing other websites')],
    [
      '2',
      'Browsing other websites; Photo ID not provided',
      divided('Browsing other websites', 'Photo ID not provided'),
    ],
    ['2.0', 'a; b', divided('a', 'b')],
    ['2', 'a;b', divided('a', 'b')],
    ['2', 'a;b; c', divided('a;b', 'c')],
    ['3', 'a;b; c', divided('a', 'b', 'c')],
    ['1', 'Looked away; then came back', divided('Looked away; then came back')],
    ['2', 'a; a', divided('a ×2')],
    ['4', 'a; b; a; b', divided('a ×2', 'b ×2')],
    ['2', 'a; A', divided('a', 'A')],
    ['2', 'a; ', divided('a', '(no text)')],
    ['3', '; ; ', divided('(no text) ×3')],
    ['1', '', divided('(no text)')],
    ['1', 'None', divided('None')],
    ['2', 'first\nline; second', divided('first\nline', 'second')],
    ['3', 'a; b', whole('a; b', 'The report counts 3; the text cannot be divided for certain.')],
    ['2', 'a; b; c', whole('a; b; c', 'The report counts 2; the text cannot be divided for certain.')],
    ['0', 'a', whole('a', 'The report counts 0 but holds a text, which is shown whole.')],
    ['', 'a; b', whole('a; b', 'The report gives no count; the text is shown whole.')],
    ['two', 'a; b', whole('a; b', 'The report gives no count; the text is shown whole.')],
    ['-1', 'a', whole('a', 'The report gives no count; the text is shown whole.')],
    ['2', '', { texts: [], divided: false, note: 'The report counts 2 but holds no text.' }],
  ])('count %s with %j', (count, text, expected) => {
    expect(read(count, text)).toEqual(expected);
  });

  test('keep their kind, the count of the file and the raw text', () => {
    const found = incidentsOf('Rules Violation', ' 2 ', 'x; x');
    expect(found).toMatchObject({ count: 2, raw: 'x; x' });
    expect(found.entries).toMatchObject([{ kind: 'Rules Violation', text: 'x', times: 2 }]);
    expect(incidentsOf('Suspicious', 'None', '')).toMatchObject({ count: undefined, raw: '' });
  });

  test('dividing drops nothing: the pieces join to the raw text', () => {
    const text = fc.string({ unit: fc.constantFrom(';', ' ', 'a', 'é', '\n', '"') });
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 6 }), (raw, count) => {
        const split = splitComments(raw, count);
        if (!split) return;
        expect(split.pieces).toHaveLength(count);
        expect(split.pieces.join(split.separator)).toBe(raw);
      }),
    );
  });

  test('divided entries add up to the count', () => {
    const piece = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '.') });
    fc.assert(
      fc.property(fc.array(piece, { minLength: 2 }), (pieces) => {
        const found = incidentsOf('Suspicious', String(pieces.length), pieces.join('; '));
        expect(found.divided).toBe(true);
        expect(found.entries.reduce((sum, entry) => sum + entry.times, 0)).toBe(pieces.length);
      }),
    );
  });
});

describe('categories', () => {
  const table: [CategoryId, text: string, word: string][] = [
    ['identity', 'Photo ID not provided', 'Photo ID'],
    ['identity', 'The ID was unreadable', 'ID was'],
    ['identity', 'Passport held too far away', 'Passport'],
    ['room', 'Exam environment not confirmed', 'environment'],
    ['room', 'Did not show the room', 'room'],
    ['room', 'Desk not cleared', 'Desk'],
    ['person', 'Reading the exam to another person', 'another person'],
    ['person', 'Two people at the table', 'Two people'],
    ['person', 'Voice heard', 'Voice'],
    ['person', 'Help from a friend', 'Help from'],
    ['device', 'Used a cell-phone', 'cell-phone'],
    ['device', 'A second computer was open', 'second computer'],
    ['device', 'Smart watch on the wrist', 'Smart watch'],
    ['programs', 'Browsing other websites', 'Browsing'],
    ['programs', 'Browsing local computer', 'Browsing'],
    ['programs', 'Visited a web site', 'web site'],
    ['programs', 'Used the internet', 'internet'],
    ['programs', 'Opened another tab', 'another tab'],
    ['notes', 'Textbook open', 'Textbook'],
    ['notes', 'Wrote on scratch paper', 'paper'],
    ['looking-away', 'Looking away from computer', 'Looking away'],
    ['looking-away', 'Gazing at the ceiling', 'Gazing'],
    ['left-room', 'Left the room', 'Left the room'],
    ['left-room', 'Walked out of their exam room', 'Walked out of their exam room'],
    ['left-room', 'Out of frame', 'Out of frame'],
    ['headphones', 'Wearing headphones', 'headphones'],
    ['headphones', 'Ear-buds seen', 'Ear-buds'],
    ['noise', 'Music may be playing', 'Music'],
    ['noise', 'TV running', 'TV'],
    ['camera', 'Webcam was partly covered', 'Webcam was partly covered'],
    ['camera', 'Camera off', 'Camera off'],
    ['camera', 'Blocked the camera', 'Blocked the camera'],
    ['technical', 'The program crashed', 'crashed'],
    ['technical', 'Internet connection dropped', 'connection'],
    ['technical', 'No audio', 'No audio'],
    ['not-entered', 'Student never entered the exam.', 'never entered the exam'],
    ['not-entered', 'Did not start the exam', 'Did not start the exam'],
    ['other', 'Wore a suit and tie', ''],
  ];

  test.each(table)('%s: %s', (category, text, word) => {
    expect(categoriesOf(text)).toContainEqual({ category, word });
  });

  test('each category has a case', () => {
    expect(new Set(table.map(([category]) => category))).toEqual(new Set(categories.map(({ id }) => id)));
  });

  test('several may fit one text', () => {
    expect(categoriesOf('Phone and notes on the desk').map(({ category }) => category)).toEqual([
      'room',
      'device',
      'notes',
    ]);
  });

  test.each([
    ['a room that was left is no remark on the room', 'Left the room', ['left-room']],
    ['headphones are no phone', 'Headphones', ['headphones']],
    ['a lost internet connection is no browsing', 'Internet connection lost', ['technical']],
    ['looking left at a computer is not leaving it', 'Looking down, left of the computer', ['looking-away']],
    ['a keyword inside a longer word does not count', 'Phoneme bookkeeping mushroom', ['other']],
    ['nor where the longer word is in another script', 'éTV', ['other']],
    ['an unknown language falls under other', 'Подозрительно', ['other']],
    ['no text has no category', '  ', []],
  ])('%s', (_, text, expected) => {
    expect(categoriesOf(text).map(({ category }) => category)).toEqual(expected);
  });

  test('a long text is read quickly', () => {
    const started = performance.now();
    categoriesOf('camera not left the screen off of '.repeat(3000));
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('near-identical wording', () => {
  test.each([
    ['Looked away at 10:42.', 'looked  away at 11:07'],
    ['PHONE!', 'phone'],
    ['web-site', 'website'],
    ['Cafe\u0301', 'café'],
  ])('%s and %s', (one, other) => {
    expect(nearWording(one)).toBe(nearWording(other));
  });

  test('different words stay different', () => {
    expect(nearWording('Phone seen')).not.toBe(nearWording('Phone heard'));
  });
});
