/** The table worker: holds the open reports and answers what is asked about a view of them. */
import { incidentRows } from '../../shared/report/attempt-incidents.ts';
import { carrySteps } from '../../shared/report/carry-rows.ts';
import { dictionaryEffect } from '../../shared/report/dictionary-effect.ts';
import { countFindings, findingSteps, rowsBySeverity } from '../../shared/report/findings.ts';
import { learnerNumberSteps } from '../../shared/report/learner-numbers.ts';
import { learnerRecord } from '../../shared/report/learner-record.ts';
import { ledgerSteps } from '../../shared/report/ledger.ts';
import { ledgerColumns, ledgerView } from '../../shared/report/ledger-lines.ts';
import { categorisedBy, judgedBy, learnerRows, type Report } from '../../shared/report/report.ts';
import { keySteps, rowSteps } from '../../shared/report/row-keys.ts';
import { createRowSets } from '../../shared/report/row-sets.ts';
import { verdictCounts } from '../../shared/report/totals.ts';
import { nextWork, type Worklist, worklistOf } from '../../shared/report/worklist.ts';
import { htmlText } from '../../shared/table/cells-html.ts';
import { createKnownTerms } from '../../shared/table/known-terms.ts';
import { lineOf } from '../../shared/table/lines.ts';
import { longestRows } from '../../shared/table/longest.ts';
import { rangesText } from '../../shared/table/row-ranges.ts';
import { summarise } from '../../shared/table/selection-summary.ts';
import { choicesView, valueCounts } from '../../shared/table/summary.ts';
import { tsvPieces } from '../../shared/table/tsv.ts';
import { type RankCache, type SetFamily, type View, wholeView, withoutFilter } from '../../shared/table/view.ts';
import {
  type AskName,
  type Asks,
  type Clip,
  type FoundOdd,
  GivenUp,
  type Shown,
  type WorkerMessage,
  type WorkerNews,
} from './asks.ts';
import { exportTo } from './export-desk.ts';
import { createFinder, type Finder } from './finder.ts';
import { createLedgerDesk, type LedgerDesk } from './ledger-desk.ts';
import { createLull } from './lull.ts';
import { type Opening, openReportFrom } from './opening.ts';
import { overviewSteps } from './overview.ts';
import { createPatterns, type Patterns } from './patterns.ts';
import { createRankDesk, type RankDesk } from './rank-desk.ts';
import { allInTurns, inLulls, inTurns } from './turns.ts';
import { createViewRows, type ViewRows } from './view-rows.ts';
import { warmUp } from './warm-up.ts';
import { collectGarbage, collectNow, lookForGarbage, weigh } from './weight.ts';

interface Held {
  readonly report: Report;
  readonly ranks: RankCache;
  readonly desk: RankDesk;
  readonly patterns: Patterns;
  readonly finder: Finder;
  readonly ledger: LedgerDesk;
  /** Asked for again by the next question about the same view. */
  readonly rows: ViewRows;
  /** Until then the window draws it for the first time. */
  readonly drawn: Promise<void>;
}

/** What is worked out for later begins after it: there may be no more than two cores to draw with. */
const drawnAfterMs = 150;

const held = new Map<string, Held>();
/** By report, what ends the wait of its newest view. */
const givingUp = new Map<string, () => void>();
const openings = new Map<string, Opening>();
const ports = new Map<string, MessagePort>();
const lull = createLull();

const tell = (news: WorkerNews) => self.postMessage(news);

function reportHeld(id: string): Held {
  const found = held.get(id);
  if (!found) throw new Error('this report is not open');
  return found;
}

/** Whether a report is as it was: neither closed nor judged otherwise. */
const isHeld = (entry: Held): boolean => [...held.values()].includes(entry);

/** The report, once it is known which rows a view shows: its patterns have been tried, and its rows found. */
const readyFor = (id: string, view: View): Promise<Held> => readyWith(id, view, []);

/** The same, once their order is known as well; nothing else is to wait for that. */
const readyInOrder = (id: string, view: View): Promise<Held> =>
  readyWith(
    id,
    view,
    view.sort.map(({ column }) => column),
  );

/** The same, with the order of these columns. */
async function readyWith(id: string, view: View, columns: readonly string[]): Promise<Held> {
  for (;;) {
    const entry = reportHeld(id);
    await entry.patterns.prepare(view, entry.report.table);
    await entry.desk.prepare(columns);
    await entry.rows.prepare(view);
    // Judged anew meanwhile, it may have to be waited for once more.
    if (held.get(id) === entry) return entry;
  }
}

/** Goes on though the view is given up: of what follows no view, nobody asks anew. */
async function inAnyCase<R>(ready: () => Promise<R>): Promise<R> {
  for (;;) {
    try {
      return await ready();
    } catch (error) {
      if (!(error instanceof GivenUp)) throw error;
    }
  }
}

async function viewOf({ report, view, keep }: Asks['view']['args']): Promise<Shown | undefined> {
  lull.stir();
  let wanted = true;
  const givenUp = new Promise<undefined>((resolve) => {
    givingUp.set(report, () => {
      wanted = false;
      resolve(undefined);
      held.get(report)?.patterns.giveUp();
      held.get(report)?.rows.giveUp();
    });
  });
  const shown = readyInOrder(report, view).then((entry) => (wanted ? shownOf(entry, view, keep) : undefined));
  return Promise.race([givenUp, shown]);
}

function shownOf(entry: Held, view: View, keep?: number): Shown {
  const rows = entry.rows.inOrder(view);
  const verdicts = verdictCounts(entry.report, entry.rows.of(view));
  const position = keep === undefined ? -1 : rows.indexOf(keep);
  return { rows, verdicts, position, slow: entry.patterns.slow(view) };
}

async function exported({ report, view, plan, port: id }: Asks['export']['args']): Promise<{ rows: number }> {
  const port = ports.get(id);
  ports.delete(id);
  if (!port) throw new Error('nowhere to write to');
  const of = plan.rows === 'all' ? wholeView : view;
  const what = inAnyCase(() => readyInOrder(report, of)).then((entry) => ({
    table: entry.report.table,
    rows: entry.rows.inOrder(of),
  }));
  return exportTo(port, plan, what);
}

/** The next shown row with an incident, in one direction; -1 = there is none. */
function nextIncidents(entry: Held, { view, from, step }: Asks['incidents']['args']): number {
  const rows = entry.rows.inOrder(view);
  const { has } = incidentRows(entry.report.table);
  for (let at = from + step; at >= 0 && at < rows.length; at += step) if (has(rows[at]!)) return at;
  return -1;
}

/** The rows that all filters of a view leave but those of one family of sets, in the order of the file. */
async function rowsBeside(id: string, view: View, family: SetFamily): Promise<Uint32Array> {
  const others = withoutFilter(view, family, 'set');
  const { rows } = await readyFor(id, others);
  return rows.of(others);
}

/** What is worked out once in a report, in turns between other questions, however many panels ask for it. */
function onceFor<R>(steps: (report: Report) => Generator<unknown, R>): (entry: Held) => Promise<R | undefined> {
  const known = new WeakMap<Held, Promise<R | undefined>>();
  return (entry) => {
    let result = known.get(entry);
    if (!result) {
      result = entry.drawn.then(() => inLulls(steps(entry.report), () => isHeld(entry), lull));
      known.set(entry, result);
      // Each takes some tens of megabytes on its way.
      void result.then(() => collectNow());
    }
    return result;
  };
}

const learnersKnown = onceFor(({ table }) => learnerNumberSteps(table));
const ledgerKnown = onceFor(ledgerSteps);
const findingsKnown = onceFor(findingSteps);

/** What a finding counts does not depend on which finding is chosen. */
async function findingsIn({ report, view }: Asks['findings']['args']): Promise<FoundOdd> {
  const rows = view ? await rowsBeside(report, view, 'set:finding') : new Uint32Array(0);
  const entry = reportHeld(report);
  await learnersKnown(entry);
  const findings = await findingsKnown(entry);
  if (!findings) return { list: [], rows: { contradiction: 0, look: 0, explained: 0 } };
  return { list: countFindings(entry.report, findings, rows), rows: rowsBySeverity(findings) };
}

/** Nor does what is to be done on which of its groups, so that all can be gone through. */
async function workOf({ report, view, days }: Asks['worklist']['args']): Promise<Worklist> {
  const rows = await rowsBeside(report, view, 'set:needs');
  return worklistOf(reportHeld(report).report, rows, days);
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
  view: viewOf,
  async choices({ report, view, column }) {
    const others = choicesView(view, column);
    const { report: open, ranks, rows } = await inAnyCase(() => readyWith(report, others, [column]));
    const found = open.table.column(column);
    return found ? valueCounts(found, rows.of(others), ranks) : [];
  },
  longest({ report, columns }) {
    const { table } = reportHeld(report).report;
    return columns.map((id) => {
      const column = table.column(id);
      return column ? longestRows(column, table.rowCount) : [];
    });
  },
  'row-keys': ({ report, rows }) => allInTurns(keySteps(reportHeld(report).report, rows)),
  'rows-by-key': ({ report, keys }) => allInTurns(rowSteps(reportHeld(report).report, keys)),
  'carry-rows': ({ from, to, ranges }) =>
    allInTurns(carrySteps(reportHeld(from).report, reportHeld(to).report, ranges)),
  learner: ({ report, row }) => learnerRows(reportHeld(report).report.table, row),
  'learner-record': ({ reports, row }) =>
    learnerRecord(
      reports.map((id) => ({ id, report: reportHeld(id).report })),
      row,
    ),
  findings: findingsIn,
  worklist: workOf,
  'next-work': async ({ from, step, ...args }) => nextWork(await workOf(args), from, step),
  incidents: async (args) => nextIncidents(await readyInOrder(args.report, args.view), args),
  async find(args) {
    const entry = await readyInOrder(args.report, args.view);
    return entry.finder.find(entry.report.table, entry.rows.inOrder(args.view), args);
  },
  export: exported,
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
    const rows = createViewRows(report.table, ranks);
    held.set(id, { ...entry, report, ranks, rows, ledger: createLedgerDesk(report, ranks, rows) });
    return report.parts;
  },
  'dictionary-effect': ({ report, dictionary }) => dictionaryEffect(reportHeld(report).report, dictionary),
  async ledger(args) {
    await ledgerKnown(reportHeld(args.report));
    const { view, query } = args;
    const entry = await readyWith(args.report, ledgerView(view, query), ledgerColumns(query.order));
    return entry.ledger.page(args);
  },
  lines: ({ report, offsets }) => offsets.map((offset) => lineOf(reportHeld(report).report.table, offset)),
  copy: clipOf,
  'selection-stats': statsOf,
  async overview({ report: id, ...args }) {
    await Promise.all([learnersKnown(reportHeld(id)), ledgerKnown(reportHeld(id))]);
    const { report, ranks, rows } = await readyFor(id, args.view);
    const steps = overviewSteps({ report, ranks, rows: rows.of(args.view), ...args });
    return allInTurns(steps);
  },
  'give-up': ({ report }) => {
    givingUp.get(report)?.();
    return undefined;
  },
  close({ report }) {
    openings.get(report)?.cancel();
    openings.delete(report);
    givingUp.get(report)?.();
    givingUp.delete(report);
    held.get(report)?.desk.end();
    held.delete(report);
    collectGarbage(() => held.size === 0);
    return undefined;
  },
};

async function answer<N extends AskName>(id: number, name: N, args: Asks[N]['args']) {
  try {
    tell({ kind: 'answer', id, value: await answers[name](args) });
  } catch (error) {
    if (error instanceof GivenUp) tell({ kind: 'given-up', id });
    else tell({ kind: 'threw', id, message: (error as Error).message });
  }
}

function hold(id: string, report: Report, desk = createRankDesk(report.table, lull)): Held {
  const patterns = createPatterns();
  const ranks: RankCache = {
    of: desk.of,
    matches: patterns.known,
    sets: createRowSets(report),
    terms: createKnownTerms(),
  };
  const rows = createViewRows(report.table, ranks);
  const finder = createFinder();
  const ledger = createLedgerDesk(report, ranks, rows);
  const drawn = held.get(id)?.drawn ?? new Promise<void>((resolve) => setTimeout(resolve, drawnAfterMs));
  const entry: Held = { report, ranks, desk, patterns, rows, finder, ledger, drawn };
  held.set(id, entry);
  return entry;
}

/** One for all files: a thread that is ended leaves some kilobytes behind in the window and in main. */
let receiver: Worker | undefined;

function receiverReady(): Worker {
  receiver ??= new Worker(new URL('./receive-worker.ts', import.meta.url), { type: 'module' });
  return receiver;
}

function open(order: Extract<WorkerMessage, { kind: 'open' }>, reader: MessagePort) {
  const id = order.report;
  const { port1, port2 } = new MessageChannel();
  receiverReady().postMessage(undefined, [reader, port1]);
  const opening = openReportFrom(port2, order, {
    progress: (rows, bytes) => tell({ kind: 'progress', report: id, rows, bytes }),
    begun: () => tell({ kind: 'begun', report: id }),
    first: (report) => tell({ kind: 'first', report: id, parts: report.parts }),
    complete(report) {
      const entry = hold(id, report);
      tell({ kind: 'complete', report: id, parts: report.parts, shown: shownOf(entry, wholeView) });
      openings.delete(id);
      weigh(report.table.parts.bytes);
      // And before the order of the columns is worked out.
      void entry.drawn.then(lookForGarbage);
    },
    failed(reason) {
      openings.delete(id);
      tell({ kind: 'failed', report: id, failure: reason });
    },
  });
  openings.set(id, opening);
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
    case 'port':
      if (port) ports.set(message.port, port);
      return;
    case 'ask':
      void answer(message.id, message.name, message.args);
  }
};
