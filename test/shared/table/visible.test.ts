import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { piecesOf, segmentsOf, visibleText } from '../../../shared/table/visible.ts';
import { runs } from '../../support/runs.ts';

/** Segments as short words: what stands as it is, and the signs of marks in brackets. */
const shown = (text: string) => segmentsOf(text).map(({ text: piece, mark }) => (mark ? `[${mark.sign}]` : piece));

describe('a text is shown', () => {
  test.each<[of: string, text: string, parts: string[]]>([
    ['nothing', '', []],
    ['plain words', 'Midterm 1', ['Midterm 1']],
    ['accents and other scripts', 'Émile Ångström 李 Ελένη', ['Émile Ångström 李 Ελένη']],
    ['a name written from the right', 'امتحان نصف الفصل', ['امتحان نصف الفصل']],
    ['a tab', 'a\tb', ['a', '[␉]', 'b']],
    ['a NUL', '\u0000', ['[␀]']],
    ['an escape', '\u001b[31m', ['[␛]', '[31m']],
    ['a delete', 'a\u007f', ['a', '[␡]']],
    ['a control of the upper half', 'a\u0080\u0085', ['a', '[U+0080]', '[NEL]']],
    ['line breaks of every kind', 'a\nb\r\nc\rd', ['a', '[↵]', 'b', '[↵]', 'c', '[↵]', 'd']],
    ['two line breaks, one by one', '\n\n', ['[↵]', '[↵]']],
    ['a right-to-left mark', 'a\u200fb', ['a', '[RLM]', 'b']],
    ['a name that pretends to be another', 'ann\u202egpj.exe', ['ann', '[RLO]', 'gpj.exe']],
    ['isolates', '\u2066a\u2069', ['[LRI]', 'a', '[PDI]']],
    ['a zero-width space', 'ann\u200ba', ['ann', '[ZWSP]', 'a']],
    ['a byte order mark in the middle', 'a\ufeffb', ['a', '[BOM]', 'b']],
    ['a soft hyphen', 'co\u00adop', ['co', '[SHY]', 'op']],
    ['a run of one of them', 'a\u0000\u0000\u0000\u0000b', ['a', '[␀×4]', 'b']],
    ['a tag that is no flag', 'a\u{e0041}', ['a', '[U+E0041]']],
    ['a line separator', 'a\u2028b', ['a', '[LS]', 'b']],
    ['a no-break space, which can be seen', 'a\u00a0b', ['a\u00a0b']],
    ['a joiner between Latin letters', 'a\u200db', ['a', '[ZWJ]', 'b']],
    ['a family, which joiners make', '👩\u200d👩\u200d👧', ['👩\u200d👩\u200d👧']],
    ['an emoji with a colour and a joiner', '👩🏽\u200d💻', ['👩🏽\u200d💻']],
    ['a heart on fire', '❤\ufe0f\u200d🔥', ['❤\ufe0f\u200d🔥']],
    ['a flag of tags', '🏴\u{e0067}\u{e0062}\u{e007f}', ['🏴\u{e0067}\u{e0062}\u{e007f}']],
    ['a Persian word with its non-joiner', 'می\u200cخواهم', ['می\u200cخواهم']],
    ['a Hindi conjunct with its joiner', 'क्\u200dष', ['क्\u200dष']],
    ['a lone non-joiner', 'می\u200c', ['می', '[ZWNJ]']],
    ['an Arabic number sign, which can be seen', '\u0600١', ['\u0600١']],
  ])('with marks where it holds %s', (_, text, parts) => {
    expect(shown(text)).toEqual(parts);
  });

  test('with the name of what is marked', () => {
    const names = (text: string) => segmentsOf(text).flatMap(({ mark }) => mark?.name ?? []);
    expect(names('\u200f')).toEqual(['right-to-left mark (U+200F)']);
    expect(names('\t\t')).toEqual(['tab (U+0009) × 2']);
    expect(names('\u001f')).toEqual(['unit separator (U+001F)']);
    expect(names('\n')).toEqual(['line break']);
  });

  test('verbatim beneath its marks, whatever it is', () => {
    const odd = fc.constantFrom(
      '\u0000',
      '\t',
      '\r',
      '\n',
      '\u200d',
      '\u200f',
      '\u202e',
      '\ufeff',
      '👩',
      'م',
      'a',
      '\ud83d',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(odd).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, fc.nat(8), fc.nat(8), (text, start, length) => {
        expect(
          segmentsOf(text)
            .map((segment) => segment.text)
            .join(''),
        ).toBe(text);
        const places = [[Math.min(start, text.length), Math.min(start + length, text.length)] as const];
        expect(
          piecesOf(text, places)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text);
      }),
      runs(300),
    );
  });
});

test('as plain text the marks stand in brackets and lines break', () => {
  expect(visibleText('a\u200fb\nc\u0000')).toBe('a⟨RLM⟩b\nc⟨␀⟩');
});

test('places are highlighted across marks', () => {
  const pieces = (text: string, places: [number, number][]) =>
    piecesOf(text, places).map(({ text: piece, highlit }) => (highlit ? `*${piece}*` : piece));
  expect(pieces('annabel', [[0, 3]])).toEqual(['*ann*', 'abel']);
  expect(
    pieces('an\u200bna bel', [
      [1, 4],
      [6, 7],
    ]),
  ).toEqual(['a', '*n*', '*\u200b*', '*n*', 'a ', '*b*', 'el']);
  expect(pieces('annabel', [])).toEqual(['annabel']);
});
