import { findingWord } from '../../shared/report/finding-words.ts';
import { Icon } from '../parts/Icon.tsx';
import { counted } from '../parts/words.ts';
import { showInsight } from '../state/act-insight.ts';
import type { Open } from '../state/state.ts';
import { useAsked } from '../state/use-asked.ts';

/** How many contradictions the whole report holds, and the way to them. */
export function FindingsBadge({ open }: { open: Open }) {
  const findings = useAsked('findings', { report: open.id }, open.report) ?? [];
  const count = findings
    .filter(({ id }) => findingWord(id).severity === 'contradiction')
    .reduce((sum, one) => sum + one.count + one.outside, 0);
  if (count === 0) return null;
  return (
    <button type="button" className="status-findings" onClick={() => showInsight('findings')}>
      <Icon name="circle-x" />
      {counted(count, 'contradiction')}
    </button>
  );
}
