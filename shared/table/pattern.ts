/** Regular expressions that a person types: compiled with care, and refused with a sentence a person can use. */

/** No cell is looked at beyond this many characters: comments are longer than any attempt of a match needs. */
export const patternTextLimit = 4000;

export type Pattern =
  | { readonly ok: true; readonly matches: (text: string) => boolean }
  | { readonly ok: false; readonly error: string };

/** What the engine says of a broken pattern, and what to do about it. */
const reasons: readonly (readonly [says: RegExp, error: string])[] = [
  [/unterminated group|missing \)/i, 'A bracket ( is not closed.'],
  [/unmatched '\)'/i, 'A bracket ) was never opened; \\) finds one in the text.'],
  [/unterminated character class|missing \]/i, 'A bracket [ is not closed; \\[ finds one in the text.'],
  [/nothing to repeat/i, 'There is nothing before *, + or ? to repeat; \\* finds a star in the text.'],
  [/\\ at end of pattern/i, 'It ends in \\, which needs a character after it; \\\\ finds one in the text.'],
  [/range out of order/i, 'A range in [ ] runs backwards, such as [z-a].'],
  [/numbers out of order/i, 'The numbers in { } run backwards, such as {3,1}.'],
  [/capture group name|named reference/i, 'The name of a group (?<name>…) is wrong or missing.'],
  [/invalid group/i, 'After (? something else was expected.'],
  [/too large/i, 'The expression is too large.'],
];

function errorOf(error: unknown): string {
  const message = (error as Error).message;
  const known = reasons.find(([says]) => says.test(message));
  return known?.[1] ?? `This is no regular expression: ${message.replace(/^.*: /, '')}.`;
}

/**
 * Case makes no difference, as in every search here. Read by the strict grammar, which knows \p{L} and whole
 * characters; where that refuses, by the lenient one, which takes what people write in other programs.
 */
export function compilePattern(source: string): Pattern {
  for (const flags of ['iu', 'i']) {
    try {
      const regex = new RegExp(source, flags);
      return { ok: true, matches: (text) => regex.test(text.slice(0, patternTextLimit)) };
    } catch (error) {
      if (flags === 'i') return { ok: false, error: errorOf(error) };
    }
  }
  throw new Error('unreachable');
}
