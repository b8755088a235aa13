/** What is said of an attempt beside its learner's others. */

import {
  incidentCount,
  isInferred,
  type LearnerAttempt,
  type LearnerRecord,
} from '../../../shared/report/learner-record.ts';
import { formatTime } from '../../../shared/report/minutes.ts';
import { counted, type Zone, zoneText } from '../../parts/words.ts';

/** "Started 2021-04-30 09:02 UTC", or that it was not, or what stands there instead of a time. */
export function startedText({ started }: LearnerAttempt, zone: Zone): string {
  if (!started) return 'No start recorded';
  if (started.micros === undefined) return `Started “${started.text}”`;
  return `Started ${formatTime(started.micros, zone)} ${zoneText(zone, started.micros)}`;
}

/** The file that an attempt stands in. */
export const reportName = (record: LearnerRecord, report: string): string =>
  record.reports.find(({ id }) => id === report)?.fileName ?? '';

/**
 * What the earlier downloads said of an attempt: "Earlier: In review, in spring.csv", and how it is known to be the same
 * where no code tells (docs/rules.md §6).
 */
export const earlierTexts = (record: LearnerRecord, attempt: LearnerAttempt): string[] =>
  attempt.earlier.map((before) => {
    const incidents = incidentCount(before);
    const told =
      incidents === 0 || incidents === incidentCount(attempt) ? '' : ` with ${counted(incidents, 'incident')}`;
    const how = isInferred(attempt, before) ? ' (inferred from exam and start)' : '';
    return `Earlier${how}: ${before.verdict.label}${told}, in ${reportName(record, before.report)}`;
  });
