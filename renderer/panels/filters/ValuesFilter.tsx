import { useEffect, useMemo, useState } from 'react';
import type { ValueCount } from '../../../shared/table/summary.ts';
import { tick, ticksOf } from '../../../shared/table/ticks.ts';
import {
  filterOf,
  type ValuesFilter as OfValues,
  type View,
  withFilter,
  withoutFilter,
} from '../../../shared/table/view.ts';
import { Button } from '../../parts/Button.tsx';
import { Checkbox } from '../../parts/Checkbox.tsx';
import { SearchField } from '../../parts/SearchField.tsx';
import { numberText } from '../../parts/words.ts';
import { changeView, choicesOf } from '../../state/act.ts';
import { valueName } from './filter-words.ts';

/** More than a person reads are found by the search. */
const listed = 300;

/** Every value of a column with its count, to be ticked. Counts are those that the other filters leave. */
export function ValuesFilter({ columnId, view }: { columnId: string; view: View }) {
  const [choices, setChoices] = useState<readonly ValueCount[]>();
  const [search, setSearch] = useState('');
  const others = JSON.stringify([view.search, withoutFilter(view, columnId, 'values').filters]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: counted anew when the other filters have changed.
  useEffect(() => {
    let current = true;
    choicesOf(columnId).then(
      (found) => current && setChoices(found),
      () => current && setChoices([]),
    );
    return () => {
      current = false;
    };
  }, [columnId, others]);

  const now = filterOf(view, columnId, 'values');
  const isTicked = useMemo(() => ticksOf(now), [now]);
  const wanted = search.trim().toLowerCase();
  const found = useMemo(
    () => choices?.filter((choice) => valueName(choice.value).toLowerCase().includes(wanted)) ?? [],
    [choices, wanted],
  );
  const foundTicked = useMemo(() => found.filter(({ value }) => isTicked(value)).length, [found, isTicked]);

  if (!choices) return <p className="filter-wait text-soft">Counting…</p>;

  const values = choices.map((choice) => choice.value);
  const filterBy = (filter: OfValues | undefined) =>
    changeView((view) => (filter ? withFilter(view, filter) : withoutFilter(view, columnId, 'values')));
  /** These alone. */
  const choose = (chosen: readonly string[]) => {
    const these = new Set(chosen);
    filterBy(tick(columnId, values, (value) => these.has(value), { kind: 'values', column: columnId, values: [] }));
  };
  /** These beside the others that are ticked, or without them. */
  const toggle = (toggled: readonly string[], on: boolean) => {
    const these = new Set(toggled);
    filterBy(tick(columnId, values, (value) => (these.has(value) ? on : isTicked(value)), now));
  };
  const foundValues = () => found.map(({ value }) => value);

  return (
    <>
      {choices.length > 8 && (
        <SearchField
          label="Search these values"
          placeholder="Search these values"
          value={search}
          onChange={setSearch}
        />
      )}
      <div className="filter-buttons">
        <Button look="quiet" onPress={() => filterBy(undefined)}>
          All
        </Button>
        <Button look="quiet" onPress={() => choose([])}>
          None
        </Button>
      </div>
      {wanted !== '' && found.length > 0 && (
        <div className="filter-matches">
          <Checkbox
            checked={foundTicked === found.length}
            mixed={foundTicked > 0 && foundTicked < found.length}
            onChange={(on) => toggle(foundValues(), on)}
          >
            {found.length === 1 ? 'The value found' : `All ${numberText(found.length)} values found`}
          </Checkbox>
          <Button look="quiet" label="Only the values found" onPress={() => choose(foundValues())}>
            Only
          </Button>
        </div>
      )}
      <ul className="filter-values">
        {found.slice(0, listed).map(({ value, count }) => (
          <li key={value} className="filter-value">
            <Checkbox checked={isTicked(value)} onChange={(on) => toggle([value], on)}>
              <bdi className={value === '' ? 'text-soft' : undefined}>{valueName(value)}</bdi>
              <span className="filter-count">
                {numberText(count)}
                <span className="only-read">{count === 1 ? ' attempt' : ' attempts'}</span>
              </span>
            </Checkbox>
            <Button look="quiet" label={`Only ${valueName(value)}`} onPress={() => choose([value])}>
              Only
            </Button>
          </li>
        ))}
      </ul>
      {found.length > listed && (
        <p className="text-soft">{numberText(found.length - listed)} more: search for them above.</p>
      )}
      {found.length === 0 && <p className="text-soft">No value like this.</p>}
    </>
  );
}
