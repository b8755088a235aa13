/** The window's beginning: joins the doorway, the table worker and the screen. */
import { createRoot } from 'react-dom/client';
import type { Viewer } from '../shared/contract/bridge.ts';
import { failureWords } from '../shared/contract/failure.ts';
import { App } from './App.tsx';
import { createEngine } from './engine/engine.ts';
import { listenForKeys, performOnce } from './keys.ts';
import { hearSettings, loadSettings, tellFailure } from './state/act.ts';
import { followCategories, loadCategories } from './state/act-categories.ts';
import { comeBack, hearRecents, keepState, loadRecents } from './state/act-desktop.ts';
import { loseReports, openGrants } from './state/act-open.ts';
import { hearSource } from './state/act-reading.ts';
import { connect } from './state/doorway.ts';
import { activeOpen, activeReport, type State, store } from './state/state.ts';

declare global {
  interface Window {
    readonly viewer: Viewer;
  }
}

const { viewer } = window;

const engine = createEngine(
  () => new Worker(new URL('./engine/worker.ts', import.meta.url), { type: 'module' }),
  loseReports,
);
connect(viewer, engine);

viewer.on('command', (id) => performOnce(id, 'menu'));
viewer.on('granted', openGrants);
viewer.on('failed', tellFailure);
viewer.on('source', hearSource);
viewer.on('settings', hearSettings);
viewer.on('recents', hearRecents);
listenForKeys(viewer.platform);

const root = document.getElementById('root')!;
const styleNonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? '';

createRoot(root, {
  // Nothing of the screen is left after such an error, so the words are put there by hand.
  onUncaughtError(error) {
    const words = failureWords({ code: 'unexpected', detail: error instanceof Error ? error.message : String(error) });
    const text = document.createElement('p');
    text.className = 'broken';
    text.setAttribute('role', 'alert');
    text.textContent = `${words.title}. ${words.sentence} ${words.next}`;
    document.body.append(text);
  },
}).render(<App platform={viewer.platform} styleNonce={styleNonce} />);

tellState();
void begin();

async function begin() {
  await Promise.all([loadSettings(), loadRecents(), loadCategories()]);
  followCategories();
  await comeBack();
  keepState();
  const answer = await viewer.ask('ready');
  if (answer.ok && answer.value.picture) waitForPicture();
}

/** Tells main what is shown, whenever that changes: the window's title and the menu follow from it. */
function tellState() {
  let told = '';
  const tell = (state: State) => {
    const report = activeReport(state);
    const shown = {
      ...(report && { document: report.name }),
      report: report !== undefined,
      pane: activeOpen(state)?.paneRow !== undefined,
    };
    const text = JSON.stringify(shown);
    if (text === told) return;
    told = text;
    void viewer.ask('show-state', shown);
  };
  store.subscribe(tell);
  tell(store.getState());
}

/** The window can be pictured when the first report stands, or has failed, and has been painted. */
function waitForPicture() {
  const isSettled = (state: State) => {
    const report = activeReport(state);
    return report === undefined ? state.toasts.length > 0 : report.stage !== 'loading';
  };
  let done = false;
  const look = (state: State) => {
    if (done || !isSettled(state)) return;
    done = true;
    stop();
    afterPaint(() => void viewer.ask('picture-ready', activeOpen(store.getState()) !== undefined));
  };
  const stop = store.subscribe(look);
  look(store.getState());
}

/** Calls back when what the state holds stands on the screen, or has not come to in ten seconds. */
function afterPaint(then: () => void, framesLeft = 600) {
  const ends = standsOnScreen() || framesLeft === 0;
  requestAnimationFrame(() => {
    if (ends) requestAnimationFrame(then);
    else afterPaint(then, framesLeft - 1);
  });
}

/** The grid draws its rows later than React its own, the panel beside it counts, and its charts are drawn in turn. */
function standsOnScreen(): boolean {
  if (!document.querySelector('.window .ag-row, .nothing, .failure, .toast')) return false;
  const panel = document.querySelector('.insight');
  if (panel?.querySelector('.insight-wait, [aria-busy="true"]')) return false;
  const end = panel?.getBoundingClientRect().bottom ?? 0;
  // Those further down are drawn when somebody scrolls there.
  const inSight = (chart: Element) => chart.getBoundingClientRect().top < end;
  return ![...document.querySelectorAll('.chart-canvas:not([data-drawn])')].some(inSight);
}
