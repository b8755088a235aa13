/** The incidents of one attempt, read from its four cells (docs/rules.md §3). */
import { type Incident, type Incidents, incidentsOf } from './incidents.ts';
import type { Report } from './report.ts';

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
