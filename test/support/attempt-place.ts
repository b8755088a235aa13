/** Attempts of few words, for the rule that tells which errors were resumed (docs/rules.md §2). */
import { supersededRows } from '../../shared/report/superseded.ts';
import type { ColumnPlan } from '../../shared/table/table-builder.ts';
import { tableOf } from './table.ts';

export interface AttemptPlace {
  /** '' = nobody. */
  readonly learner: string;
  readonly course: string;
  readonly exam: string;
  readonly status: string;
  /** Less than a second. */
  readonly startedMicros: number | undefined;
  readonly practice?: boolean | undefined;
}

export const placeColumns: readonly (string | Partial<ColumnPlan>)[] = [
  ...['course_id', 'exam_name', 'username', 'email', 'is_sample_attempt', 'status'],
  { id: 'started_at', kind: 'time' },
];

/** Of each row, in the order of the file, whether it is superseded. */
export function supersededErrors(rows: readonly AttemptPlace[]): boolean[] {
  const lines = rows.map(({ learner, course, exam, status, startedMicros, practice }) => {
    const fraction = `${startedMicros}`.padStart(6, '0');
    const started = startedMicros === undefined ? 'None' : `2021-04-30 09:02:11.${fraction}+00:00`;
    return [course, exam, learner, '', practice ? 'True' : 'False', status, started].join(',');
  });
  const superseded = new Set(supersededRows(tableOf(lines.join('\n'), { columns: placeColumns })));
  return rows.map((_, row) => superseded.has(row));
}
