import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Chart, canPress, chartText, countOf, isChosen, press, withoutOwn } from '../../../shared/report/chart.ts';
import type { Zone } from '../../../shared/report/clock.ts';
import { columnChart, type DividedBy } from '../../../shared/report/column-chart.ts';
import type { Looked } from '../../../shared/report/count-chart.ts';
import { chartSteps, overviewCharts } from '../../../shared/report/overview.ts';
import { givenOrder, type Report } from '../../../shared/report/report.ts';
import { createRowSets } from '../../../shared/report/row-sets.ts';
import { atOnce } from '../../../shared/table/parts.ts';
import { createRankCache, type Filter, type View, wholeView } from '../../../shared/table/view.ts';
import { runs } from '../../support/runs.ts';
import { sampleText } from '../../support/sample.ts';
import { reportFromText, rowsOf } from '../../support/table.ts';

function looker(report: Report) {
  const ranks = { ...createRankCache(report.table, givenOrder), sets: createRowSets(report) };
  const rows = (view: View) => rowsOf(view, report.table, ranks);
  const look = (view: View = wholeView, zone: Zone = 'utc'): Looked => ({
    report,
    view,
    ranks,
    zone,
    rows: rows(view),
  });
  return { look, rows };
}

const text = sampleText({ rows: 400, seed: 5, version: 'V3' });
const sample = reportFromText(text, 'edX_DemoX_2021_proctored_exam_results_report_2021-04-30-2359.csv');
const { look, rows } = looker(sample);
const titled = (column: string, by: DividedBy, looked: Looked) => atOnce(columnChart(looked, { column, by }, column));

const charted = sample.table.columns.map(({ id }) => id);
const allCharts = (looked: Looked, by: DividedBy): Chart[] => [
  ...overviewCharts(looked),
  ...charted.map((id) => titled(id, by, looked)).filter((chart) => chart !== undefined),
];

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

const values = (column: string) => {
  const found = sample.table.column(column)!;
  const texts = [...new Set(Array.from({ length: sample.table.rowCount }, (_, row) => found.text(row)))];
  const words = column === 'verdict' ? ['Passed', 'In review', 'Needs you', 'Practice'] : texts;
  return fc
    .record({ picked: fc.subarray(words, { minLength: 1 }), exclude: fc.boolean() })
    .map(
      ({ picked, exclude }): Filter => ({ kind: 'values', column, values: picked, ...(exclude && { exclude: true }) }),
    );
};
const sets = (family: 'share' | 'hour' | 'waiting', keys: readonly string[]) =>
  fc
    .subarray([...keys], { minLength: 1 })
    .map((some): Filter => ({ kind: 'set', column: `set:${family}`, sets: some, names: some }));
const day = (from: number, days: number): Filter => {
  const start = Date.UTC(2021, 3, 1) * 1000 + from * 86_400_000_000;
  return { kind: 'time', column: 'completed_at', from: start, before: start + days * 86_400_000_000 };
};
const filter = fc.oneof(
  fc.constantFrom('exam_name', 'verdict', 'review_status', 'provider', 'track', 'status').chain(values),
  sets('share', ['0', '5', '8', '9', '10']),
  sets('hour', ['utc-08', 'utc-09', 'utc-17', 'local-10']),
  sets('waiting', ['0', '1', '7', '14']),
  fc.tuple(fc.integer({ min: 0, max: 28 }), fc.integer({ min: 1, max: 20 })).map(([from, days]) => day(from, days)),
  fc.constant<Filter>({ kind: 'number', column: 'suspicious_count', min: 1 }),
);
/** At most one of a kind on a column, as in the app. */
const view = fc
  .record({
    search: fc.constantFrom('', '', 'ana', 'final'),
    filters: fc.uniqueArray(filter, { maxLength: 3, selector: ({ kind, column }) => `${kind} ${column}` }),
  })
  .map((some): View => ({ ...wholeView, ...some }));
const zone = fc.constantFrom<Zone>('utc', 'local');
const dividedBy = fc.constantFrom<DividedBy>('nothing', 'verdict', 'exam');

test('charts are counted one by one, with a rest after each', () => {
  const steps = chartSteps(look());
  const rests = [...steps].length;
  expect(rests).toBe(overviewCharts(look()).length);
});

test('a report of all columns has all charts', () => {
  expect(overviewCharts(look()).map(({ id }) => id)).toEqual([
    ...['exams', 'review_status', 'categories', 'share', 'days', 'hours', 'waiting', 'provider', 'track'],
  ]);
});

test('under any filters, what a chart shows and what it leaves out is what the grid shows without its own filter', () => {
  fc.assert(
    fc.property(view, zone, dividedBy, (one, where, by) => {
      const shown = rows(one).length;
      for (const chart of allCharts(look(one, where), by)) {
        const own = withoutOwn(one, chart);
        const counted = own.filters.length === one.filters.length ? shown : rows(own).length;
        expect(chart.rows, chart.id).toBe(counted);
        const left = sum(chart.left.map(({ count }) => count));
        if (chart.apart) {
          // Its bars overlap; together they are the attempts with any incident.
          const any = chart.bars.reduce((now, _, bar) => press(chart, now, { bar }, true), own);
          expect((chart.bars.length === 0 ? 0 : rows(any).length) + left, chart.id).toBe(counted);
          continue;
        }
        expect(sum(chart.totals) + left, chart.id).toBe(counted);
        for (const bar of chart.bars.keys()) {
          expect(sum(chart.parts.map((_, part) => countOf(chart, bar, part))), chart.id).toBe(chart.totals[bar]);
        }
      }
    }),
    runs(25),
  );
});

test('a bar that is pressed leaves as many rows as it says, and the chart as it was; pressed again it is taken back', () => {
  fc.assert(
    fc.property(view, zone, dividedBy, fc.nat(), (one, where, by, pick) => {
      for (const chart of allCharts(look(one, where), by)) {
        const base = { ...withoutOwn(one, chart), sort: [] };
        const bars = [...chart.bars.keys()].filter((bar) => canPress(chart, { bar }));
        if (bars.length === 0) continue;
        const bar = bars[pick % bars.length]!;
        const pressed = press(chart, base, { bar }, false);
        expect(rows(pressed).length, `${chart.id} ${chart.bars[bar]!.label}`).toBe(chart.totals[bar]);
        const again = allCharts(look(pressed, where), by).find(({ id }) => id === chart.id)!;
        expect([again.bars, again.totals]).toEqual([chart.bars, chart.totals]);
        expect(chart.bars.map((_, at) => isChosen(chart, pressed, at, 0))).toEqual(
          chart.bars.map((_, at) => at === bar),
        );
        expect(press(chart, pressed, { bar }, false).filters).toEqual(base.filters);
        if (chart.parts.length === 0) continue;
        const part = pick % chart.parts.length;
        if (!canPress(chart, { bar, part })) continue;
        const both = press(chart, base, { bar, part }, false);
        expect(rows(both).length, chart.id).toBe(countOf(chart, bar, part));
        expect(press(chart, both, { bar, part }, false).filters).toEqual(base.filters);
      }
    }),
    runs(25),
  );
});

test('bars that are added leave what they say together, and go one by one', () => {
  fc.assert(
    fc.property(view, fc.nat(), fc.nat(), (one, first, second) => {
      for (const chart of overviewCharts(look(one))) {
        const bars = [...chart.bars.keys()].filter((bar) => canPress(chart, { bar }));
        if (bars.length < 2) continue;
        const [a, b] = [bars[first % bars.length]!, bars[second % bars.length]!].sort((x, y) => x - y);
        if (a === b || chart.apart) continue;
        const alone = press(chart, withoutOwn(one, chart), { bar: a! }, false);
        const added = press(chart, alone, { bar: b! }, true);
        const chosen = [a!, b!];
        expect(rows(added).length, chart.id).toBe(sum(chosen.map((bar) => chart.totals[bar]!)));
        expect(chart.bars.flatMap((_, bar) => (isChosen(chart, added, bar, 0) ? [bar] : []))).toEqual(chosen);
        expect(press(chart, added, { bar: b! }, true).filters).toEqual(alone.filters);
      }
    }),
    runs(25),
  );
});

const v2 = 'exam_name,username,allowed_time_limit_mins,is_sample_attempt,started_at,completed_at,status,review_status';
const small = (lines: readonly string[], name?: string, header = v2) =>
  reportFromText(`${header}\r\n${lines.map((line) => `${line}\r\n`).join('')}`, name);

describe('minutes used as a share of minutes allowed:', () => {
  const usual = Array.from(
    { length: 10 },
    (_, at) => `Mid,u${at},100,False,2021-04-01 09:00:00+00:00,None,started,None`,
  );
  const attempt = (limit: string, start: string, end: string) => `Mid,x,${limit},False,${start},${end},submitted,None`;
  const at = (time: string) => `2021-04-01 ${time}+00:00`;
  const shares = (line: string) => {
    const chart = overviewCharts(looker(small([...usual, line])).look()).find(({ id }) => id === 'share')!;
    return {
      bars: chart.bars.flatMap(({ label }, bar) => (chart.totals[bar]! > 0 ? [label] : [])),
      left: chart.left.map(({ why, count }) => `${count} ${why}`),
    };
  };
  const open = '10 without a start or an end';

  test.each([
    ['a tenth ends where the next begins', attempt('100', at('09:00:00'), at('09:10:00')), '10 % to under 20 %'],
    ['one that is all but used up', attempt('100', at('09:00:00'), at('10:39:59')), '90 % to under 100 %'],
    ['all of it, to the second', attempt('100', at('09:00:00'), at('10:40:00')), '100 % to under 110 %'],
    ['a day late', attempt('100', at('09:00:00'), '2021-04-02 09:00:00+00:00'), '110 % and more'],
    [
      'a limit longer than usual has a share of its own',
      attempt('200', at('09:00:00'), at('09:10:00')),
      '0 % to under 10 %',
    ],
  ])('%s', (_name, line, label) => {
    expect(shares(line)).toEqual({ bars: [label], left: [open] });
  });

  test.each([
    [
      'a limit shorter than usual',
      attempt('40', at('09:00:00'), at('09:10:00')),
      'with a limit shorter than usual: resumed, or started close to the due date',
    ],
    ['no limit', attempt('None', at('09:00:00'), at('09:10:00')), 'without a time limit'],
    ['a limit of 0', attempt('0', at('09:00:00'), at('09:10:00')), 'without a time limit'],
    [
      'times that contradict each other',
      attempt('100', at('09:00:00'), at('08:00:00')),
      'ended before they started, by the file',
    ],
  ])('there is none with %s', (_name, line, why) => {
    expect(shares(line)).toEqual({ bars: [], left: [open, `1 ${why}`] });
  });
});

describe('how long attempts have been in review:', () => {
  const waiting = (report: Report) => overviewCharts(looker(report).look()).find(({ id }) => id === 'waiting');
  const submitted = (end: string, status = 'submitted') =>
    `Mid,x,100,False,2021-04-01 09:00:00+00:00,${end},${status},None`;
  const named = 'a_b_c_proctored_exam_results_report_2021-04-30-2359.csv';

  test('from the submission to the moment in the file name, with the others left out by reason', () => {
    const chart = waiting(
      small(
        [
          submitted('2021-04-30 12:00:00+00:00'),
          submitted('2021-04-29 23:59:00+00:00'),
          submitted('2021-04-20 00:00:00+00:00'),
          submitted('None'),
          submitted('2021-04-20 00:00:00+00:00', 'verified'),
        ],
        named,
      ),
    )!;
    expect(
      chartText(chart)
        .split('\n')
        .filter((line) => !line.endsWith('\t0')),
    ).toEqual([
      'Days since submission\tAttempts',
      'under 1 day\t1',
      '1 to under 3 days\t1',
      '7 to under 14 days\t1',
      '(not in review)\t1',
      '(in review, without a time of submission)\t1',
    ]);
    expect(chart.notes).toEqual(['Counted up to the moment of the report.']);
    expect(chart.bars.map(({ short }) => short)).toEqual(['<1', '1–2', '3–6', '7–13', '14–20', '21+']);
  });

  test('a moment that is only the newest time inside is said to be that', () => {
    expect(waiting(small([submitted('2021-04-20 00:00:00+00:00')]))!.notes[0]).toContain('may be younger');
  });

  test('nothing where the moment of the report is not known', () => {
    expect(waiting(small(['Mid,x,100,False,None,None,created,None']))).toBeUndefined();
  });
});

describe('which charts there are follows from the columns:', () => {
  test.each([
    ['V0', ['exams', 'share', 'days', 'hours', 'waiting']],
    ['V1a', ['exams', 'share', 'days', 'hours', 'waiting']],
    ['V2', ['exams', 'review_status', 'categories', 'share', 'days', 'hours', 'waiting']],
    ['NAU-1', ['exams', 'review_status', 'categories', 'share', 'days', 'hours', 'waiting', 'provider', 'track']],
  ] as const)('%s', (version, ids) => {
    const report = reportFromText(sampleText({ rows: 60, seed: 2, version }));
    expect(overviewCharts(looker(report).look()).map(({ id }) => id)).toEqual(ids);
  });

  test('a report without attempts has none', () => {
    expect(overviewCharts(looker(small([])).look())).toEqual([]);
  });
});

describe('values and their bars:', () => {
  const exams = (count: number) =>
    Array.from({ length: count }, (_, at) => `Exam ${at + 1},x,100,False,None,None,created,None`);
  const labels = (report: Report) => overviewCharts(looker(report).look())[0]!.bars.map(({ label }) => label);

  test('stand in the order of the column', () => {
    expect(labels(small([...exams(10), ...exams(2)]))).toEqual(Array.from({ length: 10 }, (_, at) => `Exam ${at + 1}`));
  });

  test('twelve each for itself, of more the commonest eleven and the others as one', () => {
    expect(labels(small(exams(12)))).toHaveLength(12);
    const chart = overviewCharts(looker(small([...exams(14), ...exams(14).slice(5)])).look())[0]!;
    expect(chart.bars.map(({ label }) => label).slice(-2)).toEqual(['Exam 14', '3 others']);
    expect(chart.totals.at(-1)).toBe(3);
  });

  test('the others are pressed like any bar, and come and go beside them', () => {
    const own = looker(small([...exams(14), ...exams(14).slice(5)]));
    const chartOf = (view: View) => overviewCharts(own.look(view))[0]!;
    const chosenIn = (view: View, chart = chartOf(view)) =>
      chart.bars.flatMap((_, bar) => (isChosen(chart, view, bar, 0) ? [bar] : []));
    const { bars, totals } = chartOf(wholeView);
    const all = bars.map((_, bar) => bar);
    const last = all.length - 1;
    const alone = press(chartOf(wholeView), wholeView, { bar: last }, false);
    expect([chosenIn(alone), own.rows(alone).length]).toEqual([[last], 3]);
    expect(press(chartOf(alone), alone, { bar: last }, false).filters).toEqual([]);
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constant(last), fc.nat(last)), { maxLength: 20 }), (presses) => {
        let view = wholeView;
        const chosen = new Set<number>();
        for (const bar of presses) {
          view = press(chartOf(view), view, { bar }, true);
          if (!chosen.delete(bar)) chosen.add(bar);
          // Everything together is no filter, once the others are in it.
          if (chosen.size === all.length) chosen.clear();
          expect(chosenIn(view)).toEqual(all.filter((each) => chosen.has(each)));
          const kept = chosen.size === 0 ? all : [...chosen];
          expect(own.rows(view)).toHaveLength(sum(kept.map((each) => totals[each]!)));
        }
      }),
      runs(25),
    );
  });

  test('no value is a bar with a name, and a review that is not there is called that', () => {
    const chart = overviewCharts(looker(small([...exams(1), ' ,x,100,False,None,None,created,Clean'])).look());
    expect(chart[0]!.bars.map(({ label }) => label)).toEqual(['Exam 1', '(no value)']);
    expect(chart[1]!.bars.map(({ label }) => label)).toEqual(['Clean', 'No review']);
  });
});

describe('a chart of any column', () => {
  const chart = (column: string, by: DividedBy = 'nothing') => titled(column, by, look());

  test('is values, ranges or a time line by the type of the column', () => {
    expect(chart('status')!.by).toEqual({ kind: 'values', column: 'status' });
    expect(chart('suspicious_count')!.by.kind).toBe('values');
    expect(chart('minutes-used')!.by).toEqual({ kind: 'set', column: 'set:range' });
    expect(chart('started_at')!.by.kind).toBe('time');
  });

  test.each(['V0', 'V3', 'NAU-1', 'NAU-2'] as const)('is never one of people, in %s', (version) => {
    const own = looker(reportFromText(sampleText({ rows: 60, seed: 5, version }))).look();
    const ids = own.report.table.columns.map(({ id }) => id);
    const people = ids.filter((id) => /user|mail|student|attempt_code|external/.test(id));
    expect(people.length).toBeGreaterThan(2);
    for (const column of people) expect(titled(column, 'nothing', own)).toBeUndefined();
  });

  test('is with and without text where most texts occur once, and each is a filter of those rows', () => {
    const comments = chart('suspicious_comments')!;
    expect(comments.bars.map(({ label }) => label)).toEqual(['with text', 'without text']);
    expect(sum(comments.totals)).toBe(400);
    expect(comments.totals[0]).toBeGreaterThan(0);
    for (const bar of [0, 1])
      expect(rows(press(comments, wholeView, { bar }, false))).toHaveLength(comments.totals[bar]!);
    expect(comments.notes[0]).toContain('occur once');
    expect(chart('exam_name')!.by.kind).toBe('values');
  });

  test('can be divided by verdict or exam, but not by itself', () => {
    expect(chart('track', 'verdict')!.parts.length).toBeGreaterThan(3);
    expect(chart('track', 'exam')!.partsBy).toEqual({ kind: 'values', column: 'exam_name' });
    expect(chart('exam_name', 'exam')!.partsBy).toBeUndefined();
    expect(chart('verdict', 'verdict')!.partsBy).toBeUndefined();
  });
});

test('a cell of two filters is chosen where both are; a press adds to each or takes one back', () => {
  const chart = overviewCharts(look())[0]!;
  const [first, second] = [0, 1];
  const part = chart.parts.findIndex(({ label }) => label === 'Passed');
  const one = press(chart, wholeView, { bar: first, part }, false);
  const two = press(chart, one, { bar: second, part }, true);
  expect(two.filters.map((each) => each.kind === 'values' && each.values)).toEqual([
    [chart.bars[first]!.key, chart.bars[second]!.key],
    ['Passed'],
  ]);
  expect(press(chart, two, { bar: second, part }, true)).toEqual(one);
  expect(press(chart, two, { bar: second, part }, false).filters).toEqual(
    press(chart, wholeView, { bar: second, part }, false).filters,
  );
  const verdictOnly = press(chart, wholeView, { part }, false);
  expect(chart.bars.every((_, bar) => isChosen(chart, verdictOnly, bar, part))).toBe(true);
  expect(isChosen(chart, verdictOnly, 0, part === 0 ? 1 : 0)).toBe(false);
});
