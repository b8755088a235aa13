/** What another dictionary would do to the incidents of a report: shown while a person edits it. */
import { categoriser, categoryName, type Dictionary } from './dictionary.ts';
import { noText } from './incidents.ts';
import { type Categorised, categorise, ledgerOf, noTextId } from './ledger.ts';
import type { Report } from './report.ts';

export interface DictionaryEffect {
  /** Every category of either dictionary, those of the new one first. Incidents, a text once per attempt. */
  readonly categories: readonly {
    readonly id: string;
    readonly name: string;
    /** Undefined where the dictionary has no such category. */
    readonly before: number | undefined;
    readonly after: number | undefined;
  }[];
  /** How many different texts change their categories. */
  readonly changed: number;
  /** Some of them, the most frequent first, with the names of their categories. */
  readonly samples: readonly {
    readonly text: string;
    readonly incidents: number;
    readonly before: readonly string[];
    readonly after: readonly string[];
  }[];
}

const sampleLimit = 20;

/** @param draft a sound dictionary. */
export function dictionaryEffect(report: Report, draft: Dictionary): DictionaryEffect {
  const ledger = ledgerOf(report);
  const old = report.facts.dictionary;
  const next = categorise(ledger.texts, draft);
  const incidents = new Uint32Array(ledger.texts.length);
  for (const text of ledger.textOf) incidents[text]! += 1;

  const [before, after] = [countsOf(ledger, incidents), countsOf(next, incidents)];
  const ids = [...new Set([...next.categoryIds, ...ledger.categoryIds])].filter((id) => id !== noTextId);
  const categories = ids.map((id) => {
    const name = categoryName(after.has(id) ? draft : old, id);
    return { id, name, before: before.get(id), after: after.get(id) };
  });

  const [oldNames, newNames] = [namer(old), namer(draft)];
  const changed = [...ledger.texts.keys()].filter((text) => key(ledger, text) !== key(next, text));
  changed.sort((a, b) => incidents[b]! - incidents[a]! || a - b);
  const samples = changed.slice(0, sampleLimit).map((place) => {
    const text = ledger.texts[place]!;
    return { text, incidents: incidents[place]!, before: oldNames(text), after: newNames(text) };
  });
  return { categories, changed: changed.length, samples };
}

function countsOf({ categoryIds, categories }: Categorised, incidents: Uint32Array): Map<string, number> {
  const counts = categoryIds.map(() => 0);
  for (const [text, mask] of categories.entries()) {
    for (let place = 0; place < counts.length; place += 1)
      if ((mask & (1 << place)) !== 0) counts[place]! += incidents[text]!;
  }
  return new Map(categoryIds.map((id, place) => [id, counts[place]!]));
}

/** The ids of a text's categories, whichever bits they have. */
const key = ({ categoryIds, categories }: Categorised, text: number): string =>
  categoryIds
    .filter((_, place) => (categories[text]! & (1 << place)) !== 0)
    .sort()
    .join(' ');

const namer = (dictionary: Dictionary) => {
  const { categoriesOf } = categoriser(dictionary);
  return (text: string): string[] =>
    text === noText ? [] : categoriesOf(text).map(({ category }) => categoryName(dictionary, category));
};
