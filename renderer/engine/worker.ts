/** The table worker: holds the open reports and answers what is asked about a view of them. */
import { chunkBytes, creditCount, type WriterAnswer, type WriterMessage } from '../../shared/contract/bridge.ts';
import { incidentRows } from '../../shared/report/attempt-incidents.ts';
import { dictionaryEffect } from '../../shared/report/dictionary-effect.ts';
import { countFindings, type Findings, findingSteps, rowsBySeverity } from '../../shared/report/findings.ts';
import { guardCell } from '../../shared/report/guard.ts';
import { learnerRecord } from '../../shared/report/learner-record.ts';
import { categorisedBy, judgedBy, learnerRows, type Report } from '../../shared/report/report.ts';
import { carryRanges, rowKeys, rowsByKey } from '../../shared/report/row-keys.ts';
import { createRowSets } from '../../shared/report/row-sets.ts';
import { verdictCounts } from '../../shared/report/totals.ts';
import { nextWork, type Worklist, worklistOf } from '../../shared/report/worklist.ts';
import { htmlText } from '../../shared/table/cells-html.ts';
import { sharedArray } from '../../shared/table/column-builder.ts';
import { createKnownTerms } from '../../shared/table/known-terms.ts';
import { lineOf } from '../../shared/table/lines.ts';
import { rangesText } from '../../shared/table/row-ranges.ts';
import { summarise } from '../../shared/table/selection-summary.ts';
import { filterChoices } from '../../shared/table/summary.ts';
import { tsvPieces } from '../../shared/table/tsv.ts';
import {
  type RankCache,
  rowsOf,
  type SetFamily,
  type View,
  wholeView,
  withoutFilter,
} from '../../shared/table/view.ts';
import { write } from '../../shared/table/write.ts';
import type { AskName, Asks, Clip, FoundOdd, Shown, WorkerMessage, WorkerNews } from './asks.ts';
import { createFinder, type Finder } from './finder.ts';
import { createLedgerDesk, type LedgerDesk } from './ledger-desk.ts';
import { type Opening, openReportFrom } from './opening.ts';
import { overviewOf } from './overview.ts';
import { createPatterns, type Patterns } from './patterns.ts';
import { createRankDesk, type RankDesk } from './rank-desk.ts';
import { warmUp } from './warm-up.ts';
import { collectGarbage, lookForGarbage, weigh } from './weight.ts';

interface Held {
  readonly report: Report;
  readonly ranks: RankCache;
  readonly desk: RankDesk;
  readonly patterns: Patterns;
  readonly finder: Finder;
  readonly ledger: LedgerDesk;
  /** Ends the wait of a view that is not wanted any more. */
  giveUp: () => void;
  /** The newest view and its rows: asked for again by the next question about it. */
  viewKey: string;
  rows: Uint32Array;
}

const held = new Map<string, Held>();
const openings = new Map<string, Opening>();
const ports = new Map<string, MessagePort>();

const tell = (news: WorkerNews) => self.postMessage(news);

function reportHeld(id: string): Held {
  const found = held.get(id);
  if (!found) throw new Error('this report is not open');
  return found;
}

/** The report, once the patterns of the view have been tried, and the order of what it sorts by is known. */
async function readyFor(id: string, view: View, also: readonly string[] = []): Promise<Held> {
  const entry = reportHeld(id);
  await entry.patterns.prepare(view, entry.report.table);
  await entry.desk.prepare([...view.sort.map(({ column }) => column), ...also]);
  // It may have been judged anew meanwhile.
  return reportHeld(id);
}

function rowsFor(entry: Held, view: View): Uint32Array {
  const key = JSON.stringify(view);
  if (key !== entry.viewKey) {
    const rows = rowsOf(view, entry.report.table, entry.ranks);
    const shared = sharedArray(Uint32Array, rows.length).subarray(0, rows.length);
    shared.set(rows);
    entry.rows = shared;
    entry.viewKey = key;
  }
  return entry.rows;
}

function shownOf(entry: Held, view: View, keep: number | undefined, slow: readonly string[] = []): Shown {
  const rows = rowsFor(entry, view);
  const verdicts = verdictCounts(entry.report, rows);
  return { rows, verdicts, position: keep === undefined ? -1 : rows.indexOf(keep), slow };
}

/** Writes to main over the port, never more than the credits allow, and leaves time for other questions between. */
async function exportTo(entry: Held, args: Asks['export']['args']): Promise<{ rows: number }> {
  const port = ports.get(args.port);
  ports.delete(args.port);
  if (!port) throw new Error('nowhere to write to');
  const send = (message: WriterMessage) => port.postMessage(message);
  let credits = creditCount;
  let failed = false;
  let wake = () => {};
  port.onmessage = (event: MessageEvent<WriterAnswer>) => {
    if (event.data.kind === 'credit') credits += 1;
    else failed = true;
    wake();
  };
  const { plan, view } = args;
  const all: View = wholeView;
  const rows = plan.rows === 'all' ? rowsOf(all, entry.report.table, entry.ranks) : rowsFor(entry, view);
  const cell = plan.values === 'safe' ? guardCell : (text: string) => text;
  try {
    const { columns, bom } = plan;
    for (const bytes of write(entry.report.table, { rows, columns, cell, bom, pieceBytes: chunkBytes })) {
      while (credits === 0 && !failed)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      if (failed) throw new Error('the file could not be written');
      credits -= 1;
      send({ kind: 'bytes', bytes });
    }
    send({ kind: 'end' });
    return { rows: rows.length };
  } catch (error) {
    send({ kind: 'abandon' });
    throw error;
  }
}

/** The next shown row with an incident, in one direction; -1 = there is none. */
function nextIncidents(entry: Held, { view, from, step }: Asks['incidents']['args']): number {
  const rows = rowsFor(entry, view);
  const { has } = incidentRows(entry.report.table);
  for (let at = from + step; at >= 0 && at < rows.length; at += step) if (has(rows[at]!)) return at;
  return -1;
}

/** The rows that all filters of a view leave but those of one family of sets, in the order of the file. */
async function rowsBeside(entry: Held, view: View, family: SetFamily): Promise<Uint32Array> {
  const others: View = { ...withoutFilter(view, family, 'set'), sort: [] };
  await entry.patterns.prepare(others, entry.report.table);
  return rowsOf(others, entry.report.table, entry.ranks);
}

/** Several panels ask at once: one look is enough. */
const looks = new WeakMap<Held, Promise<Findings | undefined>>();

/** What a finding counts does not depend on which finding is chosen. */
async function findingsIn({ report, view }: Asks['findings']['args']): Promise<FoundOdd> {
  const entry = reportHeld(report);
  const rows = view ? await rowsBeside(entry, view, 'set:finding') : new Uint32Array(0);
  let look = looks.get(entry);
  if (!look) {
    look = inTurns(findingSteps(entry.report), () => held.get(report) === entry);
    looks.set(entry, look);
  }
  const findings = await look;
  if (!findings) return { list: [], rows: { contradiction: 0, look: 0, explained: 0 } };
  return { list: countFindings(entry.report, findings, rows), rows: rowsBySeverity(findings) };
}

/** Nor does what is to be done on which of its groups, so that all can be gone through. */
async function workOf({ report, view, days }: Asks['worklist']['args']): Promise<Worklist> {
  const entry = reportHeld(report);
  const rows = await rowsBeside(entry, view, 'set:needs');
  return worklistOf(entry.report, rows, days, entry.ranks);
}

/** How long a question about many cells may keep others waiting. */
const patienceMs = 12;

/** Runs something long in short turns. Nothing comes of it once `wanted` says no. */
async function inTurns<P, R>(steps: Generator<P, R>, wanted: (piece: P) => boolean): Promise<R | undefined> {
  let since = performance.now();
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    if (!wanted(step.value)) return undefined;
    if (performance.now() - since < patienceMs) continue;
    await new Promise((resolve) => setTimeout(resolve));
    since = performance.now();
  }
}

async function clipOf({ report, limit, ...plan }: Asks['copy']['args']): Promise<Clip | undefined> {
  const { table } = reportHeld(report).report;
  const pieces: string[] = [];
  let length = 0;
  const steps = tsvPieces(table, plan);
  await inTurns(steps, (piece) => {
    pieces.push(piece);
    length += piece.length;
    return length <= limit;
  });
  return length > limit ? undefined : { text: pieces.join(''), html: htmlText(table, plan) };
}

let newestStats = 0;

function statsOf({ report, rows, columns }: Asks['selection-stats']['args']) {
  newestStats += 1;
  const mine = newestStats;
  return inTurns(summarise(reportHeld(report).report.table, rows, columns), () => mine === newestStats);
}

const answers: { [N in AskName]: (args: Asks[N]['args']) => Asks[N]['answer'] | Promise<Asks[N]['answer']> } = {
  async view({ report, view, keep }) {
    const entry = reportHeld(report);
    const slow = await entry.patterns.prepare(view, entry.report.table);
    const given = new Promise<'given up'>((resolve) => {
      entry.giveUp = () => resolve('given up');
    });
    if ((await Promise.race([given, readyFor(report, view)])) === 'given up') return undefined;
    return shownOf(reportHeld(report), view, keep, slow);
  },
  async choices({ report, view, column }) {
    const { report: open, ranks } = await readyFor(report, view, [column]);
    const found = open.table.column(column);
    return found ? filterChoices(found, view, open.table, ranks) : [];
  },
  'row-keys': ({ report, rows }) => rowKeys(reportHeld(report).report, rows),
  'rows-by-key': ({ report, keys }) => rowsByKey(reportHeld(report).report, keys),
  'carry-rows': ({ from, to, ranges }) => carryRanges(reportHeld(from).report, reportHeld(to).report, ranges),
  learner: ({ report, row }) => learnerRows(reportHeld(report).report.table, row),
  'learner-record': ({ reports, row }) =>
    learnerRecord(
      reports.map((id) => ({ id, report: reportHeld(id).report })),
      row,
    ),
  findings: findingsIn,
  worklist: workOf,
  'next-work': async ({ from, step, ...args }) => nextWork(await workOf(args), from, step),
  incidents: async (args) => nextIncidents(await readyFor(args.report, args.view), args),
  async find(args) {
    const entry = await readyFor(args.report, args.view);
    return entry.finder.find(entry.report.table, rowsFor(entry, args.view), args);
  },
  export: async (args) => exportTo(await readyFor(args.report, args.view), args),
  judge({ report: id, secondReview }) {
    const { report: before, desk } = reportHeld(id);
    const report = judgedBy(before, secondReview);
    hold(id, report, desk.forTable(report.table));
    return report.parts;
  },
  ranges: ({ rows }) => rangesText(rows),
  categorise({ report: id, dictionary }) {
    const entry = reportHeld(id);
    // The order of the columns' values stays, only what a set of incidents holds is another.
    const report = categorisedBy(entry.report, dictionary);
    const ranks: RankCache = { ...entry.ranks, sets: createRowSets(report) };
    held.set(id, { ...entry, report, ranks, ledger: createLedgerDesk(report, ranks), viewKey: '' });
    return report.parts;
  },
  'dictionary-effect': ({ report, dictionary }) => dictionaryEffect(reportHeld(report).report, dictionary),
  ledger: async (args) => (await readyFor(args.report, args.view)).ledger.page(args),
  lines: ({ report, offsets }) => offsets.map((offset) => lineOf(reportHeld(report).report.table, offset)),
  copy: clipOf,
  'selection-stats': statsOf,
  async overview({ report, ...args }) {
    const entry = await readyFor(report, args.view);
    return overviewOf({ report: entry.report, ranks: entry.ranks, rows: rowsFor(entry, args.view), ...args });
  },
  'give-up': ({ report }) => {
    held.get(report)?.giveUp();
    return undefined;
  },
  close({ report }) {
    held.get(report)?.desk.end();
    held.delete(report);
    collectGarbage();
    return undefined;
  },
};

async function answer<N extends AskName>(id: number, name: N, args: Asks[N]['args']) {
  try {
    tell({ kind: 'answer', id, value: await answers[name](args) });
  } catch (error) {
    tell({ kind: 'threw', id, message: (error as Error).message });
  }
}

function hold(id: string, report: Report, desk = createRankDesk(report.table)): Held {
  const patterns = createPatterns();
  const ranks: RankCache = {
    of: desk.of,
    matches: patterns.known,
    sets: createRowSets(report),
    terms: createKnownTerms(),
  };
  const finder = createFinder();
  const ledger = createLedgerDesk(report, ranks);
  const rows = new Uint32Array(0);
  const entry: Held = { report, ranks, desk, patterns, finder, ledger, giveUp: () => {}, viewKey: '', rows };
  held.set(id, entry);
  return entry;
}

/**
 * One receiver for each file, and one that waits for the next. Its memory is given back by ending it: so little happens in
 * it that its engine would never look for garbage, and keep the bytes of every file there was.
 */
let waiting: Worker | undefined;
const nextReceiverMs = 1500;

function receiverReady(): Worker {
  waiting ??= new Worker(new URL('./receive-worker.ts', import.meta.url), { type: 'module' });
  return waiting;
}

function takeReceiver(): Worker {
  const taken = receiverReady();
  waiting = undefined;
  setTimeout(receiverReady, nextReceiverMs);
  return taken;
}

/** Not while the rows are drawn for the first time, and before the order of the columns is worked out. */
const garbageAfterMs = 150;

function open(order: Extract<WorkerMessage, { kind: 'open' }>, reader: MessagePort) {
  const id = order.report;
  const { port1, port2 } = new MessageChannel();
  const receiver = takeReceiver();
  receiver.postMessage(undefined, [reader, port1]);
  const ended = () => {
    openings.delete(id);
    receiver.terminate();
  };
  const opening = openReportFrom(port2, order, {
    progress: (rows, bytes) => tell({ kind: 'progress', report: id, rows, bytes }),
    first: (report) => tell({ kind: 'first', report: id, parts: report.parts }),
    complete(report) {
      const entry = hold(id, report);
      tell({ kind: 'complete', report: id, parts: report.parts, shown: shownOf(entry, wholeView, undefined) });
      ended();
      weigh(report.table.parts.bytes);
      setTimeout(lookForGarbage, garbageAfterMs);
    },
    failed(reason) {
      ended();
      tell({ kind: 'failed', report: id, failure: reason });
    },
  });
  openings.set(id, {
    cancel() {
      opening.cancel();
      ended();
    },
  });
}

/** Not while the window itself is still starting; a person needs longer than this to choose a file. */
const warmAfterMs = 600;
let atWork = false;
setTimeout(() => {
  receiverReady();
  void warmUp(() => !atWork);
}, warmAfterMs);

self.onmessage = (event: MessageEvent<WorkerMessage>) => {
  atWork = true;
  const message = event.data;
  const [port] = event.ports;
  switch (message.kind) {
    case 'open':
      if (port) open(message, port);
      return;
    case 'cancel':
      openings.get(message.report)?.cancel();
      return;
    case 'port':
      if (port) ports.set(message.port, port);
      return;
    case 'ask':
      void answer(message.id, message.name, message.args);
  }
};
