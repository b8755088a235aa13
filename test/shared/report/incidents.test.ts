import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { incidentsOf, nearWording, splitComments } from '../../../shared/report/incidents.ts';

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
