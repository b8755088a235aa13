/** The charts of a report: how it went, by exam, review, time and place. Plain numbers over the rows of a view. */
import { readingsByRow } from '../table/column.ts';
import { atOnce } from '../table/parts.ts';
import { kindColumns } from './attempt-incidents.ts';
import { type Axis, type Bar, type Chart, withoutOwn } from './chart.ts';
import { type DaySpan, hourMicros, spansBetween } from './clock.ts';
import { countChart, type Looked, type PartsPlan, rowsFor, type Steps } from './count-chart.ts';
import { byHour, byShare, byValue, byWaiting, type Division, placesThemselves } from './divisions.ts';
import { incidentKinds } from './incidents.ts';
import { incidentCounts } from './ledger.ts';
import { type Report, verdictColumn } from './report.ts';
import { reviewWord } from './statuses.ts';
import { verdictKinds } from './verdict.ts';
import { counted, months } from './words.ts';

/** By verdict: every kind once, ordered by what there is to do. */
export function byVerdict({ table }: Report): Division & { tones: ReadonlyMap<string, Bar['tone']> } {
  const cells = table.column(verdictColumn)?.parts.cells;
  return {
    places: verdictKinds.map(({ label }) => ({ key: label, label })),
    outside: [],
    codes: cells?.form === 'words' ? cells.codes : new Uint8Array(table.rowCount),
    placeOf: placesThemselves(verdictKinds.length),
    tones: new Map(verdictKinds.map(({ label, tone }) => [label, tone])),
  };
}

export const verdictAxis: Axis = { kind: 'values', column: verdictColumn };

/** The charts that a report of its columns has. */
export const overviewCharts = (looked: Looked): Chart[] => atOnce(chartSteps(looked));

const plans: readonly ((looked: Looked) => Steps<Chart | undefined>)[] = [
  examChart,
  (looked) => valuesChart(looked, 'review_status', 'Review outcome', 'Review', 'in order'),
  categoryChart,
  shareChart,
  (looked) => daysChart(looked, 'completed_at', 'Submissions', 'days'),
  hoursChart,
  waitingChart,
  (looked) => valuesChart(looked, 'provider', 'Provider', 'Provider', 'by count'),
  (looked) => valuesChart(looked, 'track', 'Track', 'Track', 'by count'),
];

/** The same one by one. */
export function* chartSteps(looked: Looked): Steps<Chart[]> {
  const charts: Chart[] = [];
  if (looked.report.table.rowCount === 0) return charts;
  for (const plan of plans) {
    const chart = yield* plan(looked);
    if (chart) charts.push(chart);
    yield;
  }
  return charts;
}

function* examChart(looked: Looked): Steps<Chart | undefined> {
  const { table } = looked.report;
  const column = table.column('exam_name');
  return (
    column &&
    (yield* countChart(looked, {
      ...{ id: 'exams', title: 'Verdicts by exam', head: 'Exam', form: 'lying' },
      by: { kind: 'values', column: column.id },
      partsBy: verdictAxis,
      division: byValue(column, table.rowCount),
      parts: byVerdict(looked.report),
      values: 'in order',
    }))
  );
}

function* valuesChart(
  looked: Looked,
  id: string,
  title: string,
  head: string,
  values: 'by count' | 'in order',
): Steps<Chart | undefined> {
  const { table } = looked.report;
  const column = table.column(id);
  const isReview = id === 'review_status';
  const division = column && byValue(column, table.rowCount);
  return (
    column &&
    (yield* countChart(looked, {
      ...{ id, title, head, form: 'lying', values },
      by: { kind: 'values', column: id },
      division: {
        ...division!,
        places: division!.places.map((place) =>
          isReview && place.key === '' ? { key: '', label: 'No review' } : place,
        ),
      },
      ...(isReview && {
        tone: (key: string) => reviewWord(key)?.tone ?? 'neutral',
        notes: ['Practice attempts have no review in the report.'],
      }),
    }))
  );
}

/** An attempt may have incidents of several categories, so its bars overlap, and are longer together than all attempts. */
function* categoryChart(looked: Looked): Steps<Chart | undefined> {
  const { report } = looked;
  if (!kindColumns.some(({ count, comments }) => report.table.column(count) ?? report.table.column(comments)))
    return undefined;
  const by: Axis = { kind: 'set', column: 'set:category' };
  const rows = yield* rowsFor(looked, { by });
  const { categories, attempts, counted: told } = incidentCounts(report, rows);
  const found = categories.filter((category) => category.attempts > 0);
  const total = told[0] + told[1];
  return {
    ...{
      id: 'categories',
      title: 'Attempts with incidents, by category',
      head: 'Category',
      form: 'lying',
      by,
      apart: true,
    },
    bars: found.map(({ id, name }) => ({ key: id, label: name })),
    parts: incidentKinds.map((kind) => ({
      key: kind,
      label: kind,
      tone: kind === 'Suspicious' ? 'attention' : 'waiting',
    })),
    counts: found.flatMap(({ attemptsOf }) => [...attemptsOf]),
    totals: found.map((category) => category.attempts),
    left: attempts < rows.length ? [{ why: 'without incidents', count: rows.length - attempts }] : [],
    rows: rows.length,
    notes: [
      `The report counts ${counted(total, 'incident')} in ${counted(attempts, 'attempt')}. An attempt may stand in several bars.`,
      'Categories follow from words in the reviewers’ comments.',
    ],
  };
}

function* shareChart(looked: Looked): Steps<Chart | undefined> {
  const { table } = looked.report;
  if (!table.column('allowed_time_limit_mins') || !table.column('completed_at')) return undefined;
  return yield* countChart(looked, {
    ...{ id: 'share', title: 'Minutes used, in % of those allowed', head: 'Share in %', form: 'standing' },
    by: { kind: 'set', column: 'set:share' },
    division: byShare(looked.report),
  });
}

function* hoursChart(looked: Looked): Steps<Chart | undefined> {
  const { report, zone } = looked;
  if (!report.table.column('completed_at')) return undefined;
  const zoneWord = zone === 'utc' ? 'UTC' : 'local time';
  return yield* countChart(looked, {
    ...{ id: 'hours', title: `Submissions by hour of the day, ${zoneWord}`, head: 'Hour', form: 'standing' },
    by: { kind: 'set', column: 'set:hour' },
    division: byHour(report, zone),
  });
}

function* waitingChart(looked: Looked): Steps<Chart | undefined> {
  const { facts } = looked.report;
  const division = byWaiting(looked.report);
  if (!division) return undefined;
  const sure = facts.asOf?.source === 'file name';
  return yield* countChart(looked, {
    ...{ id: 'waiting', title: 'Days in review so far', head: 'Days since submission', form: 'standing' },
    by: { kind: 'set', column: 'set:waiting' },
    division,
    notes: [
      sure
        ? 'Counted up to the moment of the report.'
        : 'Counted up to the newest time in the file: the report may be younger, and the wait longer.',
      ...(facts.timedExams.length > 0 ? ['Some of these exams may be timed ones, which are not reviewed.'] : []),
    ],
  });
}

const mostDays = 60;
const spanWords = { day: 'day', week: 'week', month: 'month', year: 'year' } as const;

/** A time line of a column: per day, or, where those are too many, per week, month or year. */
export function* daysChart(
  looked: Looked,
  columnId: string,
  what: string,
  id: string,
  parts: PartsPlan = {},
): Steps<Chart | undefined> {
  const { table } = looked.report;
  const column = table.column(columnId);
  if (!column) return undefined;
  const by: Axis = { kind: 'time', column: columnId };
  const own = { by, ...parts };
  const rows = yield* rowsFor(looked, own);
  const times = readingsByRow(column, table.rowCount);
  let [first, last] = [Infinity, -Infinity];
  for (let at = 0; at < rows.length; at += 1) {
    const micros = times[rows[at]!]!;
    if (micros < first) first = micros;
    if (micros > last) last = micros;
  }
  const { span, spans } =
    first > last ? { span: 'day' as const, spans: [] } : spansBetween(first, last, looked.zone, mostDays);
  const zoneWord = looked.zone === 'utc' ? 'UTC' : 'local time';
  // By then they are found.
  const found = { ...looked, view: withoutOwn(looked.view, own), rows };
  return yield* countChart(found, {
    ...{
      id,
      title: `${what} per ${spanWords[span]}, ${zoneWord}`,
      head: spanHeads[span],
      form: 'standing',
      by,
      ...parts,
    },
    division: {
      places: spans.map(({ from, before, day }) => ({
        key: day,
        label: spanLabel(day, span),
        short: spanShort(day, span),
        from,
        before,
      })),
      outside: [columnId === 'completed_at' ? 'not submitted' : 'without a time'],
      codes: spanCodes(times, rows, spans),
      placeOf: placesThemselves(spans.length + 1),
    },
  });
}

/** For each of the rows the span that its time is in; without a time, the place behind the last. */
function spanCodes(times: Float64Array, rows: Uint32Array, spans: readonly DaySpan[]): Uint16Array {
  const codes = new Uint16Array(times.length);
  const [first, last] = [spans[0]?.from ?? 0, spans.at(-1)?.before ?? 0];
  // Of each hour the span that it begins in, so that none is searched for.
  const firstHour = Math.floor(first / hourMicros);
  const hours = new Uint16Array(Math.floor(last / hourMicros) - firstHour + 1);
  for (let hour = 0, span = 0; hour < hours.length; hour += 1) {
    while (span < spans.length - 1 && spans[span]!.before <= (firstHour + hour) * hourMicros) span += 1;
    hours[hour] = span;
  }
  const ends = Float64Array.from(spans, ({ before }) => before);
  for (let at = 0; at < rows.length; at += 1) {
    const micros = times[rows[at]!]!;
    if (Number.isNaN(micros)) {
      codes[rows[at]!] = spans.length;
      continue;
    }
    let span = hours[Math.floor(micros / hourMicros) - firstHour]!;
    while (micros >= ends[span]!) span += 1;
    codes[rows[at]!] = span;
  }
  return codes;
}

const spanHeads = { day: 'Day', week: 'Week from', month: 'Month', year: 'Year' } as const;

const spanLabel = (day: string, span: keyof typeof spanHeads): string =>
  span === 'year' ? day.slice(0, 4) : span === 'month' ? day.slice(0, 7) : day;

/** "30 Apr", "Apr 2021": shorter than a date, which its label is. */
function spanShort(day: string, span: keyof typeof spanHeads): string {
  const [year = '', month, date] = day.split('-');
  const name = months[Number(month) - 1];
  return span === 'year' ? year : span === 'month' ? `${name} ${year}` : `${Number(date)} ${name}`;
}
