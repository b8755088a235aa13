import { useLayoutEffect, useRef, useState } from 'react';
import { verdictColumn } from '../../shared/report/report.ts';
import { type VerdictWord, verdictKinds } from '../../shared/report/verdict.ts';
import { filterOf, type View, withFilter, withoutFilter } from '../../shared/table/view.ts';
import { Icon } from '../parts/Icon.tsx';
import { Popover } from '../parts/Popover.tsx';
import { useFit } from '../parts/use-fit.ts';
import { counted, numberText } from '../parts/words.ts';
import { changeView } from '../state/act.ts';

interface VerdictCountsProps {
  /** In the order of `verdictKinds`. */
  readonly counts: readonly number[];
  readonly view: View;
}

/** How many of the attempts shown have each verdict; a click filters. One line: what does not fit is behind "more". */
export function VerdictCounts({ counts, view }: VerdictCountsProps) {
  const list = useRef<HTMLUListElement>(null);
  const more = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const filter = filterOf(view, verdictColumn, 'values');
  // Verdicts that are left out are not chosen.
  const chosen = filter && !filter.exclude ? filter.values : [];
  const shown = verdictKinds
    .map((word, place) => ({ word, count: counts[place] ?? 0, pressed: chosen.includes(word.label) }))
    .filter(({ count, pressed }) => count > 0 || pressed);
  const fit = useFit(list, shown.map(({ word, count }) => `${word.label} ${count}`).join());
  const folded = shown.slice(fit);
  const hasMore = folded.length > 0;
  const chose = useRef(false);
  // Of the others there may be none now: then the button is gone that had the keyboard.
  useLayoutEffect(() => {
    if (hasMore || !chose.current) return;
    chose.current = false;
    list.current?.querySelector<HTMLElement>('[aria-pressed="true"]')?.focus();
  }, [hasMore]);
  const choose = () => {
    chose.current = true;
    setOpen(false);
  };
  return (
    <>
      <ul className="status-verdicts" ref={list} aria-label="Verdicts of the attempts shown">
        {shown.map((one, place) => (
          <li key={one.word.kind} className={place < fit ? undefined : 'status-folded'}>
            <VerdictCount {...one} chosen={chosen} />
          </li>
        ))}
      </ul>
      {hasMore && (
        <button
          type="button"
          ref={more}
          className="status-rest"
          aria-expanded={open}
          aria-label={fit === 0 ? counted(folded.length, 'verdict') : `${folded.length} more verdicts`}
          onClick={() => setOpen(!open)}
        >
          {fit === 0 ? counted(folded.length, 'verdict') : `… ${folded.length} more`}
        </button>
      )}
      <Popover label="More verdicts" anchor={more} open={open} onClose={() => setOpen(false)}>
        <ul className="status-more">
          {folded.map((one) => (
            <li key={one.word.kind}>
              <VerdictCount {...one} chosen={chosen} onChosen={choose} />
            </li>
          ))}
        </ul>
      </Popover>
    </>
  );
}

interface VerdictCountProps {
  readonly word: VerdictWord;
  readonly count: number;
  readonly pressed: boolean;
  /** The labels of the verdicts that are filtered by. */
  readonly chosen: readonly string[];
  readonly onChosen?: () => void;
}

function VerdictCount({ word, count, pressed, chosen, onChosen }: VerdictCountProps) {
  const toggle = () => {
    const values = pressed ? chosen.filter((label) => label !== word.label) : [...chosen, word.label];
    changeView((now) =>
      values.length === 0
        ? withoutFilter(now, verdictColumn, 'values')
        : withFilter(now, { kind: 'values', column: verdictColumn, values }),
    );
    onChosen?.();
  };
  return (
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
  );
}
