/**
 * The dictionary of incident categories: which words of a comment put it into which category (docs/rules.md §3). A
 * person may change it; it is kept, exported and imported as a JSON file that holds nothing of any report.
 */
import { defaultCategories } from './default-categories.ts';
import { createPhraseFinder, phraseProblem, sequencesOf } from './phrases.ts';

export interface Category {
  /** What filters remember it by, whatever its name becomes. */
  readonly id: string;
  readonly name: string;
  /** Phrases, as phrases.ts describes them; any will do. */
  readonly words: readonly string[];
  /** Phrases within which such words do not count. */
  readonly except: readonly string[];
}

/** In the order in which categories are listed. */
export interface Dictionary {
  readonly categories: readonly Category[];
}

export const defaultDictionary: Dictionary = { categories: defaultCategories };

/** What fits no category; it is in no dictionary, and listed last. */
export const otherId = 'other';
export const otherName = 'Other';

/** A category that a text fell into, with the words of the text that decided it; empty for `other`. */
export interface CategoryMatch {
  readonly category: string;
  readonly word: string;
}

/**
 * How many categories there may be, how much each may hold, and how many sequences of words all of them may stand for:
 * these decide how long a text takes to read. Those shipped stand for about 3,200.
 */
export const dictionaryLimits = { categories: 30, name: 60, phrases: 200, sequences: 5000 } as const;

export interface Categoriser {
  /**
   * The categories of a comment in the order of the dictionary, each with the first words that decided it; several
   * are allowed, and `other` stands alone when none fits. A text without content has no category.
   */
  categoriesOf(text: string): CategoryMatch[];
}

const compiled = new WeakMap<Dictionary, Categoriser>();

/** Compiled once for each dictionary, which must be sound. */
export function categoriser(dictionary: Dictionary): Categoriser {
  let known = compiled.get(dictionary);
  if (!known) {
    known = compile(dictionary);
    compiled.set(dictionary, known);
  }
  return known;
}

function compile({ categories }: Dictionary): Categoriser {
  const rules = categories.map((_, place) => ({ counts: { place, except: false }, not: { place, except: true } }));
  const finder = createPhraseFinder(
    categories.flatMap(({ words, except }, place) => [
      ...words.map((phrase) => [phrase, rules[place]!.counts] as const),
      ...except.map((phrase) => [phrase, rules[place]!.not] as const),
    ]),
  );
  return {
    categoriesOf(text) {
      if (text.trim() === '') return [];
      const found = finder.find(text);
      const first: ((typeof found)[number] | undefined)[] = [];
      for (const match of found) {
        const { place, except } = match.of;
        const known = first[place];
        if (except || (known && (known.start < match.start || known.end >= match.end))) continue;
        const within = found.some(
          (other) => other.of === rules[place]!.not && other.start <= match.start && other.end >= match.end,
        );
        if (!within) first[place] = match;
      }
      const matches = categories.flatMap(({ id }, place) => {
        const match = first[place];
        return match ? [{ category: id, word: text.slice(match.start, match.end) }] : [];
      });
      return matches.length > 0 ? matches : [{ category: otherId, word: '' }];
    },
  };
}

/** The name of a category by its id; one that is gone is named by its id. */
export function categoryName(dictionary: Dictionary, id: string): string {
  if (id === otherId) return otherName;
  return dictionary.categories.find((category) => category.id === id)?.name ?? id;
}

/** What is wrong with a category, for whoever writes it: one sentence for each of its parts. */
export interface CategoryProblems {
  readonly name?: string;
  readonly words?: string;
  readonly except?: string;
}

/** @param others the other categories of the dictionary. */
export function categoryProblems(category: Category, others: readonly Category[]): CategoryProblems {
  const problems: { name?: string; words?: string; except?: string } = {};
  const name = category.name.trim().toLowerCase();
  const taken = [otherName, ...others.map((other) => other.name)].some((other) => other.trim().toLowerCase() === name);
  if (name === '') problems.name = 'It needs a name.';
  else if (category.name.length > dictionaryLimits.name)
    problems.name = `A name has at most ${dictionaryLimits.name} characters.`;
  else if (taken) problems.name = 'Another category has this name.';
  for (const part of ['words', 'except'] as const) {
    const wrong = phrasesProblem(category[part]);
    if (wrong !== undefined) problems[part] = wrong;
  }
  const sequences = [category, ...others].reduce((sum, each) => sum + sequencesIn(each), 0);
  if (sequences > dictionaryLimits.sequences)
    problems.words ??= 'The lines of all categories stand for too many phrases together.';
  return problems;
}

const sizes = new WeakMap<Category, number>();

/** How many sequences a category stands for, as far as the limit; a line that is wrong stands for none. */
function sequencesIn(category: Category): number {
  let size = sizes.get(category);
  if (size === undefined) {
    size = 0;
    for (const phrase of [...category.words, ...category.except]) {
      if (phraseProblem(phrase) === undefined) size += sequencesOf(phrase).length;
      if (size > dictionaryLimits.sequences) break;
    }
    sizes.set(category, size);
  }
  return size;
}

function phrasesProblem(phrases: readonly string[]): string | undefined {
  if (phrases.length > dictionaryLimits.phrases) return `There are more than ${dictionaryLimits.phrases} lines.`;
  let sequences = 0;
  for (const [place, phrase] of phrases.entries()) {
    const problem = phraseProblem(phrase);
    if (problem !== undefined) return `Line ${place + 1}, “${phrase}”: ${problem}.`;
    sequences += sequencesOf(phrase).length;
    if (sequences > dictionaryLimits.sequences) return 'The lines stand for too many phrases together.';
  }
  return undefined;
}

const mark = 'incident categories';

/** The text of the file. */
export function dictionaryText({ categories }: Dictionary): string {
  return `${JSON.stringify({ proctorsheet: mark, version: 1, categories }, null, 2)}\n`;
}

export type DictionaryRead =
  | { readonly ok: true; readonly dictionary: Dictionary }
  /** What is wrong, as the rest of a sentence: "it is not JSON". */
  | { readonly ok: false; readonly problem: string };

/** Reads the text of such a file, of whatever origin. */
export function readDictionary(text: string): DictionaryRead {
  const wrong = (problem: string): DictionaryRead => ({ ok: false, problem });
  let read: unknown;
  try {
    read = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return wrong('it is not JSON');
  }
  if (!isRecord(read) || read.proctorsheet !== mark) return wrong('it does not say that it holds incident categories');
  if (read.version !== 1) return wrong('it was written by a newer Proctorsheet');
  if (!Array.isArray(read.categories)) return wrong('it has no list of categories');
  if (read.categories.length > dictionaryLimits.categories)
    return wrong(`it has more than ${dictionaryLimits.categories} categories`);
  const categories: Category[] = [];
  for (const [place, each] of read.categories.entries()) {
    const at = `category ${place + 1}`;
    if (!isRecord(each)) return wrong(`${at} is not one`);
    const { id, name, words, except = [] } = each;
    if (typeof name !== 'string') return wrong(`${at} has no name`);
    if (typeof id !== 'string' || !/^[a-z0-9-]{1,40}$/.test(id) || id === otherId)
      return wrong(`“${name}” has no id of small letters, digits and hyphens, or has that of “${otherName}”`);
    if (categories.some((other) => other.id === id)) return wrong(`two categories have the id “${id}”`);
    if (!isTexts(words) || !isTexts(except)) return wrong(`“${name}” has no list of words`);
    const category: Category = { id, name, words, except };
    const [problem] = Object.values(categoryProblems(category, categories));
    if (problem !== undefined) return wrong(`in “${name}”: ${problem.replace(/\.$/, '')}`);
    categories.push(category);
  }
  return { ok: true, dictionary: { categories } };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');
