import type { LearnerAttempt, LearnerRecord } from '../../../shared/report/learner-record.ts';
import { verdictWord } from '../../parts/Badge.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { TimeBar } from '../../parts/TimeBar.tsx';
import { laterText, type Zone } from '../../parts/words.ts';
import { showAttemptOf } from '../../state/act-learner.ts';
import { reportName, startedText } from './attempt-words.ts';

/** The attempts one after the other, with the time between them and the minutes that each took. */
export function TimeLine({ record, zone }: { record: LearnerRecord; zone: Zone }) {
  return (
    <section className="pane-section" aria-labelledby="learner-time">
      <h3 id="learner-time">In time</h3>
      <ol className="time-line">
        {record.attempts.map((attempt, place) => (
          <Stop
            key={`${attempt.report} ${attempt.row}`}
            attempt={attempt}
            before={record.attempts[place - 1]}
            file={record.reports.length > 1 ? reportName(record, attempt.report) : undefined}
            zone={zone}
          />
        ))}
      </ol>
    </section>
  );
}

interface StopProps {
  readonly attempt: LearnerAttempt;
  readonly before: LearnerAttempt | undefined;
  /** Where several reports are open. */
  readonly file: string | undefined;
  readonly zone: Zone;
}

function Stop({ attempt, before, file, zone }: StopProps) {
  const { exam, verdict, minutes, report, row } = attempt;
  const { tone, icon } = verdictWord(verdict.kind);
  const gap = gapText(before, attempt);
  return (
    <li className="time-stop">
      <span className={`time-mark badge-${tone}`}>
        <Icon name={icon} />
      </span>
      <div className="time-words">
        {gap !== undefined && <p className="time-gap text-soft">{gap}</p>}
        <p>{startedText(attempt, zone)}</p>
        <button type="button" className="time-exam" onClick={() => showAttemptOf(report, row)}>
          <bdi>{exam || 'Exam without a name'}</bdi> · {verdict.label}
        </button>
        {file !== undefined && <bdi className="text-soft">{file}</bdi>}
        <TimeBar minutes={minutes} />
      </div>
    </li>
  );
}

/** How long after the one before it began, where both beginnings are known. */
function gapText(before: LearnerAttempt | undefined, { started }: LearnerAttempt): string | undefined {
  if (before?.started?.micros === undefined || started?.micros === undefined) return undefined;
  return laterText(started.micros - before.started.micros);
}
