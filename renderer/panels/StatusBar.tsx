import { verdictColumn } from '../../shared/report/report.ts';
import { type VerdictWord, verdictKinds } from '../../shared/report/verdict.ts';
import { filterOf, type View, withFilter, withoutFilter } from '../../shared/table/view.ts';
import { Icon } from '../parts/Icon.tsx';
import { counted, numberText } from '../parts/words.ts';
import { changeView } from '../state/act.ts';
import type { ReportState } from '../state/state.ts';
import { Announcement } from './Announcement.tsx';
import { FileNotes } from './FileNotes.tsx';
import { FindingsBadge } from './FindingsBadge.tsx';
import { SelectionNotes } from './SelectionNotes.tsx';

/** How much is shown of how much, what the rows shown come to, and how the file was read. */
export function StatusBar({ state }: { state: ReportState }) {
  const words = countWords(state);
  return (
    <footer className="status-bar">
      <p className="status-count">{words}</p>
      <Announcement state={state} counts={words} />
      {state.stage === 'open' && <SelectionNotes open={state} />}
      {state.stage === 'open' && !state.report.facts.plain && (
        <ul className="status-verdicts" aria-label="Verdicts of the attempts shown">
          {verdictKinds.map((word, place) => (
            <VerdictCount key={word.kind} word={word} count={state.shown.verdicts[place] ?? 0} view={state.view} />
          ))}
        </ul>
      )}
      {state.stage === 'open' && !state.report.facts.plain && <FindingsBadge key={state.id} open={state} />}
      {state.stage === 'open' && <FileNotes report={state.report} />}
    </footer>
  );
}

function countWords(state: ReportState): string {
  switch (state.stage) {
    case 'loading':
      return state.rows === 0 ? 'Opening…' : `${numberText(state.rows)} rows so far…`;
    case 'failed':
      return 'Not opened';
    case 'open':
      return `${numberText(state.shown.rows.length)} of ${counted(state.report.table.rowCount, state.report.facts.plain ? 'row' : 'attempt')}`;
  }
}

function VerdictCount({ word, count, view }: { word: VerdictWord; count: number; view: View }) {
  const chosen = filterOf(view, verdictColumn, 'values')?.values ?? [];
  const pressed = chosen.includes(word.label);
  if (count === 0 && !pressed) return null;
  const toggle = () => {
    const values = pressed ? chosen.filter((label) => label !== word.label) : [...chosen, word.label];
    changeView((now) =>
      values.length === 0
        ? withoutFilter(now, verdictColumn, 'values')
        : withFilter(now, { kind: 'values', column: verdictColumn, values }),
    );
  };
  return (
    <li>
      <button
        type="button"
        className={`status-verdict tone-${word.tone}`}
        aria-pressed={pressed}
        title={word.meaning}
        onClick={toggle}
      >
        <Icon name={word.icon} />
        {word.label} <strong>{numberText(count)}</strong>
      </button>
    </li>
  );
}
