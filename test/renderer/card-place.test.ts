import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Box, cardPlace } from '../../renderer/panels/tour/card-place.ts';

const card = { width: 300, height: 150 };
const window = { width: 900, height: 600 };

test.each<[where: string, target: Box, left: number, top: number]>([
  ['below, at its left edge', { left: 50, top: 40, width: 200, height: 30 }, 50, 82],
  ['below, as far left as the window reaches', { left: 850, top: 40, width: 40, height: 30 }, 588, 82],
  ['above, where there is no room below', { left: 50, top: 560, width: 400, height: 30 }, 50, 398],
  ['right of it', { left: 0, top: 60, width: 260, height: 520 }, 272, 60],
  ['left of it', { left: 580, top: 60, width: 320, height: 520 }, 268, 60],
  ['over it, where it fills the window', { left: 0, top: 60, width: 900, height: 520 }, 300, 406],
])('the card stands %s', (_, target, left, top) => {
  expect(cardPlace(target, card, window)).toEqual({ left, top });
});

test('the card is always within the window', () => {
  const side = fc.integer({ min: -200, max: 1200 });
  const size = fc.integer({ min: 1, max: 1200 });
  fc.assert(
    fc.property(fc.record({ left: side, top: side, width: size, height: size }), (target) => {
      const { left, top } = cardPlace(target, card, window);
      expect(left >= 0 && left + card.width <= window.width).toBe(true);
      expect(top >= 0 && top + card.height <= window.height).toBe(true);
    }),
  );
});
