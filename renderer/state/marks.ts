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

/** A beginning, and what says itself when it has been painted. */
const atOnce: readonly MarkName[] = ['report:chosen', 'view:asked', 'chart:shown'];
/**
 * No more of a name are kept. The engine would keep all of them, in its own heap among what is drawn and dropped, where
 * each holds a page of memory that is empty otherwise.
 */
export const marksKept = 50;

/** Sets a mark when what it names has been painted. */
export function mark(name: MarkName) {
  if (atOnce.includes(name)) set(name);
  else afterPaint(() => set(name));
}

function set(name: MarkName) {
  if (performance.getEntriesByName(name, 'mark').length >= marksKept) performance.clearMarks(name);
  performance.mark(name);
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
