/**
 * The keyboard. A key that the menu knows too may reach the window twice, as a key and as the menu's command; whichever
 * comes first is carried out, and its echo is not.
 */
import { type CommandId, command, commandIds } from '../shared/commands.ts';
import type { Viewer } from '../shared/contract/bridge.ts';
import type { View } from '../shared/table/view.ts';
import { listenForCopy, selectCells } from './panels/select-and-copy.ts';
import { watchLastInput } from './parts/last-input.ts';
import { applies, perform } from './perform.ts';
import { changeView, closePane, takeViewBack } from './state/act.ts';
import { endTour } from './state/act-help.ts';
import { showInsight } from './state/act-insight.ts';
import { activeOpen, type Open, store } from './state/state.ts';

interface Chord {
  readonly key: string;
  readonly mod: boolean;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
}

/** "CmdOrCtrl+Shift+L" → its parts. */
function chordOf(keys: string): Chord {
  const parts = keys.split('+');
  const key = parts.pop()!.toLowerCase();
  return {
    key: key === 'plus' ? '+' : key,
    mod: parts.includes('CmdOrCtrl'),
    ctrl: parts.includes('Ctrl'),
    shift: parts.includes('Shift'),
    alt: parts.includes('Alt'),
  };
}

const chords = commandIds.flatMap((id) => {
  const { keys, also } = command(id);
  return [keys, also].flatMap((one) => (one === undefined ? [] : [{ id, ...chordOf(one) }]));
});

const echoMs = 250;
let last: { id: CommandId; source: 'key' | 'menu'; at: number } | undefined;

/** Carries a command out, unless it is the echo of the one that has just come the other way. */
export function performOnce(id: CommandId, source: 'key' | 'menu') {
  const at = performance.now();
  const echo = last !== undefined && last.id === id && last.source !== source && at - last.at < echoMs;
  last = echo ? undefined : { id, source, at };
  if (!echo) perform(id);
}

/** Listens for as long as the window lives. */
export function listenForKeys(platform: Viewer['platform']) {
  watchLastInput();
  listenForCopy();
  // Before the grid, which takes every Tab for its own.
  window.addEventListener(
    'keydown',
    (event) => event.key === 'Tab' && event.ctrlKey && pressTab(event, platform),
    true,
  );
  window.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.key === 'Escape') leaveTopLayer(event);
    else press(event, platform === 'darwin');
  });
}

/** What is clicked in a panel beside the sheet is a filter, and there Escape takes the newest back. */
const takesBack = (target: EventTarget | null, { view }: Open): boolean =>
  view.filters.length > 0 && target instanceof HTMLElement && target.closest('.insight') !== null;

const withoutNewest = (view: View): View => ({ ...view, filters: view.filters.slice(0, -1) });

/** Dialogs and popovers close themselves and keep the key; left are the tour, a wait, what lies over the sheet, the selection, the pane, and then the search. */
function leaveTopLayer(event: KeyboardEvent) {
  const open = activeOpen(store.getState());
  if (!open || isInOverlay(event.target)) return;
  const inSheet = event.target instanceof HTMLElement && event.target.closest('.sheet') !== null;
  if (store.getState().tour !== undefined) endTour();
  else if (inSheet && open.asking) takeViewBack();
  else if (takesBack(event.target, open)) changeView(withoutNewest);
  else if (store.getState().insightOver && document.querySelector('.report-over .insight')) showInsight('closed');
  else if (open.selection && (inSheet || open.paneRow === undefined)) selectCells(undefined);
  else if (open.paneRow !== undefined) closePane();
  else if (open.view.search !== '') changeView((view) => ({ ...view, search: '' }));
  else return;
  event.preventDefault();
}

function pressTab(event: KeyboardEvent, platform: Viewer['platform']) {
  press(event, platform === 'darwin');
  if (event.defaultPrevented) event.stopPropagation();
}

function press(event: KeyboardEvent, mac: boolean) {
  const found = chords.find((chord) => matches(event, chord, mac));
  if (!found || !applies(found.id)) return;
  const { role } = command(found.id);
  // The platform's own copy comes back as an event, and text fields have both for themselves.
  if (role === 'copy' || (role && (isTyping(event.target) || isInOverlay(event.target)))) return;
  const modified = found.mod || found.ctrl;
  if (!modified && !/^f\d+$/.test(found.key) && (isTyping(event.target) || isInOverlay(event.target))) return;
  // The grid, buttons and links have an Enter of their own.
  if (found.key === 'enter' && event.target !== document.body) return;
  event.preventDefault();
  performOnce(found.id, 'key');
}

function matches(event: KeyboardEvent, chord: Chord, mac: boolean): boolean {
  const ctrl = chord.ctrl || (chord.mod && !mac);
  const meta = chord.mod && mac;
  if (event.altKey !== chord.alt || event.ctrlKey !== ctrl || event.metaKey !== meta) return false;
  // "+" stands with Shift on some keyboards, beside "=" on others, and on the number pad.
  if (chord.key === '+') return event.key === '+' || event.key === '=' || (chord.alt && mac && event.code === 'Equal');
  if (event.shiftKey !== chord.shift) return false;
  if (event.key.toLowerCase() === chord.key) return true;
  // With Option, a key of macOS types another sign.
  if (chord.alt && mac) return event.code === (chord.key === '-' ? 'Minus' : `Digit${chord.key}`);
  // On a keyboard of another script the letter is known by its place.
  return /^[a-z]$/.test(chord.key) && !/^[ -~]$/.test(event.key) && event.code === `Key${chord.key.toUpperCase()}`;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('input:not([type=checkbox], [type=radio]), textarea, select') !== null;

const isInOverlay = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('[role=dialog], [role=menu], [role=listbox]') !== null;
