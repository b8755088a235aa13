/**
 * One grid that was made in advance and is shown by nobody. To make one takes many times as long as to show other rows
 * in it, and a person who opens a file waits for it.
 */
import type { GridFrame, Live } from './grid-frame.ts';

let spare: { readonly frame: GridFrame; readonly holder: HTMLElement } | undefined;

/** Keeps it on the page, laid out and out of sight: off the page it would forget its size. */
export function keepSpare(frame: GridFrame) {
  if (spare) {
    frame.end();
    return;
  }
  const holder = document.createElement('div');
  holder.className = 'warm-sheet';
  holder.inert = true;
  holder.setAttribute('aria-hidden', 'true');
  // As wide as it was, so that the same columns fit.
  holder.style.width = `${frame.element.clientWidth}px`;
  holder.append(frame.element);
  document.body.append(holder);
  spare = { frame, holder };
}

/** Puts the spare grid into the host, if there is one. */
export function takeSpare(host: HTMLElement, live: Live): GridFrame | undefined {
  if (!spare) return undefined;
  const { frame, holder } = spare;
  spare = undefined;
  frame.live = live;
  host.append(frame.element);
  holder.remove();
  return frame;
}
