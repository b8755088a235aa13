/** A chart of any column: its values counted, its numbers in ranges, its times on a line; whole, or by verdict or exam. */
import { countCodes } from '../table/coded.ts';
import { type Column, isNone } from '../table/column.ts';
import { keptPerTable } from '../table/per-table.ts';
import type { Table } from '../table/table.ts';
import { numberValues } from '../table/value-numbers.ts';
import type { Chart } from './chart.ts';
import { countChart, type Looked, type Steps } from './count-chart.ts';
import { byFilled, byRange, byValue } from './divisions.ts';
import { byVerdict, daysChart, verdictAxis } from './overview.ts';
import { isOfPerson } from './person-columns.ts';

export type DividedBy = 'nothing' | 'verdict' | 'exam';

export interface ColumnChart {
  readonly column: string;
  readonly by: DividedBy;
}

/** A count for each person would be a list of people, ranked, and is not charted (docs/rules.md §3). */
export const canChart = (column: string): boolean => !isOfPerson(column);

/** At most so many values are counted each for itself, whatever they are. */
const fewValues = 12;

/** `title` is what the column is called. Undefined where the report has no such column, or it names people. */
export function* columnChart(looked: Looked, { column: id, by }: ColumnChart, title: string): Steps<Chart | undefined> {
  const { report } = looked;
  const { table } = report;
  const column = table.column(id);
  if (!column || !canChart(id)) return undefined;
  const parts = partsOf(looked, id, by);
  const chartId = `column:${id}`;
  if (column.kind === 'time') return yield* daysChart(looked, id, title, chartId, parts);
  if (column.kind === 'number' && !hasFew(looked, id)) {
    const division = byRange(column, table);
    if (!division) return undefined;
    const places = division.places.map((place) => ({ ...place, name: `${title} ${place.label}` }));
    return yield* countChart(looked, {
      ...{ id: chartId, title, head: title, form: 'standing', division: { ...division, places }, ...parts },
      by: { kind: 'set', column: 'set:range' },
    });
  }
  if (column.kind !== 'number' && hasOwnTexts(column, table)) {
    const division = byFilled(column, table);
    const places = division.places.map((place) => ({ ...place, name: `${title} ${place.label}` }));
    return yield* countChart(looked, {
      ...{ id: chartId, title, head: title, form: 'lying', division: { ...division, places }, ...parts },
      by: { kind: 'set', column: 'set:text' },
      notes: ['Most texts of this column occur once, so they are not counted each for itself.'],
    });
  }
  return yield* countChart(looked, {
    ...{ id: chartId, title, head: title, form: 'lying', ...parts },
    by: { kind: 'values', column: id },
    division: byValue(column, table.rowCount),
    values: column.kind === 'number' || id === 'status' || id === 'review_status' ? 'in order' : 'by count',
  });
}

function partsOf(looked: Looked, id: string, by: DividedBy) {
  const { table } = looked.report;
  if (by === 'verdict' && id !== verdictAxis.column) return { parts: byVerdict(looked.report), partsBy: verdictAxis };
  const exam = table.column('exam_name');
  if (by !== 'exam' || !exam || id === exam.id) return {};
  return { parts: byValue(exam, table.rowCount), partsBy: { kind: 'values', column: exam.id } as const };
}

/** Whether most texts of a column are those of one attempt: a bar for each would single out learners, and say nothing. */
function hasOwnTexts(column: Column, table: Table): boolean {
  return ownTexts(table, column.id, () => {
    const { numbers, count } = numberValues([{ column }], table);
    const rows = countCodes({ codes: numbers, size: count + 1 });
    const once = rows.reduce((sum, times, value) => sum + (value > 0 && times === 1 ? 1 : 0), 0);
    return count > fewValues && once * 2 > count;
  });
}

const ownTexts = keptPerTable<boolean>();

function hasFew({ report }: Looked, id: string): boolean {
  const column = report.table.column(id);
  if (!column || column.distinct === 0) return false;
  let values = 0;
  for (let code = 0; code < column.distinct; code += 1) if (!isNone(column.valueText(code))) values += 1;
  return values <= fewValues;
}
