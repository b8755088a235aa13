import { describe, expect, test } from 'vitest';
import { type Colours, chartOptions, heightOf, shapeOf } from '../../../renderer/charts/chart-options.ts';
import { partLook } from '../../../renderer/charts/looks.ts';
import type { Chart } from '../../../shared/report/chart.ts';
import { verdictAxis } from '../../../shared/report/overview.ts';
import { verdictKinds } from '../../../shared/report/verdict.ts';

const tones = {
  good: '#0a0',
  bad: '#a00',
  attention: '#aa0',
  waiting: '#00a',
  progress: '#0aa',
  neutral: '#aaa',
  plain: '#55a',
};
const colours: Colours = {
  surface: '#fff',
  text: '#000',
  soft: '#555',
  line: '#ddd',
  focus: '#00f',
  font: 'sans',
  tones,
  onTone: '#fff',
};

const base: Chart = {
  ...{ id: 'track', title: 'Track', head: 'Track', form: 'lying', by: { kind: 'values', column: 'track' } },
  bars: [
    { key: 'verified', label: 'verified' },
    { key: 'audit', label: 'audit' },
  ],
  parts: [{ key: '', label: 'Attempts' }],
  ...{ counts: [10, 4], totals: [10, 4], left: [], rows: 14, notes: [] },
};
const divided: Chart = {
  ...base,
  parts: [
    { key: 'Passed', label: 'Passed', tone: 'good' },
    { key: 'Not passed', label: 'Not passed', tone: 'bad' },
  ],
  partsBy: verdictAxis,
  counts: [9, 1, 4, 0],
};

interface Series {
  readonly yKey: string;
  readonly stacked: boolean;
  readonly fill: unknown;
  readonly label: { formatter(of: { value: number; datum: unknown }): string };
  itemStyler(of: { datum: unknown; highlightState?: string }): { fillOpacity: number } | undefined;
}
function options(chart: Chart, chosen?: readonly boolean[], width = 400) {
  const made = chartOptions({ chart, chosen, width, colours }) as unknown as {
    data: readonly Record<string, unknown>[];
    series: readonly Series[];
  };
  const [datum] = made.data;
  return {
    ...made,
    names: made.data.map(({ x }) => `${x}`.replaceAll('\u200b', '')),
    number: (value: number) => made.series[0]!.label.formatter({ value, datum }),
  };
}

describe('a chart as it is drawn', () => {
  test('has the numbers in its order, one series for each part', () => {
    const { data, series } = options(divided);
    expect(data).toMatchObject([
      { at: 0, label: 'verified', p0: 9, p1: 1 },
      { at: 1, label: 'audit', p0: 4, p1: 0 },
    ]);
    expect(series.map(({ yKey, stacked }) => [yKey, stacked])).toEqual([
      ['p0', true],
      ['p1', true],
    ]);
  });

  test('marks small groups: beside the bar, or beside the name where parts are stacked', () => {
    expect([10, 4, 1, 0].map(options(base).number)).toEqual(['10', '4*', '1*', '']);
    expect(options(divided).names).toEqual(['verified · 10', 'audit · 4*']);
  });

  test('writes a number into a part only where there is room', () => {
    expect([9, 1].map(options(divided).number)).toEqual(['9', '1']);
    const many = { ...divided, counts: [900, 1, 4, 0], totals: [901, 4] };
    expect([900, 1].map(options(many).number)).toEqual(['900', '']);
  });

  test('pales what is not chosen, and nothing where nothing is', () => {
    const pale = (chosen?: readonly boolean[]) => {
      const { data, series } = options(divided, chosen);
      return data.flatMap((datum) => series.map(({ itemStyler }) => (itemStyler({ datum })?.fillOpacity ?? 1) < 1));
    };
    expect(pale()).toEqual([false, false, false, false]);
    expect(pale([true, false, false, false])).toEqual([false, true, true, true]);
  });

  test('has a style of its own for a bar only where it looks otherwise than its series', () => {
    const toned = { ...base, bars: [{ ...base.bars[0]!, tone: 'good' as const }, base.bars[1]!] };
    const styles = (chart: Chart, highlightState?: string) => {
      const { data, series } = options(chart);
      return data.map((datum) => series[0]!.itemStyler({ datum, ...(highlightState && { highlightState }) }));
    };
    expect(styles(divided)).toEqual([undefined, undefined]);
    expect(styles(toned)).toEqual([expect.objectContaining({ fill: colours.tones.good, fillOpacity: 1 }), undefined]);
    expect(styles(divided, 'highlighted-item')).toEqual(Array(2).fill(expect.objectContaining({ strokeWidth: 1.5 })));
  });

  test('cuts long names, keeps their number, and tells alike ones apart', () => {
    const long = { key: 'x', label: 'An exam with a name that goes on and on' };
    const { names, data } = options({ ...divided, bars: [long, { ...long, key: 'y' }] });
    expect(names).toEqual(['An exam with a… · 10', 'An exam with a… · 4*']);
    expect(new Set(data.map(({ x }) => x)).size).toBe(2);
    expect(options({ ...divided, bars: [long, long] }, undefined, 720).names[0]).toMatch(/^An exam with a name that/);
  });

  test('has the number of a name from right to left on the side of the bar', () => {
    const name = 'امتحان منتصف الفصل';
    const [shown] = options({ ...divided, bars: [{ key: 'x', label: name }, divided.bars[1]!] }, undefined, 720).names;
    expect(shown).toBe(`\u2066\u2067${name}\u2069 · 10${'\u00a0'.repeat(4)}\u2069`);
  });

  test('writes counts on standing bars that are wide enough', () => {
    const standing = { ...base, form: 'standing' as const };
    expect(options(standing).number(10)).toBe('10');
    const bars = Array.from({ length: 40 }, (_, at) => ({ key: `${at}`, label: `${at}` }));
    expect(options({ ...standing, bars, totals: bars.map(() => 10) }).number(10)).toBe('');
  });

  test('has one shape as long as its numbers alone change', () => {
    const shape = (chart: Chart, width = 400) => shapeOf({ chart, chosen: undefined, width, colours });
    expect(shape({ ...divided, counts: [1, 2, 3, 4], totals: [3, 7] })).toBe(shape(divided));
    expect(shapeOf({ chart: divided, chosen: [true, false, false, false], width: 400, colours })).toBe(shape(divided));
    const others = [
      shape(base),
      shape(divided, 500),
      shape({ ...divided, bars: divided.bars.slice(1) }),
      shape({ ...divided, form: 'standing' }),
      shapeOf({ chart: divided, chosen: undefined, width: 400, colours: { ...colours, text: '#fff' } }),
    ];
    expect(new Set([shape(divided), ...others]).size).toBe(1 + others.length);
  });

  test('is read out by its heading', () => {
    const { locale } = chartOptions({ chart: divided, chosen: undefined, width: 400, colours });
    const read = (key: string) => locale!.getLocaleText!({ key, defaultValue: 'its own', variables: {} });
    expect(read('ariaAnnounceChart')).toBe('Track. Bars: 2. Show as table for the numbers.');
    expect(read('ariaAnnounceHoverDatum')).toBeUndefined();
  });

  test('is as high as its bars need, and standing always alike', () => {
    expect(heightOf({ ...base, bars: [...base.bars, ...base.bars] })).toBeGreaterThan(heightOf(base));
    expect(heightOf({ ...base, form: 'standing' })).toBe(heightOf({ ...divided, form: 'standing' }));
    expect(heightOf({ ...base, bars: [] })).toBeGreaterThan(0);
  });
});

test('verdicts of one tone are told apart by their marks', () => {
  const parts = verdictKinds.map(({ label, tone }) => ({ key: label, label, tone }));
  const looks = parts.map((_, part) => partLook({ ...base, parts }, part));
  expect(new Set(looks.map(({ tone, mark }) => `${tone} ${mark}`)).size).toBe(verdictKinds.length);
});

test('no two verdicts have the same hatching: what stands between them may be missing', () => {
  const parts = verdictKinds.map(({ label, tone }) => ({ key: label, label, tone }));
  const marks = parts.map((_, part) => partLook({ ...base, parts }, part).mark);
  const hatchings = marks.filter((mark) => mark !== 'solid' && mark !== 'pale');
  expect(hatchings.filter((mark, at) => hatchings.indexOf(mark) !== at)).toEqual([]);
});

test('exams as parts are told apart as well', () => {
  const parts = Array.from({ length: 12 }, (_, at) => ({ key: `${at}`, label: `Exam ${at}` }));
  const looks = parts.map((_, part) => partLook({ ...base, parts }, part));
  expect(new Set(looks.slice(0, 8).map(({ tone, mark }) => `${tone} ${mark}`)).size).toBe(8);
});
