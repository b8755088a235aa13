import { useState } from 'react';
import { filterOf, type View, withFilter, withoutFilter } from '../../../shared/table/view.ts';
import { Checkbox } from '../../parts/Checkbox.tsx';
import { TextField } from '../../parts/TextField.tsx';
import { changeView } from '../../state/act.ts';

const numberOf = (text: string): number | undefined => {
  const value = Number(text.trim().replace(',', '.'));
  return text.trim() === '' || !Number.isFinite(value) ? undefined : value;
};
const isWrong = (text: string) => text.trim() !== '' && numberOf(text) === undefined;
const notANumber = 'Type a number.';

/** A range, with or without the cells that hold no number. */
export function NumberFilter({ columnId, view }: { columnId: string; view: View }) {
  const now = filterOf(view, columnId, 'number');
  const [least, setLeast] = useState(now?.min === undefined ? '' : String(now.min));
  const [most, setMost] = useState(now?.max === undefined ? '' : String(now.max));
  const apply = (leastText: string, mostText: string, empty = now?.empty ?? false) => {
    setLeast(leastText);
    setMost(mostText);
    const min = numberOf(leastText);
    const max = numberOf(mostText);
    const range = {
      ...(min !== undefined && { min }),
      ...(max !== undefined && { max }),
      ...(empty && { empty: true as const }),
    };
    changeView((old) =>
      Object.keys(range).length === 0
        ? withoutFilter(old, columnId, 'number')
        : withFilter(old, { kind: 'number', column: columnId, ...range }),
    );
  };
  return (
    <>
      <div className="filter-range">
        <TextField
          label="At least"
          numeric
          autoFocus
          value={least}
          error={isWrong(least) ? notANumber : undefined}
          onChange={(text) => apply(text, most)}
        />
        <TextField
          label="At most"
          numeric
          value={most}
          error={isWrong(most) ? notANumber : undefined}
          onChange={(text) => apply(least, text)}
        />
      </div>
      <Checkbox checked={now?.empty ?? false} onChange={(empty) => apply(least, most, empty)}>
        {least === '' && most === '' ? 'Only those without a value' : 'Those without a value as well'}
      </Checkbox>
    </>
  );
}
