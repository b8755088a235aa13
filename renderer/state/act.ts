/** Everything a person can do, as functions. The only code that waits for something, and the only one that writes state. */
import type { Grant, Viewer } from '../../shared/contract/bridge.ts';
import { type Failure, failure, failureWords } from '../../shared/contract/failure.ts';
import { openReport } from '../../shared/report/report.ts';
import type { SettingsChange } from '../../shared/settings.ts';
import type { ValueCount } from '../../shared/table/summary.ts';
import { type View, wholeView } from '../../shared/table/view.ts';
import type { ExportPlan } from '../engine/asks.ts';
import type { Engine, OpenNews } from '../engine/engine.ts';
import { awaitPort } from '../engine/ports.ts';
import { mark } from './marks.ts';
import { activeOpen, type Dialog, type Loading, type Open, type ReportState, store, type Toast } from './state.ts';

let viewer: Viewer;
let engine: Engine;
let nextId = 1;
const newId = () => `${nextId++}`;

/** Called once, by main.tsx, before anything else here. */
export function connect(toViewer: Viewer, toEngine: Engine) {
  viewer = toViewer;
  engine = toEngine;
}

const get = store.getState;
const set = store.setState;

/** Changes one report; nothing happens if it was closed in the meantime, or stands at another stage. */
function change<S extends ReportState['stage']>(
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

// --- In -------------------------------------------------------------------------------------------------------------

export async function chooseReports() {
  const answer = await viewer.ask('choose-reports');
  if (answer.ok) openGrants(answer.value);
  else tellFailure(answer.failure);
}

export async function openSample() {
  const answer = await viewer.ask('sample-report');
  if (answer.ok) openGrants([answer.value]);
  else tellFailure(answer.failure);
}

/** What was dropped on the window: files, and words for anything else. */
export async function openDropped(files: readonly File[], otherwise: string) {
  if (files.length === 0) {
    tellFailure(failure('not-a-file', { detail: otherwise }).failure);
    return;
  }
  for (const result of await viewer.grant(files)) {
    if (result.ok) openGrants([result.value]);
    else tellFailure(result.failure);
  }
}

/** Each becomes a tab; one that is open already comes to the front. */
export function openGrants(grants: readonly Grant[]) {
  for (const grant of grants) {
    const open = get().reports.find((report) => report.grant === grant.id && report.stage !== 'failed');
    if (open) showReport(open.id);
    else void load(grant);
  }
}

async function load(grant: Grant) {
  mark('report:chosen');
  const id = newId();
  const named = { id, grant: grant.id, name: grant.name, sizeBytes: grant.sizeBytes, sample: grant.sample };
  const loading: Loading = { ...named, stage: 'loading', rows: 0, bytes: 0, report: undefined };
  // A report that failed has nothing to lose: the new one takes its tab.
  set((state) => ({ reports: [...state.reports.filter((report) => report.stage !== 'failed'), loading], active: id }));

  const port = `read-${id}`;
  const arrives = awaitPort(port);
  const answer = await viewer.ask('read', { grant: grant.id, port });
  if (!answer.ok) {
    fail(id, answer.failure);
    return;
  }
  engine.open(
    { report: id, name: grant.name, sizeBytes: grant.sizeBytes, secondReview: get().settings.secondReview },
    await arrives,
    (news) => hear(id, news),
  );
}

function hear(id: string, news: OpenNews) {
  switch (news.kind) {
    case 'progress':
      change(id, 'loading', (report) => ({ ...report, rows: news.rows, bytes: news.bytes }));
      return;
    case 'first': {
      const report = openReport(news.parts);
      change(id, 'loading', (loading) => ({ ...loading, report, rows: report.table.rowCount }));
      mark('report:first-rows');
      return;
    }
    case 'complete': {
      const report = openReport(news.parts);
      change(id, 'loading', ({ id, grant, name, sizeBytes, sample }) => ({
        ...{ id, grant, name, sizeBytes, sample },
        stage: 'open',
        report,
        view: wholeView,
        shown: news.shown,
        asking: false,
        focusRow: undefined,
        paneRow: undefined,
      }));
      mark('report:complete');
      return;
    }
    case 'failed':
      fail(id, news.failure);
  }
}

function fail(id: string, reason: Failure) {
  set((state) => ({
    reports: state.reports.map((report) =>
      report.id === id
        ? {
            ...{ id, grant: report.grant, name: report.name, sizeBytes: report.sizeBytes, sample: report.sample },
            stage: 'failed',
            failure: { name: report.name, ...reason },
          }
        : report,
    ),
  }));
}

/** Ends the loading of a report, also where the disk does not answer. */
export function cancelLoading(id: string) {
  const report = get().reports.find((other) => other.id === id);
  if (report?.stage !== 'loading') return;
  engine.cancel(id);
  void viewer.ask('stop-reading', `read-${id}`);
  closeReport(id);
}

export function showReport(id: string) {
  set({ active: id });
}

/** The next tab, or the one before. */
export function stepReport(step: 1 | -1) {
  const { reports, active } = get();
  const place = reports.findIndex((report) => report.id === active);
  const next = reports[(place + step + reports.length) % reports.length];
  if (next) showReport(next.id);
}

export function closeReport(id: string) {
  const { reports, active } = get();
  const place = reports.findIndex((report) => report.id === id);
  const report = reports[place];
  if (!report) return;
  const rest = reports.filter((other) => other.id !== id);
  const next = active === id ? (rest[place] ?? rest[place - 1])?.id : active;
  set({ reports: rest, active: next });
  if (report.stage === 'open') void engine.ask('close', { report: id });
  if (!rest.some((other) => other.grant === report.grant)) void viewer.ask('release', report.grant);
}

/** The worker broke and took these reports with it. */
export function loseReports(ids: readonly string[]) {
  for (const id of ids) fail(id, failure('engine-stopped').failure);
}

// --- View -----------------------------------------------------------------------------------------------------------

const asking = new Set<string>();

/** Changes what is shown. Changes that come while the worker is busy are put together: only the newest is asked. */
export function changeView(to: (view: View) => View) {
  const open = activeOpen(get());
  if (!open) return;
  const view = to(open.view);
  if (view === open.view) return;
  mark('view:asked');
  change(open.id, 'open', (report) => ({ ...report, view, asking: true }));
  void settle(open.id);
}

async function settle(id: string) {
  if (asking.has(id)) return;
  asking.add(id);
  try {
    for (;;) {
      const open = openById(id);
      if (!open) return;
      const { view, focusRow } = open;
      const shown = await engine.ask('view', { report: id, view, keep: focusRow });
      let current = false;
      change(id, 'open', (report) => {
        current = report.view === view;
        return { ...report, shown, asking: !current };
      });
      if (current) return;
    }
  } catch (error) {
    tellFailure(failure('engine-stopped', { detail: (error as Error).message }).failure);
  } finally {
    asking.delete(id);
  }
}

const openById = (id: string): Open | undefined =>
  get().reports.find((report): report is Open => report.id === id && report.stage === 'open');

/** The values of a column with their counts, for the filter by values of the active report. */
export async function choicesOf(column: string): Promise<readonly ValueCount[]> {
  const open = activeOpen(get());
  return open ? engine.ask('choices', { report: open.id, view: open.view, column }) : [];
}

// --- Attempt pane ---------------------------------------------------------------------------------------------------

export function focusRow(row: number | undefined) {
  const open = activeOpen(get());
  if (open && open.focusRow !== row) change(open.id, 'open', (report) => ({ ...report, focusRow: row }));
}

/** Opens the pane on a row, or on the row that has the focus, or on the first one shown. */
export function showAttempt(row?: number) {
  const open = activeOpen(get());
  if (!open) return;
  const shown = row ?? open.focusRow ?? open.shown.rows[0];
  if (shown === undefined) return;
  change(open.id, 'open', (report) => ({ ...report, paneRow: shown, focusRow: shown }));
}

export function closePane() {
  const open = activeOpen(get());
  if (open) change(open.id, 'open', (report) => ({ ...report, paneRow: undefined }));
}

/** Goes through the shown rows; from a row that is not shown, to the first of them. */
export function stepAttempt(step: 1 | -1) {
  const open = activeOpen(get());
  if (open?.paneRow === undefined) return;
  const place = open.shown.rows.indexOf(open.paneRow);
  const row = open.shown.rows[place < 0 ? 0 : place + step];
  if (row !== undefined) showAttempt(row);
}

/** The same through the shown rows that have incidents. */
export async function stepIncidents(step: 1 | -1) {
  const open = activeOpen(get());
  if (open?.paneRow === undefined) return;
  const from = open.shown.rows.indexOf(open.paneRow);
  const position = await engine.ask('incidents', { report: open.id, view: open.view, from, step });
  const row = openById(open.id)?.shown.rows[position];
  if (row !== undefined) showAttempt(row);
}

/** All rows of the learner of a row, in the order of the file. */
export async function learnerOf(row: number): Promise<readonly number[]> {
  const open = activeOpen(get());
  return open ? engine.ask('learner', { report: open.id, row }) : [];
}

// --- Out ------------------------------------------------------------------------------------------------------------

/** Asks where, then writes. Resolves to true when the file stands. */
export async function exportReport(plan: ExportPlan, suggested: string): Promise<boolean> {
  const open = activeOpen(get());
  if (!open) return false;
  const target = await viewer.ask('choose-target', { suggested });
  if (!target.ok) {
    tellFailure(target.failure);
    return false;
  }
  if (!target.value) return false;
  set({ exporting: true });
  try {
    const port = `save-${newId()}`;
    const arrives = awaitPort(port);
    const saving = viewer.ask('save', { target: target.value.id, port });
    engine.give(port, await arrives);
    const [saved, written] = await Promise.all([
      saving,
      engine.ask('export', { report: open.id, view: open.view, plan, port }).catch(() => undefined),
    ]);
    if (!saved.ok) {
      tellFailure(saved.failure);
      return false;
    }
    const rows = written ? `${written.rows.toLocaleString('en')} rows` : '';
    tell({ tone: 'done', title: 'Exported', text: `“${saved.value.name}” · ${rows}`, target: target.value.id });
    return true;
  } finally {
    set({ exporting: false });
  }
}

export function showInFolder(target: string) {
  void viewer.ask('show-in-folder', target);
}

// --- Window ---------------------------------------------------------------------------------------------------------

export async function loadSettings() {
  const answer = await viewer.ask('settings');
  if (answer.ok) set({ settings: answer.value });
}

export async function changeSettings(to: SettingsChange) {
  set((state) => ({ settings: { ...state.settings, ...to } }));
  const answer = await viewer.ask('change-settings', to);
  if (answer.ok) set({ settings: answer.value });
}

export async function showDialog(dialog: Dialog | undefined) {
  set({ dialog });
  if (dialog === 'about' && !get().about) {
    const answer = await viewer.ask('about');
    if (answer.ok) set({ about: answer.value });
  }
}

let nextToast = 1;

export function tell(toast: Omit<Toast, 'id'>) {
  const id = nextToast;
  nextToast += 1;
  set((state) => ({ toasts: [...state.toasts, { ...toast, id }] }));
}

/** A failure that has no tab of its own. */
export function tellFailure(reason: Failure) {
  const words = failureWords(reason);
  tell({ tone: 'failed', title: words.title, text: `${words.sentence} ${words.next}` });
}

export function dismissToast(id: number) {
  set((state) => ({ toasts: state.toasts.filter((toast) => toast.id !== id) }));
}
