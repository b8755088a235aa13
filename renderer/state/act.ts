/**
 * Everything a person can do with reports, as functions. With its neighbours `act-….ts` the only code that waits for
 * something, and the only one that writes state.
 */
import type { Grant, ToldSettings } from '../../shared/contract/bridge.ts';
import { type Failure, failure, failureWords } from '../../shared/contract/failure.ts';
import { openReport } from '../../shared/report/report.ts';
import type { SettingsChange } from '../../shared/settings.ts';
import type { ValueCount } from '../../shared/table/summary.ts';
import { type View, wholeView } from '../../shared/table/view.ts';
import type { OpenNews } from '../engine/engine.ts';
import { awaitPort } from '../engine/ports.ts';
import { engine, viewer } from './doorway.ts';
import type { Keepsake } from './keepsake.ts';
import { mark } from './marks.ts';
import {
  activeOpen,
  type Dialog,
  initialState,
  type Loading,
  type Open,
  type PaneFace,
  type ReadAs,
  type ReportState,
  type Resume,
  store,
  type Toast,
  wholeResume,
} from './state.ts';

let nextId = 1;
const newId = () => `${nextId++}`;

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
  const results = await viewer.grant(files);
  openGrants(results.flatMap((result) => (result.ok ? [result.value] : [])));
  for (const result of results) if (!result.ok) tellFailure(result.failure);
}

/** Each becomes a tab; one that is open already comes to the front. */
export function openGrants(grants: readonly Grant[]) {
  const before = get().reports;
  for (const grant of grants) {
    const open = get().reports.find((report) => report.grant === grant.id && report.stage !== 'failed');
    if (open) showReport(open.id);
    else void load(grant);
  }
  // Those that failed have given their tabs away. Only now, since one of them may have been opened once more.
  for (const { grant } of before) releaseUnused(grant);
}

/** Withdraws main's permission for a file that no tab holds any more; until then no export may replace it. */
function releaseUnused(grant: string) {
  if (!get().reports.some((report) => report.grant === grant)) void viewer.ask('release', grant);
}

/** The reports of a page that crashed: their grants hold as long as the window. */
export function resume({ reports, active }: Keepsake) {
  for (const { grant, readAs, ...place } of reports) void load(grant, place, readAs);
  const front = get().reports[active];
  if (front) showReport(front.id);
}

export async function load(grant: Grant, resume?: Resume, readAs?: ReadAs, replaces?: string) {
  mark('report:chosen');
  const id = newId();
  const named = { id, grant: grant.id, name: grant.name, sizeBytes: grant.sizeBytes, sample: grant.sample };
  const loading: Loading = {
    ...{ ...named, readAs, replaces, resume },
    ...{ stage: 'loading', rows: 0, bytes: 0, report: undefined },
  };
  // A report that failed has nothing to lose: the new one takes its tab.
  set((state) => ({ reports: [...state.reports.filter((report) => report.stage !== 'failed'), loading], active: id }));

  const port = `read-${id}`;
  const arrives = awaitPort(port);
  const answer = await viewer.ask('read', { grant: grant.id, port });
  if (!answer.ok) {
    fail(id, answer.failure);
    return;
  }
  const bytes = await arrives;
  // Cancelled while it was on its way: nobody waits for it any more.
  if (!get().reports.some((report) => report.id === id)) {
    bytes.close();
    return;
  }
  const { settings, dictionary } = get();
  const { name, sizeBytes } = grant;
  const order = { report: id, name, sizeBytes, secondReview: settings.secondReview, dictionary, ...readAs };
  engine.open(order, bytes, (news) => hear(id, news));
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
      const { replaces } = get().reports.find((one): one is Loading => one.id === id && one.stage === 'loading') ?? {};
      change(id, 'loading', ({ id, grant, name, sizeBytes, sample, readAs, resume }) => {
        const { view, focusRow, paneRow } = resume ?? wholeResume;
        // The file may have been replaced by a shorter one since.
        const held = (row: number | undefined) => (row !== undefined && row < report.table.rowCount ? row : undefined);
        return {
          ...{ id, grant, name, sizeBytes, sample, readAs },
          stage: 'open',
          report,
          view,
          shown: news.shown,
          asking: view !== wholeView,
          focusRow: held(focusRow),
          paneRow: held(paneRow),
        };
      });
      if (replaces) closeReport(replaces);
      mark('report:complete');
      const open = openById(id);
      if (!open) return;
      void viewer.ask('opened', open.grant);
      if (open.asking) void settle(id);
      judgeAnew();
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
  releaseUnused(report.grant);
}

/** The worker broke and took these reports with it. */
export function loseReports(ids: readonly string[]) {
  for (const id of ids) fail(id, failure('engine-stopped').failure);
}

// --- View -----------------------------------------------------------------------------------------------------------

const asking = new Set<string>();

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

export async function settle(id: string) {
  if (asking.has(id)) {
    // A worker that broke tells so itself.
    engine.ask('give-up', { report: id }).catch(() => undefined);
    return;
  }
  asking.add(id);
  try {
    for (;;) {
      const open = openById(id);
      if (!open) return;
      const { view, focusRow } = open;
      const shown = await engine.ask('view', { report: id, view, keep: focusRow });
      // Given up for a newer one, which is asked for now.
      if (!shown) continue;
      let current = false;
      change(id, 'open', (report) => {
        current = report.view === view;
        // Its positions were those of the rows before.
        return { ...report, shown, asking: !current, selection: undefined, summary: undefined };
      });
      if (current) return;
    }
  } catch (error) {
    tellFailure(failure('engine-stopped', { detail: (error as Error).message }).failure);
  } finally {
    asking.delete(id);
  }
}

/** Who decides second reviews is a part of the verdicts, so those of open reports follow the answer at once. */
function judgeAnew() {
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

const openById = (id: string): Open | undefined =>
  get().reports.find((report): report is Open => report.id === id && report.stage === 'open');

/** The values of a column with their counts, for the filter by values of the active report. */
export async function choicesOf(column: string): Promise<readonly ValueCount[]> {
  const open = activeOpen(get());
  return open ? engine.ask('choices', { report: open.id, view: open.view, column }) : [];
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
  const place = open.shown.rows.indexOf(open.paneRow);
  const row = open.shown.rows[place < 0 ? 0 : place + step];
  if (row !== undefined) showAttempt(row, open.paneFace);
}

/** The same through the shown rows that have incidents. */
export async function stepIncidents(step: 1 | -1) {
  const open = activeOpen(get());
  if (open?.paneRow === undefined) return;
  const from = open.shown.rows.indexOf(open.paneRow);
  const position = await engine.ask('incidents', { report: open.id, view: open.view, from, step });
  const row = openById(open.id)?.shown.rows[position];
  if (row !== undefined) showAttempt(row, open.paneFace);
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
