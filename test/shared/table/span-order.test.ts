import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textRanks } from '../../../shared/table/order.ts';
import { DOUBLED } from '../../../shared/table/scan.ts';
import { spanRanks } from '../../../shared/table/span-order.ts';

/** The texts one after another, as spans; a text with a quote stands as in a quoted field. */
function spansOf(texts: readonly string[]) {
  const encoder = new TextEncoder();
  const written = texts.map((text) => encoder.encode(text.replaceAll('"', '""')));
  const bytes = new Uint8Array(written.reduce((sum, part) => sum + part.length, 0));
  const starts = new Uint32Array(texts.length);
  const lengths = new Uint32Array(texts.length);
  let at = 0;
  for (const [index, part] of written.entries()) {
    bytes.set(part, at);
    starts[index] = at;
    lengths[index] = part.length | (texts[index]!.includes('"') ? DOUBLED : 0);
    at += part.length;
  }
  return { bytes, spans: { starts, lengths } };
}

function expectSame(texts: readonly string[]) {
  const { bytes, spans } = spansOf(texts);
  const wanted = textRanks(texts.length, (index) => texts[index]!);
  for (const thrifty of [false, true]) {
    const found = spanRanks(spans, bytes, texts.length, thrifty);
    expect([...found.ranks]).toEqual([...wanted.ranks]);
    expect(found.highest).toBe(wanted.highest);
  }
}

describe('ranks told from the bytes are those told from the strings', () => {
  const letters = fc.constantFrom(
    'a',
    'B',
    'b',
    '0',
    '9',
    '10',
    '007',
    'é',
    'ß',
    '²',
    '３',
    'я',
    'ا',
    ' ',
    '.',
    '"',
    '–',
    'None',
    '@',
  );
  const text = fc.array(letters, { maxLength: 12 }).map((parts) => parts.join(''));
  const numRuns = process.env.FAST_CHECK_FULL ? 20_000 : 300;

  test('for any texts', () => {
    fc.assert(fc.property(fc.array(text, { maxLength: 40 }), expectSame), { seed: 11, numRuns });
  });

  test('for texts that are alike in their first bytes, and for more of them than are compared one by one', () => {
    const many = Array.from(
      { length: 10_000 },
      (_, index) => `learner.${(index * 7919) % 6007}.of.a.long.course@example.com`,
    );
    expectSame(many);
  });

  test('for more of them than are laid out together, alike in their first bytes, in all of them, or not at all', () => {
    const many = Array.from({ length: 80_000 }, (_, index) => {
      const number = (index * 7919) % 60_007;
      if (index % 8 === 0) return 'one and the same';
      return index % 2 === 0 ? `learner.${number}` : `${number % 50}${index % 100 === 1 ? 'é' : 'e'}.${number}`;
    });
    expectSame(many);
  });

  test('for no text at all, and for texts without a value', () => {
    expectSame([]);
    expectSame(['', 'None', '  ', ' None ', 'none']);
  });

  test('for runs of digits longer than any number', () => {
    expectSame([`a${'9'.repeat(200)}`, `a${'1'.repeat(200)}`, `a${'1'.repeat(79)}`, 'a1', `a${'0'.repeat(300)}2`]);
  });
});
