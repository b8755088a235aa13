import { useState } from 'react';
import { type Filter, filterOf, type View, withFilter, withoutFilter } from '../../../shared/table/view.ts';
import { TextField } from '../../parts/TextField.tsx';
import { offsetText, type Zone } from '../../parts/words.ts';
import { changeView } from '../../state/act.ts';
import { dayOf, dayStart } from './filter-words.ts';

interface FilterProps {
  readonly columnId: string;
  readonly view: View;
}

/** Sets the filter, or takes it away where it says nothing. */
const set = (filter: Filter, says: boolean) =>
  changeView((view) => (says ? withFilter(view, filter) : withoutFilter(view, filter.column, filter.kind)));

export function TextFilter({ columnId, view }: FilterProps) {
  return (
    <TextField
      label="Contains"
      autoFocus
      value={filterOf(view, columnId, 'text')?.contains ?? ''}
      onChange={(contains) => set({ kind: 'text', column: columnId, contains }, contains !== '')}
    />
  );
}

const numberOf = (text: string): number | undefined => {
  const value = Number(text.trim().replace(',', '.'));
  return text.trim() === '' || !Number.isFinite(value) ? undefined : value;
};
const isWrong = (text: string) => text.trim() !== '' && numberOf(text) === undefined;
const notANumber = 'Type a number.';

export function NumberFilter({ columnId, view }: FilterProps) {
  const now = filterOf(view, columnId, 'number');
  const [least, setLeast] = useState(now?.min === undefined ? '' : String(now.min));
  const [most, setMost] = useState(now?.max === undefined ? '' : String(now.max));
  const apply = (leastText: string, mostText: string) => {
    const min = numberOf(leastText);
    const max = numberOf(mostText);
    const range = { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
    set({ kind: 'number', column: columnId, ...range }, min !== undefined || max !== undefined);
  };
  return (
    <div className="filter-range">
      <TextField
        label="At least"
        numeric
        autoFocus
        value={least}
        error={isWrong(least) ? notANumber : undefined}
        onChange={(text) => {
          setLeast(text);
          apply(text, most);
        }}
      />
      <TextField
        label="At most"
        numeric
        value={most}
        error={isWrong(most) ? notANumber : undefined}
        onChange={(text) => {
          setMost(text);
          apply(least, text);
        }}
      />
    </div>
  );
}

export function DateFilter({ columnId, view, zone }: FilterProps & { zone: Zone }) {
  const now = filterOf(view, columnId, 'time');
  const [first, setFirst] = useState(now?.from === undefined ? '' : dayOf(now.from, zone));
  const [last, setLast] = useState(now?.before === undefined ? '' : dayOf(now.before - 1, zone));
  const apply = (firstDay: string, lastDay: string) => {
    const from = dayStart(firstDay, zone);
    // The last day belongs to the range, so the range ends where the next day begins.
    const before = dayStart(lastDay, zone, 1);
    const range = { ...(from !== undefined && { from }), ...(before !== undefined && { before }) };
    set({ kind: 'time', column: columnId, ...range }, from !== undefined || before !== undefined);
  };
  const backwards = first !== '' && last !== '' && last < first;
  return (
    <>
      <div className="filter-range">
        <TextField
          label="First day"
          type="date"
          value={first}
          onChange={(day) => {
            setFirst(day);
            apply(day, last);
          }}
        />
        <TextField
          label="Last day"
          type="date"
          value={last}
          error={backwards ? 'Before the first day.' : undefined}
          onChange={(day) => {
            setLast(day);
            apply(first, day);
          }}
        />
      </div>
      <p className="text-soft">
        {zone === 'utc' ? 'Days in UTC.' : `Days in local time (today ${offsetText(Date.now() * 1000)}).`} Both days are
        included.
      </p>
    </>
  );
}
