/** User-timing marks by which the speed of the real window is measured. */
export type MarkName = 'report:chosen' | 'report:first-rows' | 'report:complete' | 'view:asked' | 'view:shown';

/** Sets a mark when what it names has been painted, or at once for a beginning. */
export function mark(name: MarkName) {
  if (name === 'report:chosen' || name === 'view:asked') {
    performance.mark(name);
    return;
  }
  // Two frames: the first paints what React has just been told, the second comes after that.
  requestAnimationFrame(() => requestAnimationFrame(() => performance.mark(name)));
}
