/**
 * One grid that was made in advance and is shown by nobody. To make one takes many times as long as to show other rows
 * in it, and a person who opens a file waits for it.
 */
import type { GridFrame, Live } from './grid-frame.ts';

export interface Spare {
  readonly frame: GridFrame;
  readonly holder: HTMLElement;
}

let spare: Spare | undefined;

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

/** The spare grid, if there is one. Until it is moved in, it is filled where its cells are laid out already. */
export function takeSpare(live: Live): Spare | undefined {
  const taken = spare;
  spare = undefined;
  if (taken) taken.frame.live = live;
  return taken;
}

export function moveIn({ frame, holder }: Spare, host: HTMLElement) {
  host.append(frame.element);
  holder.remove();
}

/**
 * The same in two frames, the upper rows in the first. A file that is still being read keeps both cores busy meanwhile,
 * and a window that lays out and paints all rows at once then hears nothing for a tenth of a second.
 */
export function moveInByParts(spare: Spare, host: HTMLElement) {
  const { classList } = spare.frame.element;
  classList.add('upper-rows');
  moveIn(spare, host);
  // In a task of its own, behind the frame that paints them.
  requestAnimationFrame(() => setTimeout(() => classList.remove('upper-rows')));
}
