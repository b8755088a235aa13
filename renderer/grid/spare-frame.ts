/**
 * One grid that was made in advance and is shown by nobody. To make one takes many times as long as to show other rows
 * in it, and a person who opens a file waits for it.
 */
import type { GridFrame, Live } from './grid-frame.ts';

let spare: { readonly frame: GridFrame; readonly holder: HTMLElement } | undefined;

/**
 * Where it is made: on the page and out of sight, `share` percent of the window wide. It stands beside the start screen,
 * not in it, so that the grid is not moved, and all its cells laid out anew, when that goes.
 */
export function spareHolder(share: number): HTMLElement {
  const holder = document.createElement('div');
  holder.className = 'warm-sheet';
  holder.inert = true;
  holder.setAttribute('aria-hidden', 'true');
  holder.style.width = `${share}%`;
  document.body.append(holder);
  return holder;
}

/** Keeps it where it is: off the page it would forget its size. */
export function keepSpare(frame: GridFrame, holder: HTMLElement) {
  if (!spare) {
    spare = { frame, holder };
    return;
  }
  frame.end();
  holder.remove();
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
