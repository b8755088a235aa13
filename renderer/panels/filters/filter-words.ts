/** Filters in words, and which kind of filter a column has. */
import { dayOf } from '../../../shared/report/clock.ts';
import { type Report, verdictColumn } from '../../../shared/report/report.ts';
import type { Column } from '../../../shared/table/column.ts';
import { conditionsOf } from '../../../shared/table/filter.ts';
import {
  type CellFilter,
  type Filter,
  filterOf,
  type NumberFilter,
  type SetFamily,
  type TextCondition,
  type TextTest,
  type TimeFilter,
  type View,
} from '../../../shared/table/view.ts';
import { sheetColumns } from '../../grid/sheet-columns.ts';
import { numberText, type Zone } from '../../parts/words.ts';

/** Columns of few values, of which a person picks some. */
const byValues: ReadonlySet<string> = new Set([
  verdictColumn,
  'status',
  'review_status',
  'exam_name',
  'provider',
  'track',
  'is_sample_attempt',
  'course_id',
]);

export function filterKind(column: Column): CellFilter['kind'] {
  if (byValues.has(column.id)) return 'values';
  if (column.kind === 'number') return 'number';
  if (column.kind === 'time') return 'time';
  return column.kind === 'flag' ? 'values' : 'text';
}

/** The kinds of filter that a column can have, its own first. Too many values to be listed are not. */
export function filterKinds(column: Column, view: View): readonly CellFilter['kind'][] {
  const own = filterKind(column);
  const listed = column.distinct > 0 || filterOf(view, column.id, 'values') !== undefined;
  const others = (['values', 'text'] as const).filter((kind) => kind !== own && (kind !== 'values' || listed));
  return [own, ...others];
}

export const kindNames: Readonly<Record<CellFilter['kind'], string>> = {
  values: 'values',
  text: 'text',
  number: 'number',
  time: 'day',
};

/** Why a pattern finds nothing. */
export const slowWords = (pattern: string): string =>
  `The regular expression “${pattern}” was stopped after 2 seconds: it tries too many ways to match. Repeats inside repeats, such as (a+)+, make it slow.`;

/** A cell's text as a choice: what has no value needs a name. */
export const valueName = (value: string): string => (value === '' ? '(no value)' : value);

/** What the sets of each family are, as the name of a filter. */
export const setTitles: Readonly<Record<SetFamily, string>> = {
  'set:category': 'Incidents',
  'set:wording': 'Incident text',
  'set:rows': 'Rows',
  'set:finding': 'Finding',
  'set:needs': 'Worklist',
  'set:share': 'Time used',
  'set:hour': 'Submitted at',
  'set:waiting': 'In review for',
  'set:range': 'Range',
  'set:text': 'Text',
};

/** The name of every filter of a report: the title of its column, or of its family of sets. */
export const filterTitles = (report: Report): ReadonlyMap<string, string> =>
  new Map([...Object.entries(setTitles), ...sheetColumns(report).map(({ id, title }) => [id, title] as const)]);

const namesShown = 3;

/** What a filter lets through: "Passed, Needs you", "contains “ana”", "at least 2", "from 2021-04-01". */
export function filterWords(filter: Filter, zone: Zone): string {
  switch (filter.kind) {
    case 'values': {
      if (filter.values.length === 0) return filter.exclude ? 'anything' : 'nothing';
      const all = someOf(filter.values.map(valueName));
      return filter.exclude ? `not ${all}` : all;
    }
    case 'set':
      return someOf(filter.names);
    case 'text':
      return conditionsOf(filter)
        .map(conditionWords)
        .join(filter.any ? ' or ' : ' and ');
    case 'number':
      return orNone(rangeWords(filter), filter.empty);
    case 'time':
      return orNone(daysWords(filter, zone), filter.empty);
  }
}

function someOf(names: readonly string[]): string {
  const more = names.length - namesShown;
  const some = names.slice(0, namesShown).join(', ');
  return more > 0 ? `${some} and ${numberText(more)} more` : some;
}

const conditionVerbs: Readonly<Record<TextTest, string>> = {
  contains: 'contains',
  lacks: 'does not contain',
  is: 'is',
  'is-not': 'is not',
  starts: 'starts with',
  ends: 'ends with',
  empty: 'is empty',
  filled: 'is not empty',
  pattern: 'matches',
};

function conditionWords({ test, text }: TextCondition): string {
  const verb = conditionVerbs[test];
  if (test === 'empty' || test === 'filled') return verb;
  return test === 'pattern' ? `${verb} /${text}/` : `${verb} “${text}”`;
}

function orNone(range: string | undefined, empty: true | undefined): string {
  if (range === undefined) return empty ? 'no value' : 'any value';
  return empty ? `${range} or no value` : range;
}

function rangeWords({ min, max }: NumberFilter): string | undefined {
  if (min !== undefined && max !== undefined) return min === max ? String(min) : `${min} to ${max}`;
  if (min !== undefined) return `at least ${min}`;
  return max === undefined ? undefined : `at most ${max}`;
}

function daysWords(filter: TimeFilter, zone: Zone): string | undefined {
  const { last, also = [] } = filter;
  if (last) {
    const days = last.days === 1 ? 'last day' : `last ${numberText(last.days)} days`;
    return `${days} before ${last.until === 'report' ? 'the report' : 'today'}`;
  }
  const first = rangeOfDays(filter, zone);
  return first === undefined ? undefined : someOf([first, ...also.map((range) => rangeOfDays(range, zone) ?? '')]);
}

function rangeOfDays({ from, before }: Pick<TimeFilter, 'from' | 'before'>, zone: Zone): string | undefined {
  const first = from === undefined ? undefined : dayOf(from, zone);
  const end = before === undefined ? undefined : dayOf(before - 1, zone);
  if (first !== undefined && end !== undefined) return first === end ? first : `${first} to ${end}`;
  if (first !== undefined) return `from ${first}`;
  return end === undefined ? undefined : `until ${end}`;
}
