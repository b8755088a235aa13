import { useEffect, useState } from 'react';
import type { ValueCount } from '../../../shared/table/summary.ts';
import { filterOf, type View, withFilter, withoutFilter } from '../../../shared/table/view.ts';
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

  if (!choices) return <p className="filter-wait text-soft">Counting…</p>;

  const now = filterOf(view, columnId, 'values');
  // Values that are left out are those that are not ticked.
  const chosen = now?.exclude
    ? choices.map((choice) => choice.value).filter((value) => !now.values.includes(value))
    : now?.values;
  const isChosen = (value: string) => chosen === undefined || chosen.includes(value);
  const choose = (values: readonly string[]) => {
    const all = choices.every((choice) => values.includes(choice.value));
    changeView((now) =>
      all ? withoutFilter(now, columnId, 'values') : withFilter(now, { kind: 'values', column: columnId, values }),
    );
  };
  const toggle = (value: string, on: boolean) => {
    const before = chosen ?? choices.map((choice) => choice.value);
    choose(on ? [...before, value] : before.filter((other) => other !== value));
  };
  const wanted = search.trim().toLowerCase();
  const found = choices.filter((choice) => valueName(choice.value).toLowerCase().includes(wanted));

  const foundChosen = found.filter(({ value }) => isChosen(value)).length;
  const chooseFound = (on: boolean) => {
    const matches = new Set(found.map((choice) => choice.value));
    const others = (chosen ?? choices.map((choice) => choice.value)).filter((value) => !matches.has(value));
    choose(on ? [...others, ...matches] : others);
  };

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
        <Button look="quiet" onPress={() => choose(choices.map((choice) => choice.value))}>
          All
        </Button>
        <Button look="quiet" onPress={() => choose([])}>
          None
        </Button>
      </div>
      {wanted !== '' && found.length > 0 && (
        <div className="filter-matches">
          <Checkbox
            checked={foundChosen === found.length}
            mixed={foundChosen > 0 && foundChosen < found.length}
            onChange={chooseFound}
          >
            {found.length === 1 ? 'The value found' : `All ${numberText(found.length)} values found`}
          </Checkbox>
          <Button look="quiet" label="Only the values found" onPress={() => choose(found.map(({ value }) => value))}>
            Only
          </Button>
        </div>
      )}
      <ul className="filter-values">
        {found.slice(0, listed).map(({ value, count }) => (
          <li key={value} className="filter-value">
            <Checkbox checked={isChosen(value)} onChange={(on) => toggle(value, on)}>
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
