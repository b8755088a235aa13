import type { Dictionary } from '../../../shared/report/dictionary.ts';
import { incidentCount, type LearnerAttempt, type LearnerRecord } from '../../../shared/report/learner-record.ts';
import { counted, type Zone } from '../../parts/words.ts';
import { showAttemptOf } from '../../state/act-learner.ts';
import { IncidentItem } from '../AttemptIncidents.tsx';
import { reportName, startedText } from './attempt-words.ts';

interface LearnerIncidentsProps {
  readonly record: LearnerRecord;
  readonly zone: Zone;
  /** Says what categories a text falls into. */
  readonly dictionary: Dictionary;
}

/** Every incident that a reviewer reported of the learner, word for word, under its attempt. */
export function LearnerIncidents({ record, zone, dictionary }: LearnerIncidentsProps) {
  const withIncidents = record.attempts.filter(hasIncidents);
  return (
    <section className="pane-section" aria-labelledby="learner-incidents">
      <h3 id="learner-incidents">
        {withIncidents.length === 0
          ? 'Incidents'
          : `${counted(record.incidents, 'incident')} reported in ${counted(withIncidents.length, 'attempt')}`}
      </h3>
      {withIncidents.length === 0 && (
        <p className="text-soft">No incident is on record in {counted(record.attempts.length, 'attempt')}.</p>
      )}
      {withIncidents.map((attempt) => {
        const { report, row, exam, incidents } = attempt;
        return (
          <div key={`${report} ${row}`} className="learner-incidents">
            <h4>
              <button type="button" className="time-exam" onClick={() => showAttemptOf(report, row)}>
                <bdi>{exam}</bdi> · {counted(incidentCount(attempt), 'incident')}
              </button>
            </h4>
            <p className="text-soft">
              {startedText(attempt, zone)}
              {record.reports.length > 1 && ` · ${reportName(record, report)}`}
            </p>
            <ul className="incidents">
              {incidents
                .flatMap(({ entries }) => entries)
                .map((incident) => (
                  <IncidentItem key={`${incident.kind} ${incident.text}`} incident={incident} dictionary={dictionary} />
                ))}
            </ul>
            {incidents.map(({ kind, note }) =>
              note === undefined ? null : (
                <p key={kind} className="incident-note">
                  {kind}: {note}
                </p>
              ),
            )}
          </div>
        );
      })}
    </section>
  );
}

/** Whether there is a text to read, or a count that has none. */
export const hasIncidents = (attempt: LearnerAttempt): boolean =>
  incidentCount(attempt) > 0 || attempt.incidents.some(({ entries }) => entries.length > 0);
