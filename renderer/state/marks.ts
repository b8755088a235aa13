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
  if (name === 'report:chosen' || name === 'view:asked') {
    performance.mark(name);
    return;
  }
  // The next frame paints what React has just been told, and the task behind it comes after that.
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      performance.mark(name);
      port1.close();
    };
    port2.postMessage(undefined);
  });
}
