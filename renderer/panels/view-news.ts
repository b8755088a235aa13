/** What changed between two views, in sentences to be read out. */
import type { SortKey, View } from '../../shared/table/view.ts';
import type { Zone } from '../parts/words.ts';
import { filterWords } from './filters/filter-words.ts';

export function viewNews(before: View, now: View, titles: ReadonlyMap<string, string>, zone: Zone): string {
  const said: string[] = [];
  const title = (column: string) => titles.get(column) ?? column;
  if (JSON.stringify(before.sort) !== JSON.stringify(now.sort)) said.push(sortWords(now.sort, title));
  if (before.search.trim() !== now.search.trim()) {
    said.push(now.search.trim() === '' ? 'Search cleared.' : `Search “${now.search.trim()}”.`);
  }
  const known = new Set(before.filters.map((filter) => JSON.stringify(filter)));
  for (const filter of now.filters) {
    if (!known.has(JSON.stringify(filter))) said.push(`${title(filter.column)}: ${filterWords(filter, zone)}.`);
  }
  const gone = before.filters.filter(
    (old) => !now.filters.some((filter) => filter.column === old.column && filter.kind === old.kind),
  );
  if (gone.length > 0 && now.filters.length === 0) said.push('No filters.');
  else for (const filter of gone) said.push(`Filter on ${title(filter.column)} removed.`);
  return said.join(' ');
}

function sortWords(sort: readonly SortKey[], title: (column: string) => string): string {
  if (sort.length === 0) return 'In the order of the file.';
  const keys = sort.map(({ column, descending }) => `${title(column)}, ${descending ? 'descending' : 'ascending'}`);
  return `Sorted by ${keys.join(', then ')}.`;
}

/** What it takes to come from one view to another. */
export function waitWords(from: View, to: View, titles: ReadonlyMap<string, string>): string {
  const [first] = to.sort;
  if (first && JSON.stringify(from.sort) !== JSON.stringify(to.sort)) {
    return `Sorting by ${to.sort.map(({ column }) => titles.get(column) ?? column).join(', then ')}…`;
  }
  if (from.search.trim() !== to.search.trim()) return 'Searching…';
  return from.filters === to.filters ? 'Working…' : 'Filtering…';
}
