import type { LearnerAttempt, LearnerExam, LearnerRecord } from '../../../shared/report/learner-record.ts';
import { mayBeTimedSentence } from '../../../shared/report/timed-exams.ts';
import { ReviewBadge, VerdictBadge } from '../../parts/Badge.tsx';
import type { Zone } from '../../parts/words.ts';
import { showAttemptOf } from '../../state/act-learner.ts';
import { earlierTexts, reportName, startedText } from './attempt-words.ts';

interface RecordProps {
  readonly record: LearnerRecord;
  readonly zone: Zone;
}

/** The verdict of every exam: of each attempt at it, with the rule that gave it, and what they come to together. */
export function LearnerExams({ record, zone }: RecordProps) {
  const courses = new Set(record.exams.map(({ course }) => course));
  return (
    <ul className="learner-exams">
      {record.exams.map((exam) => (
        <li key={`${exam.course} ${exam.name}`} className="learner-exam">
          <h4>
            <bdi>{exam.name || 'Exam without a name'}</bdi>
          </h4>
          {courses.size > 1 && <bdi className="text-soft">{exam.course}</bdi>}
          <Together exam={exam} record={record} />
          <ul className="attempts">
            {exam.attempts.map((attempt) => (
              <li key={`${attempt.report} ${attempt.row}`}>
                <ExamAttempt attempt={attempt} record={record} zone={zone} />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function Together({ exam, record }: { exam: LearnerExam; record: LearnerRecord }) {
  return exam.together.map(({ report, line }) => (
    <p key={report}>
      {line} <span className="text-soft">{record.reports.length > 1 && reportName(record, report)}</span>
    </p>
  ));
}

/** A way to the attempt, which says its verdict and why. */
function ExamAttempt({ attempt, record, zone }: { attempt: LearnerAttempt } & RecordProps) {
  const { report, row, verdict, reason, review, mayBeTimed } = attempt;
  return (
    <button type="button" className="attempt learner-attempt" onClick={() => showAttemptOf(report, row)}>
      <span className="attempt-badges">
        <VerdictBadge verdict={verdict} />
        {review !== undefined && <ReviewBadge review={review} />}
      </span>
      <span>Because {reason}.</span>
      {mayBeTimed && <span className="text-soft">{mayBeTimedSentence}</span>}
      <span className="text-soft">
        {startedText(attempt, zone)}
        {record.reports.length > 1 && (
          <>
            {' '}
            · <bdi>{reportName(record, report)}</bdi>
          </>
        )}
      </span>
      {earlierTexts(record, attempt).map((text) => (
        <bdi key={text} className="text-soft">
          {text}
        </bdi>
      ))}
    </button>
  );
}
