/** What is said of an attempt beside its learner's others. */

import type { LearnerAttempt, LearnerRecord } from '../../../shared/report/learner-record.ts';
import { formatTime } from '../../../shared/report/minutes.ts';
import { type Zone, zoneText } from '../../parts/words.ts';

/** "Started 2021-04-30 09:02 UTC", or that it was not, or what stands there instead of a time. */
export function startedText({ started }: LearnerAttempt, zone: Zone): string {
  if (!started) return 'No start recorded';
  if (started.micros === undefined) return `Started “${started.text}”`;
  return `Started ${formatTime(started.micros, zone)} ${zoneText(zone, started.micros)}`;
}

/** The file that an attempt stands in. */
export const reportName = (record: LearnerRecord, report: string): string =>
  record.reports.find(({ id }) => id === report)?.fileName ?? '';
