import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import './long-list.css';

export interface LongListProps {
  readonly label: string;
  readonly count: number;
  /** The entry that has the keyboard when the list is first shown. */
  readonly begin?: number;
  /** What stands in an entry. All are as high as `--entry` of the style says. */
  readonly entry: (place: number) => ReactNode;
  readonly isDisabled?: (place: number) => boolean;
  /** Entries that are chosen, each by a click of its own; without it there is only the one that has the keyboard. */
  readonly isChosen?: (place: number) => boolean;
  /** A click on an entry, a space, or Enter; `add` = with Ctrl, Cmd or Shift. */
  readonly onAction: (place: number, add: boolean) => void;
  /** Enter, where it does something else. */
  readonly onEnter?: (place: number) => void;
  /** → and ←, where entries have something within them. */
  readonly onUnfold?: (place: number, unfold: boolean) => void;
  /** The entries on screen are those from `from` up to `to`, without it. */
  readonly onShown: (from: number, to: number) => void;
}

/** Entries beyond the edges that are drawn as well, so that a scroll has something to show at once. */
const spare = 6;

/** A list of any length: only what is on screen is drawn. One stop for Tab; the arrows go from entry to entry. */
export function LongList({
  label,
  count,
  begin = 0,
  entry,
  isDisabled = () => false,
  isChosen,
  onAction,
  onEnter,
  onUnfold,
  onShown,
}: LongListProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [last, setActive] = useState(begin);
  const active = Math.max(0, Math.min(count - 1, last));
  const [view, setView] = useState({ top: 0, height: 0, entryHeight: 44 });
  const { top, height, entryHeight } = view;

  useEffect(() => {
    const box = list.current!;
    const measure = () => {
      const entryHeight = Number.parseFloat(getComputedStyle(box).getPropertyValue('--entry'));
      setView({ top: box.scrollTop, height: box.clientHeight, entryHeight });
    };
    const watch = new ResizeObserver(measure);
    watch.observe(box);
    measure();
    return () => watch.disconnect();
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: where it begins, it is brought into sight once.
  useEffect(() => show(active), [entryHeight]);

  const from = Math.max(0, Math.floor(top / entryHeight) - spare);
  const to = Math.min(count, Math.ceil((top + height) / entryHeight) + spare);
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when other entries are on screen.
  useEffect(() => onShown(from, to), [from, to, count]);

  function show(place: number) {
    const box = list.current!;
    const above = place * entryHeight;
    if (above < box.scrollTop) box.scrollTop = above;
    else if (above + entryHeight > box.scrollTop + box.clientHeight) {
      box.scrollTop = above + entryHeight - box.clientHeight;
    }
  }

  function press(event: KeyboardEvent) {
    const page = Math.max(1, Math.floor(height / entryHeight) - 1);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -count,
      End: count,
    };
    const step = steps[event.key];
    if (event.key === 'Enter' || event.key === ' ') {
      if (count === 0 || isDisabled(active)) return;
      if (event.key === 'Enter' && onEnter) onEnter(active);
      else onAction(active, event.ctrlKey || event.metaKey || event.shiftKey);
    } else if (onUnfold && (event.key === 'ArrowRight' || event.key === 'ArrowLeft')) {
      onUnfold(active, event.key === 'ArrowRight');
    } else if (step !== undefined) {
      const next = Math.max(0, Math.min(count - 1, active + step));
      setActive(next);
      show(next);
    } else return;
    event.preventDefault();
  }

  return (
    <div
      ref={list}
      className="long-list"
      role="listbox"
      aria-label={label}
      tabIndex={0}
      {...(isChosen && { 'aria-multiselectable': true })}
      {...(active >= from && active < to && { 'aria-activedescendant': `${id}-${active}` })}
      onKeyDown={press}
      // At once: drawn a frame later, a quick scroll would show blank entries.
      onScroll={({ currentTarget }) => flushSync(() => setView({ ...view, top: currentTarget.scrollTop }))}
    >
      <div className="long-list-all" style={{ height: count * entryHeight }}>
        {Array.from({ length: Math.max(0, to - from) }, (_, index) => {
          const place = from + index;
          const disabled = isDisabled(place);
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard is the list's.
            <div
              key={place}
              id={`${id}-${place}`}
              className={`long-list-entry${place === active ? ' is-active' : ''}`}
              role="option"
              tabIndex={-1}
              aria-selected={isChosen ? isChosen(place) : place === active}
              aria-disabled={disabled || undefined}
              aria-setsize={count}
              aria-posinset={place + 1}
              style={{ top: place * entryHeight }}
              onClick={(event) => {
                setActive(place);
                if (!disabled) onAction(place, event.ctrlKey || event.metaKey || event.shiftKey);
              }}
            >
              {entry(place)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
