import fc from 'fast-check';
import { expect, test } from 'vitest';
import { learnerOf } from '../../../shared/report/learners.ts';
import { statusKey } from '../../../shared/report/statuses.ts';
import { supersededRows } from '../../../shared/report/superseded.ts';
import { isPractice, supersededAmong } from '../../../shared/report/verdict.ts';
import type { Table } from '../../../shared/table/table.ts';
import { placeColumns as columns } from '../../support/attempt-place.ts';
import { runs } from '../../support/runs.ts';
import { tableOf } from '../../support/table.ts';

const row = fc.tuple(
  fc.constantFrom('c1', 'c2'),
  fc.constantFrom('e1', 'e2'),
  fc.constantFrom('bob', 'Bob', ' bob', '"b""ob"', 'b"ob', 'josé', 'None', '', 'ann', 'ann\u00a0', 'cy'),
  fc.constantFrom('x@e.org', 'X@e.org', 'y@e.org', 'É@e.org', 'é@e.org', 'ann', 'None'),
  fc.constantFrom('False', 'True'),
  fc.constantFrom('error', 'verified', 'started'),
  fc.constantFrom('None', '2021-04-30 09:02:11+00:00', '2021-05-01 09:02:11+00:00', '2021-05-02 09:02:11+00:00'),
);

/** What the rule says of all rows, none left out, and grouped by their texts. */
function supersededOf(table: Table): number[] {
  const text = (id: string, at: number) => table.column(id)!.text(at);
  const groups = new Map<string, number[]>();
  for (let at = 0; at < table.rowCount; at += 1) {
    const learner = learnerOf(table, at) ?? '';
    if (learner === '') continue;
    const practice = isPractice(text('is_sample_attempt', at));
    const key = JSON.stringify([learner, text('course_id', at), text('exam_name', at), practice]);
    groups.set(key, [...(groups.get(key) ?? []), at]);
  }
  const found = [...groups.values()].flatMap((group) => {
    const starts = group.map((at) => table.column('started_at')!.number(at));
    const isSuperseded = supersededAmong(starts.map((micros) => (Number.isNaN(micros) ? undefined : micros)));
    return group.filter((at, place) => isSuperseded[place] && statusKey(text('status', at)) === 'error');
  });
  return found.sort((a, b) => a - b);
}

test('the rows looked at more closely are enough to find every superseded error', () => {
  let found = 0;
  fc.assert(
    fc.property(fc.array(row, { minLength: 10, maxLength: 60, size: 'max' }), (rows) => {
      const table = tableOf(rows.map((cells) => cells.join(',')).join('\n'), { columns });
      const wanted = supersededOf(table);
      found += wanted.length;
      expect([...supersededRows(table)]).toEqual(wanted);
    }),
    runs(300),
  );
  expect(found).toBeGreaterThan(100);
});

test('also where nearly every row has another learner, some of them only an address', () => {
  const lines = Array.from({ length: 4000 }, (_, at) => {
    const learner = at % 1700;
    const name = learner % 50 === 7 ? 'None' : `${learner % 3 === 0 ? 'U' : 'u'}ser${learner % 40 === 1 ? 1 : learner}`;
    const address = `${at % 2 === 0 ? 'USER' : 'user'}${learner}@e.org`;
    const status = (at * 7) % 11 < 2 ? 'error' : 'verified';
    return `c${at % 2},e${learner % 5},${name},${address},False,${status},None`;
  });
  const table = tableOf(lines.join('\n'), { columns });
  expect(table.column('username')!.parts.cells.form).toBe('spans');
  const wanted = supersededOf(table);
  expect(wanted.length).toBeGreaterThan(50);
  expect(wanted.some((at) => table.column('username')!.text(at) === 'None')).toBe(true);
  expect([...supersededRows(table)]).toEqual(wanted);
});

test('a name with a space that is no ASCII at its end is the same', () => {
  const table = tableOf('c1,e1,ana\u00a0,a@e.org,False,verified,None\nc1,e1,ana,a@e.org,False,error,None', { columns });
  expect(supersededRows(table)).toEqual([1]);
});
