/** Counts the rows of a view into the bars of a chart. */
import { countCodesOf } from '../table/coded.ts';
import type { Codes } from '../table/column.ts';
import { keptSteps, type RankCache, type View } from '../table/view.ts';
import { type Axis, type Bar, type Chart, hasOwn, withoutOwn } from './chart.ts';
import type { Zone } from './clock.ts';
import type { Division } from './divisions.ts';
import type { Report } from './report.ts';

/** A report, and the view of it whose numbers are wanted. */
export interface Looked {
  readonly report: Report;
  readonly view: View;
  readonly ranks: RankCache;
  readonly zone: Zone;
  /** The rows of the view. */
  readonly rows: Uint32Array;
}

/** What is worked out of the rows of a view, in parts. */
export type Steps<T> = Generator<undefined, T>;

/** The rows that a chart counts: those of the view without its own filters. */
export function* rowsFor(
  { report, view, ranks, rows }: Looked,
  own: Pick<Chart, 'by' | 'partsBy'>,
): Steps<Uint32Array> {
  return hasOwn(view, own) ? yield* keptSteps(withoutOwn(view, own), report.table, ranks) : rows;
}

/** More bars of values than this are put together. */
const mostValues = 12;
/** As many as there are verdicts. */
const mostParts = 12;

/** What bars are made of, and what that filters by. */
export interface PartsPlan {
  readonly parts?: Division & { readonly tones?: ReadonlyMap<string, Bar['tone']> };
  readonly partsBy?: Axis;
}

interface ChartPlan extends PartsPlan, Pick<Chart, 'id' | 'title' | 'head' | 'form' | 'by'> {
  readonly division: Division;
  /** Bars of values: only those that occur, the most first or in the order of their column. */
  readonly values?: 'by count' | 'in order';
  readonly tone?: (key: string) => Bar['tone'];
  readonly notes?: readonly string[];
}

const oneBar: readonly Bar[] = [{ key: '', label: 'Attempts' }];

/** Counts what falls where. */
export function* countChart(looked: Looked, plan: ChartPlan): Steps<Chart> {
  const { division, parts } = plan;
  const rows = yield* rowsFor(looked, plan);
  const barCount = division.places.length;
  const totals = placeTotals(division, countInside(division, rows));
  const orderOf = plan.values && valueOrder(looked, plan.by, division);
  const bars = orderOf ? gather(division, totals, plan.values!, orderOf, mostValues) : division.places.map(alone);
  const barTotals = bars.map(({ of }) => of.reduce((sum, bar) => sum + totals[bar]!, 0));
  const partOrder = parts
    ? gatherParts(parts, placeTotals(parts, countInside(parts, rows, division)))
    : oneBar.map(alone);
  const counts = parts ? countPairs(rows, drawn(division, bars), drawn(parts, partOrder)) : barTotals;
  return {
    ...{ id: plan.id, title: plan.title, head: plan.head, form: plan.form, by: plan.by },
    ...(plan.partsBy && { partsBy: plan.partsBy }),
    bars: bars.map(({ bar }) => ({ ...bar, ...(plan.tone && { tone: plan.tone(bar.key) }) })),
    parts: partOrder.map(({ bar }) => ({ ...bar, tone: plan.parts?.tones?.get(bar.key) })),
    counts,
    totals: barTotals,
    left: division.outside
      .map((why, place) => ({ why, count: totals[barCount + place]! }))
      .filter(({ count }) => count > 0),
    rows: rows.length,
    notes: plan.notes ?? [],
  };
}

/** A bar, and the places that it counts. */
interface Gathered {
  readonly bar: Bar;
  readonly of: readonly number[];
}

const alone = (bar: Bar, place: number): Gathered => ({ bar, of: [place] });

/** How many of the rows have each code; with `within`, of those rows that fall into one of its places. */
function countInside({ codes, placeOf }: Division, rows: Uint32Array, within?: Division): Uint32Array {
  const size = placeOf.length;
  if (!within || within.outside.length === 0) return countCodesOf(rows, { codes, size });
  const counts = new Uint32Array(size);
  const inside = Uint8Array.from(within.placeOf, (place) => (place < within.places.length ? 1 : 0));
  const others = within.codes;
  for (let at = 0; at < rows.length; at += 1) counts[codes[rows[at]!]!]! += inside[others[rows[at]!]!]!;
  return counts;
}

/** The same for each place, and for each reason to be outside. */
function placeTotals({ places, outside, placeOf }: Division, counts: Uint32Array): Uint32Array {
  const totals = new Uint32Array(places.length + outside.length);
  for (let code = 0; code < counts.length; code += 1) totals[placeOf[code]!]! += counts[code]!;
  return totals;
}

/** A division by what is drawn: for each code its bar, or, from `bars` on, none. */
interface Drawn {
  readonly codes: Codes;
  readonly bars: number;
  readonly barOf: Uint32Array;
}

function drawn({ codes, placeOf, places, outside }: Division, gathered: readonly Gathered[]): Drawn {
  const bars = new Uint32Array(places.length + outside.length).fill(gathered.length);
  for (const [at, { of }] of gathered.entries()) for (const place of of) bars[place] = at;
  return { codes, bars: gathered.length, barOf: placeOf.map((place) => bars[place]!) };
}

/** Only what is drawn is counted by parts: a column may have as many values as rows. */
function countPairs(rows: Uint32Array, bars: Drawn, parts: Drawn): number[] {
  // One more of each, for what is not drawn.
  const width = parts.bars + 1;
  const counts = new Uint32Array((bars.bars + 1) * width);
  const [barCodes, partCodes] = [bars.codes, parts.codes];
  const [from, partOf] = [bars.barOf.map((bar) => bar * width), parts.barOf];
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at]!;
    counts[from[barCodes[row]!]! + partOf[partCodes[row]!]!]! += 1;
  }
  return Array.from({ length: bars.bars }, (_, bar) => [...counts.subarray(bar * width, (bar + 1) * width - 1)]).flat();
}

/** Values that occur: the commonest each for itself, the others as one bar. */
function gather(
  { places }: Division,
  totals: Uint32Array,
  values: 'by count' | 'in order',
  order: (key: string) => number,
  most: number,
): Gathered[] {
  const inOrder = (a: number, b: number) => order(places[a]!.key) - order(places[b]!.key);
  const common = (a: number, b: number) => totals[b]! - totals[a]! || inOrder(a, b);
  const found = places.flatMap((_, place) => (totals[place]! > 0 ? [place] : [])).sort(common);
  // One that is left over is as good as a bar of others.
  const shown = found.length > most ? found.slice(0, most - 1) : found;
  const rest = found.slice(shown.length);
  if (values === 'in order') shown.sort(inOrder);
  const bars = shown.map((place) => alone(places[place]!, place));
  if (rest.length === 0) return bars;
  return [...bars, others(places, shown, rest)];
}

/** The parts that occur, in their own order. */
function gatherParts({ places }: Division, totals: Uint32Array): Gathered[] {
  const found = places.flatMap((_, place) => (totals[place]! > 0 ? [place] : []));
  if (found.length <= mostParts) return found.map((place) => alone(places[place]!, place));
  const shown = found.toSorted((a, b) => totals[b]! - totals[a]!).slice(0, mostParts - 1);
  const rest = found.filter((place) => !shown.includes(place));
  return [...shown.sort((a, b) => a - b).map((place) => alone(places[place]!, place)), others(places, shown, rest)];
}

const others = (places: readonly Bar[], shown: readonly number[], rest: readonly number[]): Gathered => ({
  bar: { key: '', label: `${rest.length} others`, besides: shown.map((place) => places[place]!.key) },
  of: rest,
});

/** Where a value stands in the order of its column. */
function valueOrder({ report, ranks }: Looked, by: Axis, { places }: Division): (key: string) => number {
  const column = report.table.column(by.column);
  const order = new Map<string, number>();
  if (column && column.distinct > 0) {
    const { ranks: known } = ranks.of(column);
    for (let code = 0; code < column.distinct; code += 1) order.set(column.valueText(code), known[code]!);
  }
  for (const { key } of places) if (!order.has(key)) order.set(key, Number.MAX_SAFE_INTEGER);
  return (key) => order.get(key)!;
}
