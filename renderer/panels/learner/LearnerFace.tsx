import type { LearnerRecord } from '../../../shared/report/learner-record.ts';
import { passingSaysNothing } from '../../../shared/report/verdict.ts';
import type { Settings } from '../../../shared/settings.ts';
import { Button } from '../../parts/Button.tsx';
import { counted } from '../../parts/words.ts';
import { showDialog } from '../../state/act.ts';
import { useOpenIds, useOpenReports } from '../../state/select.ts';
import type { Open } from '../../state/state.ts';
import { useAsked } from '../../state/use-asked.ts';
import { LearnerExams } from './LearnerExams.tsx';
import { LearnerIncidents } from './LearnerIncidents.tsx';
import { TimeLine } from './TimeLine.tsx';

interface LearnerFaceProps {
  readonly open: Open;
  readonly row: number;
  readonly settings: Settings;
}

/** One learner in all open reports: the verdict of every exam, every attempt in time, every incident word for word. */
export function LearnerFace({ open, row, settings }: LearnerFaceProps) {
  const reports = useOpenIds(open.id);
  const record = useLearner(reports, row);
  if (!record) return <p className="insight-wait">Looking through the open reports…</p>;
  const several = record.reports.length > 1;
  return (
    <>
      <section className="pane-section" aria-labelledby="learner-exams">
        <div className="section-head">
          <h3 id="learner-exams">
            {counted(record.attempts.length, 'attempt')} at {counted(record.exams.length, 'exam')}
          </h3>
          <Button icon="file-text" onPress={() => void showDialog('case-sheet')}>
            Save as PDF…
          </Button>
        </div>
        {several && (
          <div className="learner-reports">
            <p>In {record.reports.length} of the reports that are open:</p>
            <ul>
              {record.reports.map(({ id, fileName, attempts }) => (
                <li key={id}>
                  <bdi>{fileName}</bdi> <span className="text-soft">· {counted(attempts, 'attempt')}</span>
                </li>
              ))}
            </ul>
          </div>
        )}
        <LearnerExams record={record} zone={settings.time} />
        <p className="text-soft">{passingSaysNothing}</p>
      </section>
      <TimeLine record={record} zone={settings.time} />
      <LearnerIncidents record={record} zone={settings.time} dictionary={open.report.facts.dictionary} />
    </>
  );
}

/** The learner of a row of the first of these reports; undefined while another row's is the newest answer. */
export function useLearner(reports: readonly string[], row: number): LearnerRecord | undefined {
  const record = useAsked('learner-record', { reports, row }, useOpenReports());
  const told = record?.attempts.flatMap((attempt) => [attempt, ...attempt.earlier]);
  const isOfRow = told?.some((attempt) => attempt.report === reports[0] && attempt.row === row);
  return isOfRow ? record : undefined;
}
