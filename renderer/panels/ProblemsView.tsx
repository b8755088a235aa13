import { useEffect, useState } from 'react';
import type { Report } from '../../shared/report/report.ts';
import { problemKinds, problemSentence } from '../../shared/table/problem-words.ts';
import type { Problem } from '../../shared/table/problems.ts';
import { focusRowAt } from '../grid/focus-row.ts';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { counted, numberText } from '../parts/words.ts';
import { showDialog } from '../state/act.ts';
import { goToRow, linesOf } from '../state/act-reading.ts';
import './notes.css';

/** So many more are listed each time a person asks. */
const step = 200;

/** What was odd about the text of the file, each with its line and the way to its row. Nothing was dropped for it. */
export function ProblemsView({ report }: { report: Report }) {
  const { problems, problemCount, lineEnds } = report.table.parts;
  const [listed, setListed] = useState(step);
  const [lines, setLines] = useState<readonly number[]>([]);
  // The worker counts the lines, since there may be a million before the last.
  useEffect(() => {
    let current = true;
    linesOf(problems.slice(0, listed).map(({ offset }) => offset)).then(
      (found) => current && setLines(found),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [problems, listed]);

  const close = () => void showDialog(undefined);
  const ends = [
    ['CRLF', lineEnds.crlf],
    ['LF', lineEnds.lf],
    ['CR', lineEnds.cr],
  ] as const;
  const mixed = ends.filter(([, count]) => count > 0);
  return (
    <Dialog title="Problems in the file" wide onClose={close}>
      <p className="text-soft">
        {problemCount === 0
          ? 'None: every line was read as one row with as many cells as the header has.'
          : 'Nothing was dropped: every row is shown as well as it can be read, and every value as it is written.'}
        {mixed.length > 1 &&
          ` Rows end with ${mixed.map(([name, count]) => `${name} (${numberText(count)})`).join(' and ')}.`}
      </p>
      {problemCount > 0 && (
        <>
          <p className="problems-count" role="status">
            {counted(problemCount, 'problem')}
            {problemCount > listed && `, the first ${numberText(Math.min(listed, problems.length))} listed`}
          </p>
          <ul className="problems" aria-label="Problems">
            {problems.slice(0, listed).map((problem, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list of a file never changes.
              <li key={place}>
                <ProblemLine problem={problem} report={report} line={lines[place]} />
              </li>
            ))}
          </ul>
          {listed < problems.length && (
            <Button onPress={() => setListed(listed + step)}>
              List {numberText(Math.min(step, problems.length - listed))} more
            </Button>
          )}
          {listed >= problems.length && problemCount > problems.length && (
            <p className="text-soft">The others are counted and not listed.</p>
          )}
        </>
      )}
    </Dialog>
  );
}

function ProblemLine({ problem, report, line }: { problem: Problem; report: Report; line: number | undefined }) {
  const { row } = problem;
  const words = (
    <>
      <span className="problem-line">{line === undefined ? 'line …' : `line ${numberText(line)}`}</span>
      <span className="problem-kind">{problemKinds[problem.kind]}</span>
      <span className="problem-words">{problemSentence(problem, report.table)}</span>
    </>
  );
  // Before the first row, and behind the last, there is nothing to go to.
  if (row === undefined || row >= report.table.rowCount) return <p className="problem">{words}</p>;
  return (
    <button type="button" className="problem problem-link" title="Go to the row" onClick={() => void jump(row)}>
      {words}
    </button>
  );
}

async function jump(row: number) {
  await showDialog(undefined);
  const place = await goToRow(row);
  // The dialog gives the focus back to what opened it; then it is the row's turn.
  if (place >= 0) setTimeout(() => focusRowAt(place), 100);
}
