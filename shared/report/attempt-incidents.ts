/** The incidents of one attempt, read from its four cells (docs/rules.md §3). */
import { type Incident, type Incidents, incidentsOf } from './incidents.ts';
import type { Report } from './report.ts';
import { reviewWord } from './statuses.ts';

/** The incidents of one kind that an attempt has, and what the report says of their number. */
export interface KindIncidents extends Incidents {
  readonly kind: Incident['kind'];
}

/** Suspicious first, then Rules Violation; empty where the file has no columns for incidents. */
export function incidentsOfRow(report: Report, row: number): KindIncidents[] {
  const cells = [
    ['Suspicious', report.cell(row, 'suspicious_count'), report.cell(row, 'suspicious_comments')],
    ['Rules Violation', report.cell(row, 'rules_violation_count'), report.cell(row, 'rules_violation_comments')],
  ] as const;
  return cells
    .filter(([, count, comments]) => count !== undefined || comments !== undefined)
    .map(([kind, count, comments]) => ({ kind, ...incidentsOf(kind, count ?? '', comments ?? '') }));
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
