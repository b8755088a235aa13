import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guardCell, needsGuard, unguardCell } from '../../../shared/report/guard.ts';

const show = (text: string) => JSON.stringify(text);

describe('cells a spreadsheet might run', () => {
  test.each(
    [
      '=1+1',
      '+1',
      '-1',
      '@SUM(A1)',
      '\tx',
      '\rx',
      '\nx',
      '\0x',
      '\t',
      ' =1',
      '   @a',
      '\u00A0=1',
      '\u3000=1',
      '\uFEFF=1',
      '\u200B=1',
      '\u200D\u2060=1',
      '\u00AD=1',
      '\u0001=1',
      '\v+1',
      ' \u200B\t -1',
      '＝1',
      '＋1',
      '－1',
      '＠a',
      ' ＝1',
      "'=1",
      "''=1",
      "' =1",
      "'\tx",
      "'\u200B＠a",
      '=',
    ].map((text) => [show(text), text]),
  )('%s gets one more quote in front', (_, text) => {
    expect(needsGuard(text)).toBe(true);
    expect(guardCell(text)).toBe(`'${text}`);
    expect(unguardCell(guardCell(text))).toBe(text);
  });

  test.each(
    [
      '',
      'ana_p',
      '1+1',
      'a=b',
      "'",
      "'ana",
      "it's",
      ' x',
      '\u200Bx',
      "' '=1",
      '"=1"',
      'x\t=1',
      'é=',
      '#NAME?',
      '−1',
    ].map((text) => [show(text), text]),
  )('%s stays as it is', (_, text) => {
    expect(guardCell(text)).toBe(text);
    expect(unguardCell(text)).toBe(text);
  });
});

describe('taking the guard back', () => {
  const risky = fc.string({
    unit: fc.constantFrom("'", '=', '+', '-', '@', '＝', '\t', '\r', '\n', '\0', ' ', '\u200B', 'a'),
  });

  test('gives the very text, for any text', () => {
    fc.assert(
      fc.property(fc.oneof(risky, fc.string({ unit: 'binary' }), fc.string()), (text) => {
        expect(unguardCell(guardCell(text))).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  test('no guarded cell begins as a formula would', () => {
    fc.assert(
      fc.property(risky, (text) => {
        expect(guardCell(text)).not.toMatch(/^[=+\-@\t\r\n\0]/);
      }),
    );
  });

  test('a cell that begins with a letter or a digit is never guarded, as the writer takes for granted', () => {
    const first = fc.constantFrom(...'azAZ09');
    fc.assert(
      fc.property(first, fc.oneof(risky, fc.string()), (letter, rest) => {
        expect(guardCell(letter + rest)).toBe(letter + rest);
      }),
    );
  });

  test('two different cells never look the same guarded', () => {
    fc.assert(
      fc.property(risky, risky, (a, b) => {
        expect(guardCell(a) === guardCell(b)).toBe(a === b);
      }),
    );
  });
});
