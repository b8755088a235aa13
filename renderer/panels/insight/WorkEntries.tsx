import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { learnerName } from '../../../shared/report/learners.ts';
import { type WorkGroup, workReason } from '../../../shared/report/worklist.ts';
import { rowPlace } from '../../../shared/table/row-place.ts';
import { Icon } from '../../parts/Icon.tsx';
import { showPerson } from '../../parts/show-person.ts';
import { useCopied } from '../../parts/use-copied.ts';
import { showAttempt } from '../../state/act.ts';
import type { Open } from '../../state/state.ts';

interface WorkEntriesProps {
  readonly open: Open;
  readonly group: WorkGroup;
  readonly label: string;
  readonly rows: Uint32Array;
}

/** Entries beyond the edges that are drawn as well, so that a scroll has something to show at once. */
const spare = 4;

/** The attempts of a group. Only what is on screen is drawn; one stop for Tab, and the arrows go from one to the next. */
export function WorkEntries({ open, group, label, rows }: WorkEntriesProps) {
  const list = useRef<HTMLUListElement>(null);
  const [seen, setSeen] = useState({ from: 0, to: 0 });
  const [active, setActive] = useState(0);
  const current = open.paneRow === undefined ? -1 : rowPlace(rows, open.paneRow);
  const now = Math.min(active, rows.length - 1);

  // Where the list stands moves with what is above it, so the whole of the panel is watched.
  useEffect(() => {
    const scroller = scrollerOf(list.current!);
    const measure = () => {
      const box = list.current;
      if (!box) return;
      const above = scroller.getBoundingClientRect().top - box.getBoundingClientRect().top;
      const height = entryHeight(box);
      const from = Math.max(0, Math.min(rows.length, Math.floor(above / height) - spare));
      const to = Math.max(from, Math.min(rows.length, Math.ceil((above + scroller.clientHeight) / height) + spare));
      setSeen((before) => (before.from === from && before.to === to ? before : { from, to }));
    };
    const watch = new ResizeObserver(measure);
    watch.observe(scroller);
    if (scroller.firstElementChild) watch.observe(scroller.firstElementChild);
    scroller.addEventListener('scroll', measure, { passive: true });
    measure();
    return () => {
      watch.disconnect();
      scroller.removeEventListener('scroll', measure);
    };
  }, [rows]);

  // The list goes with the attempt that the pane shows.
  useEffect(() => {
    if (current < 0) return;
    setActive(current);
    bringIntoSight(list.current!, current);
  }, [current]);

  function press(event: KeyboardEvent) {
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, Home: -rows.length, End: rows.length };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(rows.length - 1, now + step));
    bringIntoSight(list.current!, next);
    setActive(next);
    // Drawn first: the entry may be far away.
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-place="${next}"]`)?.focus());
  }

  const places = Array.from({ length: seen.to - seen.from }, (_, index) => seen.from + index);
  if (now >= 0 && (now < seen.from || now >= seen.to)) places.push(now);
  return (
    <ul
      ref={list}
      className="work-entries"
      aria-label={label}
      style={{ height: `calc(${rows.length} * var(--work-entry))` }}
      onKeyDown={press}
    >
      {places.map((place) => (
        <WorkEntry
          key={rows[place]}
          open={open}
          group={group}
          row={rows[place]!}
          place={place}
          reached={place === now}
          current={place === current}
        />
      ))}
    </ul>
  );
}

interface WorkEntryProps {
  readonly open: Open;
  readonly group: WorkGroup;
  readonly row: number;
  readonly place: number;
  readonly reached: boolean;
  readonly current: boolean;
}

function WorkEntry({ open: { report }, group, row, place, reached, current }: WorkEntryProps) {
  const who = learnerName(report.table, row);
  const reason = workReason(report, row, group);
  const code = report.cell(row, 'attempt_code');
  const tabIndex = reached ? 0 : -1;
  return (
    <li
      className="work-entry"
      style={{ top: `calc(${place} * var(--work-entry))` }}
      data-current={current || undefined}
    >
      <button
        type="button"
        className="work-open"
        data-place={place}
        tabIndex={tabIndex}
        aria-current={current || undefined}
        title={reason}
        onClick={() => showAttempt(row)}
      >
        <span className="work-who">
          <bdi>{showPerson(who)}</bdi>
        </span>
        <bdi className="work-exam">{report.cell(row, 'exam_name') ?? ''}</bdi>
        <span className="work-reason">{reason}</span>
      </button>
      {code !== undefined && <CopyCode code={code} tabIndex={tabIndex} />}
    </li>
  );
}

/** A plain button: a tooltip for each of many entries would be felt while scrolling. */
function CopyCode({ code, tabIndex }: { code: string; tabIndex: number }) {
  const [copied, copy] = useCopied();
  const label = copied ? 'Copied' : 'Copy the attempt code';
  return (
    <button
      type="button"
      className="button button-icon work-copy"
      tabIndex={tabIndex}
      aria-label={label}
      title={`${label} · ${showPerson(code)}`}
      onClick={() => copy(code)}
    >
      <Icon name={copied ? 'check' : 'copy'} />
    </button>
  );
}

const scrollerOf = (list: HTMLElement): HTMLElement => list.closest<HTMLElement>('.panel-tabs-body')!;

const entryHeight = (list: HTMLElement): number =>
  Number.parseFloat(getComputedStyle(list).getPropertyValue('--work-entry'));

function bringIntoSight(list: HTMLElement, place: number) {
  const scroller = scrollerOf(list);
  const height = entryHeight(list);
  const top = list.getBoundingClientRect().top - scroller.getBoundingClientRect().top + place * height;
  if (top < 0) scroller.scrollTop += top - height / 2;
  else if (top + height > scroller.clientHeight) scroller.scrollTop += top + height * 1.5 - scroller.clientHeight;
}
