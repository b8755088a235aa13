/**
 * Everything a person can do with reports, as functions. With its neighbours `act-….ts` the only code that waits for
 * something, and the only one that writes state.
 */
import type { ToldSettings } from '../../shared/contract/bridge.ts';
import { type Failure, failure, failureWords } from '../../shared/contract/failure.ts';
import { openReport } from '../../shared/report/report.ts';
import type { SettingsChange } from '../../shared/settings.ts';
import { rowIsAt, rowPlace } from '../../shared/table/row-place.ts';
import type { ValueCount } from '../../shared/table/summary.ts';
import type { View } from '../../shared/table/view.ts';
import { collectGarbage } from '../engine/weight.ts';
import { engine, viewer } from './doorway.ts';
import { mark } from './marks.ts';
import {
  activeOpen,
  type Dialog,
  initialState,
  type Open,
  type PaneFace,
  type ReportState,
  store,
  type Toast,
} from './state.ts';

const get = store.getState;
const set = store.setState;

/** Changes one report; nothing happens if it was closed in the meantime, or stands at another stage. */
export function change<S extends ReportState['stage']>(
  id: string,
  stage: S,
  to: (report: Extract<ReportState, { stage: S }>) => ReportState,
) {
  set((state) => ({
    reports: state.reports.map((report) =>
      report.id === id && report.stage === stage ? to(report as Extract<ReportState, { stage: S }>) : report,
    ),
  }));
}

// --- Tabs -------------------------------------------------------------------------------------------------------------

/** Its sheet is made anew, and scrolled to where it was. */
export function showReport(id: string) {
  if (get().active !== id)
    change(id, 'open', (open) => (open.scrolled ? { ...open, scrollTo: { ...open.scrolled } } : open));
  set({ active: id });
}

/** The next tab, or the one before. */
export function stepReport(step: 1 | -1) {
  const { reports, active } = get();
  const place = reports.findIndex((report) => report.id === active);
  const next = reports[(place + step + reports.length) % reports.length];
  if (next) showReport(next.id);
}

/** Also ends the reading of one that is still read, where the disk does not answer as well. */
export function closeReport(id: string) {
  const { reports, active } = get();
  const place = reports.findIndex((report) => report.id === id);
  const report = reports[place];
  if (!report) return;
  const rest = reports.filter((other) => other.id !== id);
  // Another reading that is given up leaves the one that it was to replace.
  const replaced = report.stage === 'loading' ? rest.find((other) => other.id === report.replaces) : undefined;
  const next = (replaced ?? rest[place] ?? rest[place - 1])?.id;
  set({ reports: rest, toasts: stillTrue(get().toasts, rest) });
  if (next === undefined) set({ active: undefined });
  else if (active === id) showReport(next);
  if (report.stage === 'loading') void viewer.ask('stop-reading', readPort(id));
  void engine.ask('close', { report: id });
  releaseUnused(report.grant);
  collectGarbage(() => get().reports.length === 0);
}

/** What main knows the reading of a report by. */
export const readPort = (id: string) => `read-${id}`;

/** Withdraws main's permission for a file that no tab holds any more; until then no export may replace it. */
export function releaseUnused(grant: string) {
  if (!get().reports.some((report) => report.grant === grant)) void viewer.ask('release', grant);
}

// --- View -----------------------------------------------------------------------------------------------------------

/** By report, what resolves when its newest view is shown. */
const settling = new Map<string, Promise<void>>();

/**
 * Changes what is shown. Changes that come while the worker is busy are put together: only the newest is asked, and
 * what still waits for an order to be worked out is given up for it.
 */
export function changeView(to: (view: View) => View) {
  const open = activeOpen(get());
  if (!open) return;
  const view = to(open.view);
  if (view === open.view) return;
  mark('view:asked');
  change(open.id, 'open', (report) => ({ ...report, view, asking: true }));
  void settle(open.id);
}

/** Gives up what takes too long: the view is again the one whose rows are shown. */
export function takeViewBack() {
  changeView((view) => activeOpen(get())?.shownView ?? view);
}

/** Resolves when the newest view of a report is shown. */
export async function settle(id: string): Promise<void> {
  const underWay = settling.get(id);
  if (underWay) {
    // A worker that broke tells so itself.
    engine.ask('give-up', { report: id }).catch(() => undefined);
    return underWay;
  }
  let settled = () => {};
  const isShown = new Promise<void>((resolve) => {
    settled = resolve;
  });
  settling.set(id, isShown);
  try {
    for (;;) {
      const open = openById(id);
      if (!open) return;
      const { view, focusRow } = open;
      const shown = await engine.ask('view', { report: id, view, keep: focusRow });
      // Given up for a newer one, which is asked for now.
      if (!shown) continue;
      rowIsAt(shown.rows, shown.position);
      let current = false;
      change(id, 'open', (report) => {
        current = report.view === view;
        // Its positions were those of the rows before.
        return { ...report, shown, shownView: view, asking: !current, selection: undefined, summary: undefined };
      });
      if (current) return;
    }
  } catch (error) {
    tellFailure(failure('engine-stopped', { detail: (error as Error).message }).failure);
  } finally {
    settling.delete(id);
    settled();
  }
}

/** Who decides second reviews is a part of the verdicts, so those of open reports follow the answer at once. */
export function judgeAnew() {
  const { secondReview } = get().settings;
  for (const { id, report } of get().reports.filter((one) => one.stage === 'open')) {
    if (report.facts.secondReview === secondReview) continue;
    const judged = engine.ask('judge', { report: id, secondReview }).then((parts) => {
      // As another view, since the rows of one that filters or sorts by verdict may be others now.
      change(id, 'open', (old) => ({ ...old, report: openReport(parts), view: { ...old.view }, asking: true }));
      return settle(id);
    });
    // A worker that broke tells so itself, by the reports it took with it.
    judged.catch(() => undefined);
  }
}

export const openById = (id: string): Open | undefined =>
  get().reports.find((report): report is Open => report.id === id && report.stage === 'open');

/** The values of a column with their counts, for the filter by values of the active report. */
export async function choicesOf(column: string): Promise<readonly ValueCount[]> {
  const open = activeOpen(get());
  return open ? engine.ask('choices', { report: open.id, view: open.view, column }) : [];
}

/** By column, rows that hold its longest values. */
export async function longestIn(
  report: string,
  columns: readonly string[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  const found = await engine.ask('longest', { report, columns });
  return new Map(columns.map((column, at) => [column, found[at] ?? []]));
}

// --- Attempt pane ---------------------------------------------------------------------------------------------------

export function focusCell(row: number, column: string) {
  const open = activeOpen(get());
  if (!open || (open.focusRow === row && open.focusColumn === column)) return;
  change(open.id, 'open', (report) => ({ ...report, focusRow: row, focusColumn: column }));
}

/** Opens the pane on a row, or on the row that has the focus, or on the first one shown. */
export function showAttempt(row?: number, paneFace: PaneFace = 'attempt') {
  const open = activeOpen(get());
  if (!open) return;
  const shown = row ?? open.focusRow ?? open.shown.rows[0];
  if (shown === undefined) return;
  // What lies over the sheet would lie over the attempt.
  if (get().insightOver) set({ insightOver: false });
  change(open.id, 'open', (report) => ({ ...report, paneRow: shown, focusRow: shown, paneFace }));
}

export function closePane() {
  const open = activeOpen(get());
  if (open) change(open.id, 'open', (report) => ({ ...report, paneRow: undefined }));
}

/** Goes through the shown rows; from a row that is not shown, to the first of them. */
export function stepAttempt(step: 1 | -1) {
  const open = activeOpen(get());
  if (open?.paneRow === undefined) return;
  const place = rowPlace(open.shown.rows, open.paneRow);
  const row = open.shown.rows[place < 0 ? 0 : place + step];
  if (row !== undefined) showAttempt(row, open.paneFace);
}

/** The same through the shown rows that have incidents. */
export async function stepIncidents(step: 1 | -1) {
  const open = activeOpen(get());
  if (open?.paneRow === undefined) return;
  const from = rowPlace(open.shown.rows, open.paneRow);
  const args = { report: open.id, view: open.view, from, step };
  // A worker that broke tells so itself, by the reports it took with it.
  const position = await engine.ask('incidents', args).catch(() => -1);
  const now = openById(open.id);
  // The place is one among the rows of that view.
  if (now?.shownView !== open.view) return;
  const { rows } = now.shown;
  const row = rows[position];
  if (row === undefined) return;
  rowIsAt(rows, position);
  showAttempt(row, open.paneFace);
}

/** All rows of the learner of a row, in the order of the file. */
export async function learnerOf(row: number): Promise<readonly number[]> {
  const open = activeOpen(get());
  return open ? engine.ask('learner', { report: open.id, row }) : [];
}

// --- Window ---------------------------------------------------------------------------------------------------------

export async function loadSettings() {
  const answer = await viewer.ask('settings');
  if (answer.ok) hearSettings(answer.value);
}

/** The newest that main has told. */
let told: ToldSettings = { settings: initialState.settings, edition: -1 };
/** Changes that main has not answered yet, in their order. */
const unanswered: SettingsChange[] = [];

/** Main has changed them, or answers; of what it says at once, the older may come later. */
export function hearSettings(news: ToldSettings) {
  if (news.edition >= told.edition) told = news;
  showSettings();
}

/** A change holds at once, and is not taken back by what main says before it has heard of it. */
export async function changeSettings(to: SettingsChange) {
  unanswered.push(to);
  showSettings();
  const answer = await viewer.ask('change-settings', to);
  unanswered.splice(unanswered.indexOf(to), 1);
  if (answer.ok) hearSettings(answer.value);
  else showSettings();
}

function showSettings() {
  set({ settings: Object.assign({}, told.settings, ...unanswered) });
  judgeAnew();
}

export async function showDialog(dialog: Dialog | undefined) {
  set({ dialog });
  if (dialog === 'about' && !get().about) {
    const answer = await viewer.ask('about');
    if (answer.ok) set({ about: answer.value });
  }
}

let nextToast = 1;

/** What was said of a report that has gone, or was read anew, goes with it. */
export const stillTrue = (toasts: readonly Toast[], reports: readonly ReportState[]): readonly Toast[] =>
  toasts.filter(({ report }) => report === undefined || reports.some(({ id }) => id === report));

export function tell(toast: Omit<Toast, 'id'>) {
  const id = nextToast;
  nextToast += 1;
  set((state) => ({ toasts: [...state.toasts, { ...toast, id }] }));
}

/** A failure that has no tab of its own; that of a report it is about is said as long as that is there. */
export function tellFailure(reason: Failure, report?: string) {
  const words = failureWords(reason);
  tell({ tone: 'failed', title: words.title, text: `${words.sentence} ${words.next}`, report });
}

export function dismissToast(id: number) {
  set((state) => ({ toasts: state.toasts.filter((toast) => toast.id !== id) }));
}
