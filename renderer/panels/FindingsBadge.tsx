import { findingWord } from '../../shared/report/finding-words.ts';
import { Icon } from '../parts/Icon.tsx';
import { counted, numberText } from '../parts/words.ts';
import { showInsight } from '../state/act-insight.ts';
import type { Open } from '../state/state.ts';
import { useAsked } from '../state/use-asked.ts';

/** How many contradictions the whole report holds, in how many rows, and the way to them. */
export function FindingsBadge({ open }: { open: Open }) {
  const found = useAsked('findings', { report: open.id }, open.report);
  const count = found?.list.filter(({ id }) => findingWord(id).severity === 'contradiction').length ?? 0;
  const rows = found?.rows.contradiction ?? 0;
  if (count === 0) return null;
  const words = counted(count, 'contradiction') + (rows > 0 ? `, ${counted(rows, 'row')}` : '');
  return (
    <button
      type="button"
      className="status-findings"
      aria-label={words}
      title={words}
      onClick={() => showInsight('findings')}
    >
      <Icon name="circle-x" />
      <span className="status-long">{words}</span>
      <span className="status-short">{numberText(count)}</span>
    </button>
  );
}
