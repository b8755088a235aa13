/** User-timing marks by which the speed of the real window is measured. */
export type MarkName =
  | 'report:chosen'
  | 'report:first-rows'
  | 'report:complete'
  | 'view:asked'
  | 'view:shown'
  /** A panel has its numbers; a chart of it is drawn. */
  | 'panel:shown'
  | 'chart:shown';

/** Sets a mark when what it names has been painted, or at once for a beginning. */
export function mark(name: MarkName) {
  if (name === 'report:chosen' || name === 'view:asked') performance.mark(name);
  else afterPaint(() => performance.mark(name));
}

/** Calls back when what React has just been told has been painted; gives the way to take that back. */
export function afterPaint(then: () => void): () => void {
  const { port1, port2 } = new MessageChannel();
  // The next frame paints it, and the task behind it comes after that.
  const frame = requestAnimationFrame(() => port2.postMessage(undefined));
  port1.onmessage = () => {
    port1.close();
    then();
  };
  return () => {
    cancelAnimationFrame(frame);
    port1.close();
  };
}
