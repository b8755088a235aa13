/** A dictionary while a person edits it: phrases as the lines of a text field, blank ones and all. */
import {
  type Category,
  type CategoryProblems,
  categoryProblems,
  type Dictionary,
  dictionaryText,
} from '../../../shared/report/dictionary.ts';

export interface DraftCategory {
  readonly id: string;
  readonly name: string;
  readonly words: string;
  readonly except: string;
}

export type Draft = readonly DraftCategory[];

export const draftOf = ({ categories }: Dictionary): Draft =>
  categories.map(({ id, name, words, except }) => ({ id, name, words: words.join('\n'), except: except.join('\n') }));

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

const categoryOf = ({ id, name, words, except }: DraftCategory): Category => ({
  ...{ id, name: name.trim(), words: linesOf(words), except: linesOf(except) },
});

export const dictionaryOf = (draft: Draft): Dictionary => ({ categories: draft.map(categoryOf) });

export function problemsOf(draft: Draft): CategoryProblems[] {
  const { categories } = dictionaryOf(draft);
  return categories.map((category) =>
    categoryProblems(
      category,
      categories.filter((other) => other !== category),
    ),
  );
}

export const isSound = (draft: Draft): boolean =>
  problemsOf(draft).every((problems) => Object.keys(problems).length === 0);

export const isSame = (draft: Draft, dictionary: Dictionary): boolean =>
  dictionaryText(dictionaryOf(draft)) === dictionaryText(dictionary);

/** With an empty category at the end; its id is one that no other has. */
export function withNew(draft: Draft): Draft {
  let number = 1;
  while (draft.some(({ id }) => id === `own-${number}`)) number += 1;
  return [...draft, { id: `own-${number}`, name: '', words: '', except: '' }];
}

/** With a category moved by so many places, as far as there are any. */
export function moved(draft: Draft, id: string, by: number): Draft {
  const from = draft.findIndex((category) => category.id === id);
  const to = Math.max(0, Math.min(draft.length - 1, from + by));
  const rest = draft.filter((category) => category.id !== id);
  return from < 0 ? draft : rest.toSpliced(to, 0, draft[from]!);
}
