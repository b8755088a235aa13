/** How a report comes into the window: chosen, dropped, granted from outside, or read once more. */
import type { Grant } from '../../shared/contract/bridge.ts';
import { type Failure, failure } from '../../shared/contract/failure.ts';
import { openReport } from '../../shared/report/report.ts';
import { wholeView } from '../../shared/table/view.ts';
import type { OpenNews } from '../engine/engine.ts';
import { portOf } from '../engine/ports.ts';
import { lookForGarbage, weigh } from '../engine/weight.ts';
import {
  change,
  closeReport,
  judgeAnew,
  openById,
  readPort,
  releaseUnused,
  settle,
  showReport,
  stillTrue,
  tellFailure,
} from './act.ts';
import { placeAgain, takeUp } from './act-place.ts';
import { engine, viewer } from './doorway.ts';
import { type Keepsake, rowStill } from './keepsake.ts';
import { mark } from './marks.ts';
import { type Loading, type ReadAs, type Resume, store } from './state.ts';

let nextId = 1;
const newId = () => `${nextId++}`;

const get = store.getState;
const set = store.setState;

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
export function openGrants(grants: readonly Grant[], readAs?: ReadAs) {
  const before = get().reports;
  for (const grant of grants) {
    const open = get().reports.find((report) => report.grant === grant.id && report.stage !== 'failed');
    if (open) showReport(open.id);
    else void load(grant, undefined, readAs);
  }
  // Those that failed have given their tabs away. Only now, since one of them may have been opened once more.
  for (const { grant } of before) releaseUnused(grant);
}

/** The reports of a page that crashed: their grants hold as long as the window. */
export function resume({ reports, active }: Keepsake) {
  for (const { grant, readAs, ...place } of reports) void load(grant, place, readAs);
  const front = get().reports[active];
  if (front) showReport(front.id);
}

/** Not while the report is being drawn. */
const weighedAfterMs = 1000;
/** So long the window stays as it is while there is nothing to show of a report yet: most have rows before. */
const patienceMs = 120;
/** The report that comes to the front as soon as it has something to show, unless another does in the meantime. */
let awaited: { readonly id: string; readonly insteadOf: string | undefined } | undefined;

function comeToFront(id: string) {
  if (awaited?.id !== id) return;
  const { insteadOf } = awaited;
  awaited = undefined;
  const { reports, active } = get();
  const isFree = active === insteadOf || !reports.some((report) => report.id === active);
  if (isFree && reports.some((report) => report.id === id)) showReport(id);
}

export async function load(grant: Grant, resume?: Resume, readAs?: ReadAs, replaces?: string) {
  mark('report:chosen');
  const id = newId();
  const named = { id, grant: grant.id, name: grant.name, sizeBytes: grant.sizeBytes, sample: grant.sample };
  const loading: Loading = {
    ...{ ...named, readAs, replaces, resume },
    ...{ stage: 'loading', rows: 0, bytes: 0, report: undefined },
  };
  // A report that failed has nothing to lose: the new one takes its tab. Another reading stands beside the one before.
  set((state) => {
    const others = state.reports.filter((report) => report.stage !== 'failed');
    const place = others.findIndex((report) => report.id === replaces);
    const reports = others.toSpliced(place < 0 ? others.length : place + 1, 0, loading);
    const stays = state.active === undefined || others.some((report) => report.id === state.active);
    awaited = { id, insteadOf: state.active };
    return { reports, active: stays ? state.active : id, toasts: stillTrue(state.toasts, reports) };
  });
  setTimeout(() => comeToFront(id), patienceMs);

  const port = readPort(id);
  const asked = viewer.ask('read', { grant: grant.id, port });
  const bytes = await portOf(port, asked);
  const answer = await asked;
  if (!answer.ok) fail(id, answer.failure);
  if (!answer.ok || !bytes) return;
  // Cancelled while it was on its way: nobody waits for it any more.
  if (!get().reports.some((report) => report.id === id)) {
    bytes.close();
    return;
  }
  const { settings, dictionary } = get();
  const order = { report: id, name: grant.name, secondReview: settings.secondReview, dictionary, ...readAs };
  engine.open(order, bytes, (news) => hear(id, news));
}

function hear(id: string, news: OpenNews) {
  switch (news.kind) {
    case 'progress':
      change(id, 'loading', (report) => ({ ...report, rows: news.rows, bytes: news.bytes }));
      return;
    case 'begun':
      comeToFront(id);
      return;
    case 'first': {
      const report = openReport(news.parts);
      // What stands around the rows is drawn in a task of its own.
      setTimeout(() => {
        if (!loadingById(id)) return;
        change(id, 'loading', (loading) => ({ ...loading, report, rows: report.table.rowCount }));
        mark('report:first-rows');
      });
      return;
    }
    case 'complete':
      complete(id, news).catch(({ message }: Error) => {
        if (loadingById(id)) fail(id, failure('unexpected', { detail: message }).failure);
      });
      return;
    case 'failed':
      fail(id, news.failure);
  }
}

const loadingById = (id: string): Loading | undefined =>
  get().reports.find((report): report is Loading => report.id === id && report.stage === 'loading');

async function complete(id: string, news: Extract<OpenNews, { kind: 'complete' }>) {
  const report = openReport(news.parts);
  const loading = loadingById(id);
  if (!loading) return;
  const { replaces } = loading;
  const { resume, view, held } = await placeAgain(loading);
  // Given up meanwhile, it takes no place, and the worker has been told.
  if (!loadingById(id)) return;
  const still = (row: number | undefined) => rowStill(row, resume, report.table);
  change(id, 'loading', ({ id, grant, name, sizeBytes, sample, readAs }) => ({
    ...{ id, grant, name, sizeBytes, sample, readAs },
    stage: 'open',
    report,
    view,
    shown: news.shown,
    shownView: wholeView,
    asking: view !== wholeView,
    focusRow: held ? held[0] : still(resume.focusRow),
    focusColumn: resume.focusColumn,
    charted: resume.charted,
    toTakeUp: resume,
    paneRow: held ? held[1] : still(resume.paneRow),
  }));
  comeToFront(id);
  if (replaces) closeReport(replaces);
  if (!loading.report) mark('report:first-rows');
  mark('report:complete');
  const open = openById(id);
  if (!open) return;
  void viewer.ask('opened', open.grant);
  judgeAnew();
  if (open.asking) await settle(id);
  takeUp(id, resume, held);
  setTimeout(() => {
    // Looked for by its name: one that was closed meanwhile is not kept by this.
    const bytes = openById(id)?.report.table.parts.bytes;
    if (bytes) weigh(bytes);
    lookForGarbage();
  }, weighedAfterMs);
}

function fail(id: string, reason: Failure) {
  const { replaces } = loadingById(id) ?? {};
  // What is open is not given up for a reading that failed.
  if (replaces !== undefined && openById(replaces)) {
    closeReport(id);
    showReport(replaces);
    tellFailure(reason, replaces);
    return;
  }
  set((state) => ({
    reports: state.reports.map((report) => {
      if (report.id !== id) return report;
      const { grant, name, sizeBytes, sample, readAs } = report;
      return { ...{ id, grant, name, sizeBytes, sample, readAs }, stage: 'failed', failure: { name, ...reason } };
    }),
  }));
  comeToFront(id);
}

/** The worker broke and took these reports with it. */
export function loseReports(ids: readonly string[]) {
  for (const id of ids) fail(id, failure('engine-stopped').failure);
}
