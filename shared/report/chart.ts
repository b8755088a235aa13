/**
 * A chart as plain numbers: what is drawn, what its table says, and which filter each bar is. A chart that is itself a
 * filter goes on showing all its bars, counted over the view without that filter; what is chosen is marked.
 */
import { isWithin, rangesOf, type TimeRange, timeFilter, withoutRange, withRange } from '../table/time-ranges.ts';
import { tsvCell } from '../table/tsv.ts';
import { type Filter, filterOf, type SetFamily, type View, withFilter, withoutFilter } from '../table/view.ts';

/** What the bars of a chart, or the parts that its bars are stacked from, filter by. */
export type Axis =
  | { readonly kind: 'values'; readonly column: string }
  | { readonly kind: 'set'; readonly column: SetFamily }
  | { readonly kind: 'time'; readonly column: string };

/** How a bar looks; the word always stands with the colour. */
export type BarTone = 'good' | 'bad' | 'attention' | 'waiting' | 'progress' | 'neutral' | 'plain';

export interface Bar {
  /** The value, or the id of the set; of days, the first. */
  readonly key: string;
  /** In full: "20 % to under 30 %". */
  readonly label: string;
  /** As a filter, where the label alone does not say of what; absent = as the label. */
  readonly name?: string;
  /** On the axis, where there is little room; absent = as the label. */
  readonly short?: string;
  /** Days only; UTC microseconds. */
  readonly from?: number;
  readonly before?: number;
  /** Several values together: all of the column but these. So its filter says as little as the other bars, however many it holds. */
  readonly besides?: readonly string[];
  readonly tone?: BarTone | undefined;
}

export interface LeftOut {
  /** Goes on after a number: "not submitted". */
  readonly why: string;
  readonly count: number;
}

export interface Chart {
  readonly id: string;
  readonly title: string;
  /** What the bars are, as the head of a column: "Exam". */
  readonly head: string;
  /** `lying` bars have words beside them, `standing` ones are in an order that means something. */
  readonly form: 'lying' | 'standing';
  readonly by: Axis;
  readonly bars: readonly Bar[];
  /** What bars are made of; one part without a name where they are not divided. */
  readonly parts: readonly Bar[];
  /** What the parts filter by; absent where they cannot be chosen apart from their bar. */
  readonly partsBy?: Axis;
  /** An attempt may be in several bars, and in several parts of one; a part of a bar is a set of its own, `bar|part`. */
  readonly apart?: true;
  /** Attempts in each part of each bar: those of the first bar, then those of the second. */
  readonly counts: readonly number[];
  /** Attempts in each bar. */
  readonly totals: readonly number[];
  /** Attempts that no bar holds, by reason. */
  readonly left: readonly LeftOut[];
  /** Attempts that were counted: all of the view without this chart's own filters. */
  readonly rows: number;
  /** What to know when reading it. */
  readonly notes: readonly string[];
}

/** Fewer attempts than this may let a person be recognised. */
export const smallGroup = 5;
export const isSmall = (count: number): boolean => count > 0 && count < smallGroup;

export const countOf = (chart: Chart, bar: number, part: number): number =>
  chart.counts[bar * chart.parts.length + part]!;

/** The view without the filters that a chart's own bars make. */
export function withoutOwn(view: View, { by, partsBy }: Pick<Chart, 'by' | 'partsBy'>): View {
  const rest = withoutFilter(view, by.column, by.kind);
  return partsBy ? withoutFilter(rest, partsBy.column, partsBy.kind) : rest;
}

export const hasOwn = (view: View, chart: Pick<Chart, 'by' | 'partsBy'>): boolean =>
  withoutOwn(view, chart).filters.length < view.filters.length;

/** Whether the view's filter on an axis lets a bar through; undefined = there is no such filter. */
function isChosenOn(view: View, axis: Axis, bar: Bar): boolean | undefined {
  switch (axis.kind) {
    case 'values': {
      const filter = filterOf(view, axis.column, 'values');
      if (!filter) return undefined;
      if (bar.besides) return filter.exclude === true && filter.values.every((value) => bar.besides!.includes(value));
      return filter.values.includes(bar.key) !== (filter.exclude ?? false);
    }
    case 'set':
      return filterOf(view, axis.column, 'set')?.sets.includes(bar.key);
    case 'time': {
      const filter = filterOf(view, axis.column, 'time');
      if (!filter) return undefined;
      return isWithin(rangesOf(filter), rangeOf(bar));
    }
  }
}

const rangeOf = ({ from = -Infinity, before = Infinity }: Bar): TimeRange => ({ from, before });

/** Whether the view keeps a bar, or a part of it, by the chart's own filters; false where it has none. */
export function isChosen(chart: Chart, view: View, bar: number, part: number): boolean {
  const byBar = isChosenOn(view, chart.by, chart.bars[bar]!);
  if (chart.apart) return (byBar || isChosenOn(view, chart.by, joined(chart, bar, part))) ?? false;
  const byPart = chart.partsBy && isChosenOn(view, chart.partsBy, chart.parts[part]!);
  return byBar === undefined ? (byPart ?? false) : byBar && (byPart ?? true);
}

/** A part of a bar as a bar of its own. */
function joined(chart: Chart, bar: number, part: number): Bar {
  const [whole, its] = [chart.bars[bar]!, chart.parts[part]!];
  return { key: `${whole.key}|${its.key}`, label: `${whole.label} · ${its.label}` };
}

/** What was pressed: a bar, a part in all bars, or a part of one bar. */
export interface Pressed {
  readonly bar?: number;
  readonly part?: number;
}

/** Whether something can be pressed: parts may not be a filter apart from their bar. */
export function canPress({ partsBy, apart }: Chart, { bar, part }: Pressed): boolean {
  if (part === undefined) return bar !== undefined;
  return apart ? bar !== undefined : partsBy !== undefined;
}

/** Whether something that can be pressed is pressed: the view has just that filter, for each of its axes. */
export const isPressed = (chart: Chart, view: View, pressed: Pressed): boolean =>
  pressedOn(chart, pressed).every(({ axis, bar }) => isChosenOn(view, axis, bar) === true);

/**
 * The view after a press. Alone, what was pressed is all that is chosen, and pressed once more it is taken back; with
 * `add` it comes to what is chosen, or leaves it.
 */
export function press(chart: Chart, view: View, pressed: Pressed, add: boolean): View {
  const on = pressedOn(chart, pressed);
  if (on.length === 0) return view;
  const isAll = on.every(({ axis, bar }) => isChosenOn(view, axis, bar));
  if (isAll && (add || on.every(({ axis, bar }) => isOnly(view, axis, bar)))) {
    // What has others beside it can leave alone; else nothing of it is left.
    const leaving = on.filter(({ axis, bar }) => !isOnly(view, axis, bar));
    return (leaving.length > 0 ? leaving.slice(0, 1) : on).reduce(
      (now, { axis, bar }) => without(now, axis, bar),
      view,
    );
  }
  const isNew = !hasOwn(view, chart);
  return on.reduce((now, { axis, bar }) => {
    const chosen = isChosenOn(now, axis, bar);
    // Where the other axis was chosen alone, everything of this one is in already.
    if (add && (chosen || (chosen === undefined && !isNew))) return now;
    const filter = filterWith(now, axis, bar, add);
    // All values but none of them: everything is in again.
    if (filter.kind === 'values' && filter.exclude && filter.values.length === 0) {
      return withoutFilter(now, axis.column, axis.kind);
    }
    return withFilter(add ? now : withoutFilter(now, axis.column, axis.kind), filter);
  }, view);
}

function pressedOn(chart: Chart, { bar, part }: Pressed): { axis: Axis; bar: Bar }[] {
  const { by, partsBy, apart } = chart;
  if (apart) {
    if (bar === undefined) return [];
    return [{ axis: by, bar: part === undefined ? chart.bars[bar]! : joined(chart, bar, part) }];
  }
  return [
    ...(bar === undefined ? [] : [{ axis: by, bar: chart.bars[bar]! }]),
    ...(part === undefined || !partsBy ? [] : [{ axis: partsBy, bar: chart.parts[part]! }]),
  ];
}

/** Whether a bar is all that the filter on an axis lets through. */
function isOnly(view: View, axis: Axis, bar: Bar): boolean {
  if (axis.kind === 'time') {
    const [range, ...more] = rangesOf(filterOf(view, axis.column, 'time') ?? {});
    return range?.from === bar.from && range?.before === bar.before && more.length === 0;
  }
  if (isChosenOn(view, axis, bar) !== true) return false;
  if (bar.besides) return filterOf(view, axis.column, 'values')?.values.length === bar.besides.length;
  return keysOf(view, axis).length === 1;
}

function keysOf(view: View, axis: Axis): readonly string[] {
  if (axis.kind === 'set') return filterOf(view, axis.column, 'set')?.sets ?? [];
  const filter = filterOf(view, axis.column, 'values');
  return filter && !filter.exclude ? filter.values : [];
}

function filterWith(view: View, axis: Axis, bar: Bar, add: boolean): Filter {
  switch (axis.kind) {
    case 'values': {
      const now = add ? filterOf(view, axis.column, 'values') : undefined;
      if (bar.besides) {
        const isOut = (value: string) => now?.values.includes(value) === (now?.exclude ?? false);
        return {
          kind: 'values',
          column: axis.column,
          values: bar.besides.filter((value) => !now || isOut(value)),
          exclude: true,
        };
      }
      if (now?.exclude) return { ...now, values: now.values.filter((value) => value !== bar.key) };
      const before = now?.values ?? [];
      return { kind: 'values', column: axis.column, values: [...before, bar.key] };
    }
    case 'set': {
      const before = add ? filterOf(view, axis.column, 'set') : undefined;
      const sets = [...(before?.sets ?? []), bar.key];
      return { kind: 'set', column: axis.column, sets, names: [...(before?.names ?? []), bar.name ?? bar.label] };
    }
    case 'time': {
      const before = add ? filterOf(view, axis.column, 'time') : undefined;
      return timeFilter(axis.column, withRange(before ? rangesOf(before) : [], rangeOf(bar)), before?.empty)!;
    }
  }
}

function without(view: View, axis: Axis, bar: Bar): View {
  if (axis.kind === 'set') {
    const now = filterOf(view, axis.column, 'set');
    const kept = now?.sets.flatMap((set, place) => (set === bar.key ? [] : [place])) ?? [];
    if (!now || kept.length === 0) return withoutFilter(view, axis.column, 'set');
    const [sets, names] = [kept.map((place) => now.sets[place]!), kept.map((place) => now.names[place]!)];
    return withFilter(view, { kind: 'set', column: axis.column, sets, names });
  }
  if (axis.kind === 'time') {
    const now = filterOf(view, axis.column, 'time');
    const left = now && timeFilter(axis.column, withoutRange(rangesOf(now), rangeOf(bar)), now.empty);
    return left ? withFilter(view, left) : withoutFilter(view, axis.column, 'time');
  }
  const filter = filterOf(view, axis.column, 'values');
  if (!filter) return view;
  if (filter.exclude && !bar.besides) return withFilter(view, { ...filter, values: [...filter.values, bar.key] });
  const values = bar.besides
    ? bar.besides.filter((value) => !filter.values.includes(value))
    : filter.values.filter((value) => value !== bar.key);
  if (values.length === 0) return withoutFilter(view, axis.column, 'values');
  return withFilter(view, { kind: 'values', column: axis.column, values });
}

/** Whether the parts of the bars say something of their own. */
export const isDivided = (chart: Chart): boolean => chart.parts.length > 1 || chart.partsBy !== undefined;

/** The chart's numbers for a spreadsheet, with what it leaves out. */
export function chartText(chart: Chart): string {
  const parts = isDivided(chart) ? chart.parts : [];
  const lines = [
    [chart.head, ...parts.map(({ label }) => label), 'Attempts'],
    ...chart.bars.map(({ label }, bar) => [
      label,
      ...parts.map((_, part) => `${countOf(chart, bar, part)}`),
      `${chart.totals[bar]}`,
    ]),
    ...chart.left.map(({ why, count }) => [`(${why})`, ...parts.map(() => ''), `${count}`]),
  ];
  return lines.map((cells) => cells.map(tsvCell).join('\t')).join('\n');
}
