import { useEffect, useState } from 'react';
import { combinedLine } from '../../shared/report/learners.ts';
import { formatTime } from '../../shared/report/minutes.ts';
import type { Report } from '../../shared/report/report.ts';
import { VerdictBadge } from '../parts/Badge.tsx';
import { counted, type Zone } from '../parts/words.ts';
import { learnerOf, showAttempt } from '../state/act.ts';

/** More than anybody has, unless the file names nobody. */
const listed = 100;

/** The other attempts of the same learner, to go to. */
export function LearnerAttempts({ report, row, zone }: { report: Report; row: number; zone: Zone }) {
  const [found, setFound] = useState<{ row: number; rows: readonly number[] }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another report may have another learner in this row.
  useEffect(() => {
    let current = true;
    learnerOf(row).then(
      (rows) => current && setFound({ row, rows }),
      () => current && setFound({ row, rows: [] }),
    );
    return () => {
      current = false;
    };
  }, [report, row]);

  const others = found?.row === row ? found.rows.filter((other) => other !== row) : undefined;
  const together = others && togetherLine(report, [row, ...others]);
  return (
    <section className="pane-section" aria-labelledby="pane-learner">
      <h3 id="pane-learner">
        {others && others.length > 0
          ? counted(others.length, 'other attempt of this learner', 'other attempts of this learner')
          : 'Other attempts of this learner'}
      </h3>
      {together !== undefined && <p>{together}</p>}
      {others?.length === 0 && <p className="text-soft">None in this file.</p>}
      {others && others.length > 0 && (
        <ul className="attempts">
          {others.slice(0, listed).map((other) => (
            <li key={other}>
              <button type="button" className="attempt" onClick={() => showAttempt(other)}>
                <bdi className="attempt-exam">{report.cell(other, 'exam_name')}</bdi>
                <span className="attempt-started">{startedText(report, other, zone)}</span>
                <VerdictBadge verdict={report.verdict(other)} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What the learner's attempts at this exam come to, where it can be said. */
function togetherLine(report: Report, rows: readonly number[]): string | undefined {
  const exam = report.cell(rows[0]!, 'exam_name');
  const same = rows.filter((other) => report.cell(other, 'exam_name') === exam);
  return combinedLine(
    same.map((other) => ({ kind: report.verdict(other).kind, verdict: report.verdict(other).label })),
  );
}

function startedText(report: Report, row: number, zone: Zone): string {
  const micros = report.table.column('started_at')?.number(row) ?? Number.NaN;
  return Number.isNaN(micros) ? 'not started' : formatTime(micros, zone);
}
