import { useRef, useState } from 'react';
import type { Report } from '../../shared/report/report.ts';
import type { ProblemKind } from '../../shared/table/table.ts';
import { Popover } from '../parts/Popover.tsx';
import { counted, numberText } from '../parts/words.ts';
import { showAttempt } from '../state/act.ts';

const delimiterWords: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
};
const problemWords: Readonly<Record<ProblemKind, string>> = {
  'short-row': 'has fewer cells than the header',
  'long-row': 'has more cells than the header; the surplus is shown in the last column',
  'quote-out-of-place': 'has a quote out of place and was read as it stands',
  'blank-line': 'follows a blank line',
};
const listed = 50;

/** How the file was read: its encoding, what divides its cells, and what was odd about its text. */
export function FileNotes({ report }: { report: Report }) {
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const { facts, table } = report;
  const { problems, problemCount } = table.parts;
  const delimiter = delimiterWords[facts.delimiter] ?? `“${facts.delimiter}”`;
  return (
    <div className="status-notes">
      <span title={facts.encodingWhy}>{facts.encoding.toUpperCase()}</span>
      <span>{delimiter}</span>
      {problemCount > 0 && (
        <button type="button" className="status-note" ref={anchor} onClick={() => setOpen(true)}>
          {counted(problemCount, 'problem')}
        </button>
      )}
      <Popover label="Problems in the text of the file" anchor={anchor} open={open} onClose={() => setOpen(false)}>
        <div className="filter">
          <header className="filter-head">
            <h2>{counted(problemCount, 'problem')} in the text of the file</h2>
          </header>
          <p className="filter-note text-soft">Nothing was dropped: every row is shown as well as it can be read.</p>
          <ul className="filter-columns">
            {problems.slice(0, listed).map(({ kind, row, offset }) => (
              <li key={`${kind} ${offset}`}>
                <button
                  type="button"
                  className="filter-column"
                  disabled={row >= table.rowCount}
                  onClick={() => {
                    setOpen(false);
                    showAttempt(row);
                  }}
                >
                  <span>
                    Row {numberText(row + 1)} {problemWords[kind]}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          {problemCount > listed && <p className="filter-note text-soft">The first {listed} are listed.</p>}
        </div>
      </Popover>
    </div>
  );
}
