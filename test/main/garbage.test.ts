import { expect, test } from 'vitest';
import { collectGarbage } from '../../main/garbage.ts';

/** Made by a function that has ended: one that waits keeps what it made. */
const dropped = () => new WeakRef({ of: 'a report that was closed' });
const turn = () => new Promise((resolve) => setTimeout(resolve));

test('what nobody holds goes, though there is room for much more', async () => {
  const open = { of: 'a report' };
  const [held, closed] = [new WeakRef(open), dropped()];
  // What was made in this turn is held until it ends.
  await turn();
  collectGarbage();
  await expect.poll(() => closed.deref() === undefined).toBe(true);
  expect(held.deref()).toBe(open);
});
