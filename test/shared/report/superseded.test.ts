import fc from 'fast-check';
import { expect, test } from 'vitest';
import { learnerOf } from '../../../shared/report/learners.ts';
import { supersededRows } from '../../../shared/report/superseded.ts';
import { isPractice, supersededErrors } from '../../../shared/report/verdict.ts';
import { runs } from '../../support/runs.ts';
import { tableOf } from '../../support/table.ts';

const columns = [
  ...['course_id', 'exam_name', 'username', 'email', 'is_sample_attempt', 'status'],
  { id: 'started_at', kind: 'time' as const },
];
const row = fc.tuple(
  fc.constantFrom('c1', 'c2'),
  fc.constantFrom('e1', 'e2'),
  fc.constantFrom('bob', 'Bob', ' bob', '"b""ob"', 'b"ob', 'josé', 'None', '', 'ann', 'ann\u00a0', 'cy'),
  fc.constantFrom('x@e.org', 'X@e.org', 'y@e.org', 'É@e.org', 'é@e.org', 'ann', 'None'),
  fc.constantFrom('False', 'True'),
  fc.constantFrom('error', 'verified', 'started'),
  fc.constantFrom('None', '2021-04-30 09:02:11+00:00', '2021-05-01 09:02:11+00:00', '2021-05-02 09:02:11+00:00'),
);

test('the rows looked at more closely are enough to find every superseded error', () => {
  let found = 0;
  fc.assert(
    fc.property(fc.array(row, { minLength: 10, maxLength: 60, size: 'max' }), (rows) => {
      const table = tableOf(rows.map((cells) => cells.join(',')).join('\n'), { columns });
      const text = (id: string, at: number) => table.column(id)!.text(at);
      const wanted = supersededErrors(
        rows.map((_, at) => {
          const micros = table.column('started_at')!.number(at);
          return {
            learner: learnerOf(table, at) ?? '',
            course: text('course_id', at),
            exam: text('exam_name', at),
            status: text('status', at),
            startedMicros: Number.isNaN(micros) ? undefined : micros,
            practice: isPractice(text('is_sample_attempt', at)),
          };
        }),
      );
      found += wanted.filter(Boolean).length;
      expect([...supersededRows(table)]).toEqual(wanted.flatMap((is, at) => (is ? [at] : [])));
    }),
    runs(300),
  );
  expect(found).toBeGreaterThan(100);
});

test('a name with a space that is no ASCII at its end is the same', () => {
  const table = tableOf('c1,e1,ana\u00a0,a@e.org,False,verified,None\nc1,e1,ana,a@e.org,False,error,None', { columns });
  expect(supersededRows(table)).toEqual([1]);
});
