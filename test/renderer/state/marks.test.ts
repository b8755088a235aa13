import { afterEach, expect, test } from 'vitest';
import { mark, marksKept } from '../../../renderer/state/marks.ts';

afterEach(() => performance.clearMarks());

const startsOf = (name: string) => performance.getEntriesByName(name, 'mark').map(({ startTime }) => startTime);

test('however often something is marked, only so many marks are kept, and the newest always', () => {
  mark('report:chosen');
  for (let time = 0; time < 3 * marksKept; time += 1) {
    const from = performance.now();
    mark('view:asked');
    const starts = startsOf('view:asked');
    expect(starts.length).toBeLessThanOrEqual(marksKept);
    expect(starts.at(-1)).toBeGreaterThanOrEqual(from);
  }
  expect(startsOf('report:chosen')).toHaveLength(1);
});
