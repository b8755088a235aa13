import type { Report } from '../../shared/report/report.ts';
import { encodingTitle } from '../../shared/table/encodings.ts';
import type { Problems } from '../../shared/table/problems.ts';
import { counted } from '../parts/words.ts';
import { showDialog } from '../state/act.ts';
import './notes.css';

const delimiterWords: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
};

/** How the file was read: its encoding, what divides its cells, and what was odd about its text. */
export function FileNotes({ report }: { report: Report }) {
  const { facts, table } = report;
  const delimiter = delimiterWords[facts.delimiter] ?? `“${facts.delimiter}”`;
  const packed = facts.packed ? `, unpacked from ${facts.packed}` : '';
  return (
    <div className="status-notes">
      {facts.packed && <span className="status-long">unpacked from {facts.packed}</span>}
      <button
        type="button"
        className="status-quiet"
        title={`${encodingTitle(facts.encoding)}: ${facts.encodingWhy}. Cells divided by ${delimiter}${packed}.`}
        aria-label={`Encoding ${facts.encoding.toUpperCase()}, ${facts.encodingWhy}. Reopen with another…`}
        onClick={() => void showDialog('encoding')}
      >
        {facts.encoding.toUpperCase()}
        {facts.encodingWhy.endsWith('guessed') && ', guessed'}
      </button>
      <span className="status-long">{delimiter}</span>
      {table.problems.count > 0 && (
        <button type="button" className="status-note" onClick={() => void showDialog('problems')}>
          {problemsText(table.problems)}
        </button>
      )}
    </div>
  );
}

/** "May be cut off · 7 problems". */
export const problemsText = (problems: Problems): string =>
  `${problems.countOf('cut-off') > 0 ? 'May be cut off · ' : ''}${counted(problems.count, 'problem')}`;
