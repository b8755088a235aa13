import { useDeferredValue, useRef, useState } from 'react';
import type { SelectionSummary } from '../../shared/table/selection-summary.ts';
import { Popover } from '../parts/Popover.tsx';
import { useFit } from '../parts/use-fit.ts';
import { counted, numberText } from '../parts/words.ts';
import type { Open } from '../state/state.ts';

/** What the selected cells come to, and what was done with them last. One line: what does not fit is behind "more". */
export function SelectionNotes({ open: { selection, summary, notice } }: { open: Open }) {
  const list = useRef<HTMLUListElement>(null);
  const more = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const words = selection && summary ? summaryWords(summary) : [];
  const spoken = words.map(([label, value]) => `${label} ${value}`);
  // A drag passes many selections; only where it rests is read out.
  const read = useDeferredValue(notice ?? spoken.join(', '));
  // What was done with the cells stands first: it goes again by itself, and must be seen until then.
  const entries = notice === undefined ? words : [[notice, ''] as const, ...words];
  const fit = useFit(list, [notice, ...spoken].join());
  const folded = entries.slice(fit);
  return (
    <>
      <ul className="status-selection" ref={list} aria-label="The selected cells">
        {entries.map(([label, value], place) => (
          <li key={label} className={place < fit ? undefined : 'status-folded'}>
            {label} <strong>{value}</strong>
          </li>
        ))}
      </ul>
      {folded.length > 0 && (
        <button
          type="button"
          ref={more}
          className="status-rest"
          aria-expanded={open}
          aria-label={`More about the selected cells: ${spoken.slice(-folded.length).join(', ')}`}
          title={spoken.join(' · ')}
          onClick={() => setOpen(!open)}
        >
          {fit === 0 ? 'Selected…' : '…'}
        </button>
      )}
      <Popover label="The selected cells" anchor={more} open={open && folded.length > 0} onClose={() => setOpen(false)}>
        <dl className="status-sums">
          {words.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </Popover>
      <p className="only-read" role="status">
        {read}
      </p>
    </>
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
