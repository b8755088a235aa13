/** Where a card stands that points at something. All in CSS pixels of the window. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Box extends Size {
  readonly left: number;
  readonly top: number;
}

const gap = 12;

/**
 * Below what it points at, or above, right or left of it: the first where it fits. Where none has room, it lies over the
 * lower part of it. Always within the window.
 */
export function cardPlace(target: Box, card: Size, window: Size): { readonly left: number; readonly top: number } {
  const below = target.top + target.height + gap;
  const above = target.top - card.height - gap;
  const right = target.left + target.width + gap;
  const before = target.left - card.width - gap;
  const at = (left: number, top: number) => ({
    left: Math.max(gap, Math.min(left, window.width - card.width - gap)),
    top: Math.max(gap, Math.min(top, window.height - card.height - gap)),
  });
  if (below + card.height + gap <= window.height) return at(target.left, below);
  if (above >= gap) return at(target.left, above);
  if (right + card.width + gap <= window.width) return at(right, target.top);
  if (before >= gap) return at(before, target.top);
  return at(target.left + (target.width - card.width) / 2, target.top + target.height - card.height - 2 * gap);
}
