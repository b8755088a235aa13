/** The incidents of attempts, read from their four cells (docs/rules.md §3). */
import { byText, codedBy } from '../table/coded.ts';
import type { Codes } from '../table/column.ts';
import { filledIn } from '../table/filled.ts';
import type { Table } from '../table/table.ts';
import { type IncidentKind, type Incidents, incidentKinds, incidentsOf, readCount } from './incidents.ts';
import type { Report } from './report.ts';
import { reviewWord } from './statuses.ts';

/** The columns of each kind, in the order of `incidentKinds`. */
export const kindColumns = [
  { count: 'suspicious_count', comments: 'suspicious_comments' },
  { count: 'rules_violation_count', comments: 'rules_violation_comments' },
] as const;

/** The incidents of one kind that an attempt has, and what the report says of their number. */
export interface KindIncidents extends Incidents {
  readonly kind: IncidentKind;
}

/** Suspicious first, then Rules Violation; empty where the file has no columns for incidents. */
export function incidentsOfRow(report: Report, row: number): KindIncidents[] {
  return kindColumns.flatMap((columns, place) => {
    const [count, comments] = [report.cell(row, columns.count), report.cell(row, columns.comments)];
    const kind = incidentKinds[place]!;
    return count === undefined && comments === undefined
      ? []
      : [{ kind, ...incidentsOf(kind, count ?? '', comments ?? '') }];
  });
}

/**
 * What is said of an attempt without incidents. A review that came out so was given for something, which the report
 * then does not hold (the finding suspicious-without-comments).
 */
export function noIncidentsSentence(review: string | undefined): string {
  const word = reviewWord(review ?? '');
  if (word?.key !== 'suspicious' && word?.key !== 'rules_violation') return 'The reviewer reported no incidents.';
  return (
    `The report holds no comments, though the review came out ${word.label}: some providers label theirs in another ` +
    'way, and the report leaves them out. Read them in the provider’s dashboard.'
  );
}

/** Incidents as rows have them, without an object for each. */
export interface IncidentRows {
  /** How many of each kind the report counts, whatever its texts say; 0 where it gives no whole number. */
  readonly counts: readonly [CodedNumbers, CodedNumbers];
  /** Whether there is one of either kind, by the count or by a text. */
  has(row: number): boolean;
}

/** A number for each code of a column, and the code of each row. */
export interface CodedNumbers {
  readonly codes: Codes;
  readonly numbers: Float64Array;
}

export function incidentRows(table: Table): IncidentRows {
  const [suspicious, violations] = kindColumns.map(({ count, comments }) => {
    const coded = codedBy(table.column(count), table.rowCount);
    const numbers = Float64Array.from(byText(coded, (text = '') => readCount(text) ?? 0));
    const column = table.column(comments);
    return {
      counts: { codes: coded.codes, numbers },
      hasText: column ? filledIn(column, table.parts.bytes) : () => false,
    };
  }) as [IncidentsOfKind, IncidentsOfKind];
  return {
    counts: [suspicious.counts, violations.counts],
    has: (row) => has(suspicious, row) || has(violations, row),
  };
}

interface IncidentsOfKind {
  readonly counts: CodedNumbers;
  hasText(row: number): boolean;
}

const has = ({ counts, hasText }: IncidentsOfKind, row: number): boolean =>
  counts.numbers[counts.codes[row]!]! > 0 || hasText(row);
