import { useState } from 'react';
import { conditionsOf, needsText, textFilter } from '../../../shared/table/filter.ts';
import { compilePattern } from '../../../shared/table/pattern.ts';
import {
  filterOf,
  type TextCondition,
  type TextTest,
  type View,
  withFilter,
  withoutFilter,
} from '../../../shared/table/view.ts';
import { Button, IconButton } from '../../parts/Button.tsx';
import { Choice } from '../../parts/Choice.tsx';
import { Select } from '../../parts/Select.tsx';
import { TextField } from '../../parts/TextField.tsx';
import { changeView } from '../../state/act.ts';
import { slowWords } from './filter-words.ts';

const labels: Readonly<Record<TextTest, string>> = {
  contains: 'Contains',
  lacks: 'Does not contain',
  is: 'Is',
  'is-not': 'Is not',
  starts: 'Starts with',
  ends: 'Ends with',
  empty: 'Is empty',
  filled: 'Is not empty',
  pattern: 'Regular expression',
};
const tests = (Object.keys(labels) as TextTest[]).map((value) => ({ value, label: labels[value] }));
const fresh: TextCondition = { test: 'contains', text: '' };

/** What is wrong with a condition, and keeps it from being asked. */
function errorOf({ test, text }: TextCondition): string | undefined {
  if (test !== 'pattern' || text === '') return undefined;
  const pattern = compilePattern(text);
  return pattern.ok ? undefined : pattern.error;
}

/** Conditions on the text of a column, of which all must hold, or any. */
export function TextFilter({ columnId, view, slow }: { columnId: string; view: View; slow: readonly string[] }) {
  const now = filterOf(view, columnId, 'text');
  const [conditions, setConditions] = useState<readonly TextCondition[]>(now ? conditionsOf(now) : [fresh]);
  const [any, setAny] = useState(now?.any ?? false);
  const apply = (next: readonly TextCondition[], nextAny: boolean) => {
    setConditions(next);
    setAny(nextAny);
    const sound = next.filter((condition) => errorOf(condition) === undefined);
    const filter = textFilter(columnId, sound, nextAny);
    changeView((old) => (filter ? withFilter(old, filter) : withoutFilter(old, columnId, 'text')));
  };
  return (
    <>
      {conditions.map((condition, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a condition is its place, and has nothing else to be told by.
        <div key={place} className="condition">
          <Select
            label="Condition"
            quiet
            value={condition.test}
            options={tests}
            onChange={(test) => apply(conditions.with(place, { ...condition, test }), any)}
          />
          {conditions.length > 1 && (
            <IconButton
              icon="x"
              label="Remove this condition"
              onPress={() => apply(conditions.toSpliced(place, 1), any)}
            />
          )}
          {needsText(condition) && (
            <TextField
              label={labels[condition.test]}
              quiet
              autoFocus
              value={condition.text}
              error={
                errorOf(condition) ??
                (condition.test === 'pattern' && slow.includes(condition.text) ? slowWords(condition.text) : undefined)
              }
              onChange={(text) => apply(conditions.with(place, { ...condition, text }), any)}
            />
          )}
        </div>
      ))}
      <div className="filter-add">
        <Button look="quiet" onPress={() => setConditions([...conditions, fresh])}>
          Add a condition
        </Button>
        {conditions.length > 1 && (
          <Choice
            label="Of these"
            value={any ? 'any' : 'all'}
            options={[
              { value: 'all', label: 'all' },
              { value: 'any', label: 'any' },
            ]}
            onChange={(value) => apply(conditions, value === 'any')}
          />
        )}
      </div>
    </>
  );
}
