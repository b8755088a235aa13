/** What a person can do with the desktop around the reports, and how a window comes back whose page crashed. */
import type { Recent } from '../../shared/contract/bridge.ts';
import { tell, tellFailure } from './act.ts';
import { openGrants, resume } from './act-open.ts';
import { viewer } from './doorway.ts';
import { type Keepsake, keepsakeText, readKeepsake } from './keepsake.ts';
import { store } from './state.ts';

const set = store.setState;

export async function loadRecents() {
  const answer = await viewer.ask('recents');
  if (answer.ok) set({ recents: answer.value });
}

/** Main has changed them. */
export function hearRecents(recents: readonly Recent[]) {
  set({ recents });
}

export async function openRecent(id: string) {
  const answer = await viewer.ask('open-recent', id);
  if (answer.ok) openGrants([answer.value]);
  else tellFailure(answer.failure);
}

export async function clearRecents() {
  await viewer.ask('clear-recents');
}

export async function loadLicences() {
  if (store.getState().licences) return;
  const answer = await viewer.ask('licences');
  if (answer.ok) set({ licences: answer.value });
}

/** A script that was not there when the page asked for it stays away from that page for good. */
export async function loadAgain() {
  await viewer.ask('load-again');
}

/** A search is typed and rows are stepped through faster than main has to hear of it. */
const calmMs = 150;

/** Tells main what the window would need to come back, whenever that changes. */
export function keepState() {
  let kept = '';
  let waiting = false;
  const keep = () => {
    waiting = false;
    const text = keepsakeText(store.getState());
    if (text === kept) return;
    kept = text;
    void viewer.ask('keep', text);
  };
  store.subscribe(() => {
    if (waiting) return;
    waiting = true;
    setTimeout(keep, calmMs);
  });
}

/** After a crash: the same reports, each with its view, row and pane, and the same one in front. */
export async function comeBack() {
  const answer = await viewer.ask('kept');
  const keepsake: Keepsake | undefined = answer.ok && answer.value ? readKeepsake(answer.value) : undefined;
  if (!keepsake) return;
  resume(keepsake);
  tell({
    tone: 'done',
    title: 'The window is back',
    text: keepsake.shortened
      ? 'It had stopped. Your reports are opened again, without a filter of very many values; the files are untouched.'
      : 'It had stopped. Your reports are opened again as they were; the files are untouched.',
  });
}
