import { useDeferredValue } from 'react';
import type { SelectionSummary } from '../../shared/table/selection-summary.ts';
import { counted, numberText } from '../parts/words.ts';
import type { Open } from '../state/state.ts';

/** What the selected cells come to, and what was done with them last. */
export function SelectionNotes({ open: { selection, summary, notice } }: { open: Open }) {
  const words = selection && summary ? summaryWords(summary) : [];
  // A drag passes many selections; only where it rests is read out.
  const read = useDeferredValue(notice ?? words.map(([label, value]) => `${label} ${value}`).join(', '));
  return (
    <div className="status-selection">
      {words.map(([label, value]) => (
        <span key={label}>
          {label} <strong>{value}</strong>
        </span>
      ))}
      {notice !== undefined && <span className="status-notice">{notice}</span>}
      <p className="only-read" role="status">
        {read}
      </p>
    </div>
  );
}

const digits = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

function summaryWords({ cells, filled, distinct, numbers }: SelectionSummary): (readonly [string, string])[] {
  return [
    ['Selected', filled === cells ? counted(cells, 'cell') : `${counted(cells, 'cell')}, ${numberText(filled)} filled`],
    ...(distinct === undefined ? [] : [['Distinct', numberText(distinct)] as const]),
    ...(numbers
      ? ([
          ['Min', digits.format(numbers.min)],
          ['Max', digits.format(numbers.max)],
          ['Sum', digits.format(numbers.sum)],
        ] as const)
      : []),
  ];
}
