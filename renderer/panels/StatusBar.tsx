import { counted, numberText } from '../parts/words.ts';
import type { ReportState } from '../state/state.ts';
import { Announcement } from './Announcement.tsx';
import { FileNotes } from './FileNotes.tsx';
import { FindingsBadge } from './FindingsBadge.tsx';
import { SelectionNotes } from './SelectionNotes.tsx';
import { VerdictCounts } from './VerdictCounts.tsx';

/** How much is shown of how much, what the rows shown come to, and how the file was read. */
export function StatusBar({ state }: { state: ReportState }) {
  const words = countWords(state);
  return (
    <footer className="status-bar">
      <p className="status-count">{words}</p>
      <Announcement state={state} counts={words} />
      {state.stage === 'open' && <SelectionNotes open={state} />}
      {state.stage === 'open' && !state.report.facts.plain && (
        <VerdictCounts counts={state.shown.verdicts} view={state.view} />
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
