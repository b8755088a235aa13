/**
 * The small language in which a keyword rule is written, one phrase a line. Words are compared whole, in either case:
 *
 *   photo id          these words, one after the other; spaces or a hyphen between them
 *   phone*  *phone*   a word that begins so; one that holds it
 *   (look|gaze) away  one of these
 *   phone[s]  [the]   may be there or not; also [a|the]
 *   left … room       up to five other words between, within the sentence; three dots will do
 *
 * A phrase becomes a few plain sequences of words, and those of all rules one tree, so a text is read once, word by
 * word. How long that takes has a bound, whatever a person has written: a sequence is short and has two gaps at most, and
 * a dictionary has a few thousand of them (`dictionaryLimits`).
 */

/** What is wrong with a phrase, as a sentence. */
export class PhraseError extends Error {}

export const phraseLimits = { characters: 300, words: 12, gaps: 2, sequences: 2000, depth: 4 } as const;

/** A word of a sequence; `gap` stands for some words between. */
type Term = { readonly word: string; readonly from: 'whole' | 'begins' | 'ends' | 'holds' } | 'gap';

/** The sequences of words that a phrase stands for. Throws a PhraseError. */
export function sequencesOf(phrase: string): Term[][] {
  if (phrase.length > phraseLimits.characters)
    throw new PhraseError(`a line has at most ${phraseLimits.characters} characters`);
  const text = phrase.normalize('NFC').toLowerCase().replaceAll('...', '…').replaceAll('’', "'");
  const wrong = /[^\p{L}\p{N}\p{M}_'\s\-*…()[\]|]/u.exec(text)?.[0];
  if (wrong !== undefined) throw new PhraseError(`“${wrong}” is no part of a word`);
  const { variants, at } = readVariants(text, 0, 0);
  if (at < text.length) throw new PhraseError(`“${text[at]}” stands outside of brackets`);
  return variants.map(termsOf);
}

/** What is wrong with a phrase; undefined = nothing. */
export function phraseProblem(phrase: string): string | undefined {
  try {
    sequencesOf(phrase);
    return undefined;
  } catch (error) {
    if (error instanceof PhraseError) return error.message;
    throw error;
  }
}

/** Every text that the phrase stands for, up to what closes the bracket it is in. */
function readVariants(text: string, from: number, depth: number): { variants: string[]; at: number } {
  let variants = [''];
  let at = from;
  while (at < text.length && !'|)]'.includes(text[at]!)) {
    const sign = text[at]!;
    at += 1;
    if (sign !== '(' && sign !== '[') {
      variants = variants.map((variant) => variant + sign);
      continue;
    }
    if (depth === phraseLimits.depth) throw new PhraseError('there are too many brackets within brackets');
    const options: string[] = sign === '[' ? [''] : [];
    const close = sign === '(' ? ')' : ']';
    for (;;) {
      const read = readVariants(text, at, depth + 1);
      if (read.variants.includes('')) throw new PhraseError('a bracket holds nothing in one of its places');
      options.push(...read.variants);
      at = read.at + 1;
      if (text[read.at] === close) break;
      if (text[read.at] !== '|') throw new PhraseError(`“${sign}” is not closed by “${close}”`);
    }
    if (variants.length * options.length > phraseLimits.sequences)
      throw new PhraseError('it stands for too many phrases; write it as two lines');
    variants = variants.flatMap((variant) => options.map((option) => variant + option));
  }
  return { variants, at };
}

function termsOf(variant: string): Term[] {
  const words = variant
    .replaceAll('…', ' … ')
    .split(/[\s-]+/)
    .filter(Boolean);
  if (words.length === 0) throw new PhraseError('it has no word');
  if (words.length > phraseLimits.words) throw new PhraseError(`it has more than ${phraseLimits.words} words`);
  if (words[0] === '…' || words.at(-1) === '…') throw new PhraseError('“…” stands between two words');
  const terms = words.map(termOf);
  if (terms.some((term, at) => term === 'gap' && terms[at + 1] === 'gap'))
    throw new PhraseError('“…” stands between two words');
  if (terms.filter((term) => term === 'gap').length > phraseLimits.gaps)
    throw new PhraseError(`“…” may stand ${phraseLimits.gaps} times`);
  return terms;
}

function termOf(written: string): Term {
  if (written === '…') return 'gap';
  const word = written.replace(/^\*|\*$/g, '');
  if (word === '') throw new PhraseError('“*” stands beside letters');
  if (word.includes('*')) throw new PhraseError('“*” stands at the beginning or the end of a word');
  if (!/[\p{L}\p{N}]/u.test(word)) throw new PhraseError(`“${word}” is no word`);
  const [open, close] = [written.startsWith('*'), written.endsWith('*') && written.length > 1];
  return { word, from: open ? (close ? 'holds' : 'ends') : close ? 'begins' : 'whole' };
}

interface Part<T> {
  readonly word: string;
  readonly from: 'begins' | 'ends' | 'holds';
  readonly next: Node<T>;
}

/** A place in the tree of all sequences. */
interface Node<T> {
  readonly whole: Map<string, Node<T>>;
  /** By their word and whether it begins so, ends so or holds it. */
  readonly parts: Map<string, Part<T>>;
  gap: Node<T> | undefined;
  /** What ends here. */
  readonly ends: Set<T>;
}

const node = <T>(): Node<T> => ({ whole: new Map(), parts: new Map(), gap: undefined, ends: new Set() });

/** A phrase found in a text: from the first letter of its first word to the last of its last. */
export interface PhraseMatch<T> {
  readonly of: T;
  readonly start: number;
  readonly end: number;
}

export interface PhraseFinder<T> {
  /** Every match, in the order of their beginnings. */
  find(text: string): PhraseMatch<T>[];
}

/** @param phrases each with what is told when it is found. All must be sound. */
export function createPhraseFinder<T>(phrases: readonly (readonly [phrase: string, of: T])[]): PhraseFinder<T> {
  const root = node<T>();
  for (const [phrase, of] of phrases) {
    for (const terms of sequencesOf(phrase)) {
      let here = root;
      for (const term of terms) here = nextOf(here, term);
      here.ends.add(of);
    }
  }
  return { find: (text) => findIn(text, root) };
}

function nextOf<T>(here: Node<T>, term: Term): Node<T> {
  if (term === 'gap') {
    here.gap ??= node();
    return here.gap;
  }
  const { word, from } = term;
  if (from === 'whole') {
    const known = here.whole.get(word);
    if (known) return known;
    const made = node<T>();
    here.whole.set(word, made);
    return made;
  }
  const key = `${from} ${word}`;
  const known = here.parts.get(key);
  if (known) return known.next;
  const next = node<T>();
  here.parts.set(key, { word, from, next });
  return next;
}

interface Word {
  /** Lower-cased. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** What stands before it: nothing but spaces and hyphens, other signs, or the end of a sentence. */
  readonly after: 'space' | 'sign' | 'sentence';
}

const wordPattern = /[\p{L}\p{N}\p{M}_]+(?:['’][\p{L}\p{N}\p{M}_]+)*/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the whole ASCII range is meant.
const ascii = /^[\x00-\x7f]*$/;

function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let end = 0;
  for (const { 0: written, index } of text.matchAll(wordPattern)) {
    const between = text.slice(end, index);
    const after = /^[\s\-‐‑–]*$/.test(between) ? 'space' : /[.;!?。]/.test(between) ? 'sentence' : 'sign';
    end = index + written.length;
    const word = ascii.test(written) ? written : written.normalize('NFC').replaceAll('’', "'");
    words.push({ text: word.toLowerCase(), start: index, end, after });
  }
  return words;
}

/** Words that a gap may stand for. */
const gapWords = 5;

function findIn<T>(text: string, root: Node<T>): PhraseMatch<T>[] {
  const words = wordsOf(text);
  const found: PhraseMatch<T>[] = [];
  let start = 0;

  /** Follows the tree from a node with the words from a place on; `beside` = the word stands right after the last. */
  function follow(here: Node<T>, place: number, beside: boolean) {
    if (here !== root) {
      for (const of of here.ends) found.push({ of, start, end: words[place - 1]!.end });
      if (here.gap) followGap(here.gap, place);
    }
    const word = words[place];
    if (!word || (beside && word.after !== 'space')) return;
    const next = here.whole.get(word.text);
    if (next) follow(next, place + 1, true);
    for (const part of here.parts.values()) if (holds(word.text, part)) follow(part.next, place + 1, true);
  }

  function followGap(gap: Node<T>, from: number) {
    for (let place = from; place <= from + gapWords && place < words.length; place += 1) {
      if (words[place]!.after === 'sentence') return;
      follow(gap, place, false);
    }
  }

  for (let place = 0; place < words.length; place += 1) {
    start = words[place]!.start;
    follow(root, place, false);
  }
  return found;
}

function holds(text: string, { word, from }: { word: string; from: 'begins' | 'ends' | 'holds' }): boolean {
  if (from === 'begins') return text.startsWith(word);
  return from === 'ends' ? text.endsWith(word) : text.includes(word);
}
