import { useState } from 'react';
import { dayOf, dayStart, daysBefore } from '../../../shared/report/clock.ts';
import { filterOf, type TimeFilter, type View, withFilter, withoutFilter } from '../../../shared/table/view.ts';
import { Button } from '../../parts/Button.tsx';
import { Checkbox } from '../../parts/Checkbox.tsx';
import { Select } from '../../parts/Select.tsx';
import { TextField } from '../../parts/TextField.tsx';
import { counted, offsetText, type Zone } from '../../parts/words.ts';
import { changeView } from '../../state/act.ts';

interface DateFilterProps {
  readonly columnId: string;
  readonly view: View;
  readonly zone: Zone;
  /** The moment that the report speaks of, if it is known. */
  readonly asOf: number | undefined;
}

type Range = Pick<TimeFilter, 'from' | 'before' | 'last'>;

/** Whole days, or so many of them up to a day. */
export function DateFilter({ columnId, view, zone, asOf }: DateFilterProps) {
  const now = filterOf(view, columnId, 'time');
  const [first, setFirst] = useState(now?.from === undefined ? '' : dayOf(now.from, zone));
  const [last, setLast] = useState(now?.before === undefined ? '' : dayOf(now.before - 1, zone));
  const [days, setDays] = useState(String(now?.last?.days ?? 7));
  const [until, setUntil] = useState(now?.last?.until ?? (asOf === undefined ? 'today' : 'report'));
  const set = (range: Range, empty: boolean) =>
    changeView((old) =>
      range.from === undefined && range.before === undefined && !empty
        ? withoutFilter(old, columnId, 'time')
        : withFilter(old, { kind: 'time', column: columnId, ...range, ...(empty && { empty: true as const }) }),
    );
  const apply = (firstDay: string, lastDay: string, empty = now?.empty ?? false) => {
    setFirst(firstDay);
    setLast(lastDay);
    const from = dayStart(firstDay, zone);
    // The last day belongs to the range, so the range ends where the next day begins.
    const before = dayStart(lastDay, zone, 1);
    set({ ...(from !== undefined && { from }), ...(before !== undefined && { before }) }, empty);
  };
  const count = /^\s*\d{1,5}\s*$/.test(days) ? Number(days) : undefined;
  const applyLast = () => {
    const end = until === 'report' ? asOf : Date.now() * 1000;
    if (count === undefined || end === undefined) return;
    const { from, before } = daysBefore(end, count, zone);
    setFirst(dayOf(from, zone));
    setLast(dayOf(before - 1, zone));
    set({ from, before, last: { days: count, until } }, now?.empty ?? false);
  };
  const others = now?.also?.length ?? 0;
  const setEmpty = (wanted: boolean) => {
    if (!now?.also) {
      apply(first, last, wanted);
      return;
    }
    const { empty: _, ...days } = now;
    changeView((old) => withFilter(old, { ...days, ...(wanted && { empty: true as const }) }));
  };
  const backwards = first !== '' && last !== '' && last < first;
  return (
    <>
      <div className="filter-range">
        <TextField label="First day" type="date" value={first} onChange={(day) => apply(day, last)} />
        <TextField
          label="Last day"
          type="date"
          value={last}
          error={backwards ? 'Before the first day.' : undefined}
          onChange={(day) => apply(first, day)}
        />
      </div>
      <div className="filter-last">
        <TextField
          label="Days"
          numeric
          value={days}
          error={count === undefined ? 'Type a number.' : undefined}
          onChange={setDays}
        />
        <Select
          label="Up to"
          value={until}
          options={[
            ...(asOf === undefined ? [] : [{ value: 'report' as const, label: 'the report' }]),
            { value: 'today' as const, label: 'today' },
          ]}
          onChange={setUntil}
        />
        <Button disabled={count === undefined} onPress={applyLast}>
          Set
        </Button>
      </div>
      <Checkbox checked={now?.empty ?? false} onChange={setEmpty}>
        {first === '' && last === '' ? 'Only those without a value' : 'Those without a value as well'}
      </Checkbox>
      {others > 0 && (
        <p className="text-soft">
          And {counted(others, 'range')} of days more, from a chart. Other days here take the place of all of them.
        </p>
      )}
      <p className="text-soft">
        {zone === 'utc' ? 'Days in UTC.' : `Days in local time (today ${offsetText(Date.now() * 1000)}).`} Both days are
        included.
      </p>
    </>
  );
}
