/** A chart's plain numbers → what AG Charts is told. */
import type { AgBarSeriesOptions, AgCartesianChartOptions, AgPatternName } from 'ag-charts-community';
import { type BarTone, type Chart, countOf, isDivided, isSmall } from '../../shared/report/chart.ts';
import { barLook, type Look, type Mark, partLook } from './looks.ts';

/** The colours of this moment, as the style sheet has them. */
export interface Colours {
  readonly surface: string;
  readonly text: string;
  readonly soft: string;
  readonly line: string;
  readonly focus: string;
  readonly font: string;
  readonly tones: Readonly<Record<BarTone, string>>;
  /** Written on a bar of any tone. */
  readonly onTone: string;
}

export interface Drawing {
  readonly chart: Chart;
  /** What the view keeps of it, part by part as the chart's counts; undefined = it is not filtered by. */
  readonly chosen: readonly boolean[] | undefined;
  /** In CSS pixels. */
  readonly width: number;
  readonly colours: Colours;
}

/**
 * A bar, with all that is drawn of it and follows from the numbers: where nothing else changes, AG Charts is given new
 * data alone, which takes half as long as to go through all the options. It also keeps what its callbacks gave for a
 * datum, so they may look at nothing else. `p0`, `p1` … are the counts of its parts.
 */
interface Datum {
  readonly at: number;
  /** Its place on the axis: what stands beside it, made unique. */
  readonly x: string;
  readonly label: string;
  readonly total: number;
  /** Of the longest bar. */
  readonly longest: number;
  /** Standing bars all have their number, or none. */
  readonly hasRoom: boolean;
  /** By parts. */
  readonly kept: readonly boolean[];
  /** Of a chart whose bars are not divided. */
  readonly look: Look;
  readonly [part: `p${number}`]: number;
}

const fontSize = 11;
const barHeight = 22;
/** In pixels: who points so near to a bar means it. That of one attempt among many is no thicker than a line. */
const besideBar = 4;
const labelWidth = (width: number): number => (width < 600 ? 132 : 220);

/** In CSS pixels, for a chart of so many bars. */
export function heightOf({ form, bars, parts, apart }: Chart): number {
  if (form === 'standing') return 132;
  const height = apart ? 12 * parts.length + 6 : barHeight;
  return Math.max(1, bars.length) * height + 6;
}

const patterns: Readonly<Partial<Record<Mark, AgPatternName>>> = {
  slants: 'forward-slanted-lines',
  falls: 'backward-slanted-lines',
  crosses: 'crosses',
  dots: 'circles',
  bars: 'vertical-lines',
  lines: 'horizontal-lines',
};

/** How much of its colour a bar has. */
const opacityOf = ({ mark }: Look): number => (mark === 'pale' ? 0.3 : 1);

function fillOf({ tone, mark }: Look, { tones, surface }: Colours): AgBarSeriesOptions['fill'] {
  const colour = tones[tone];
  if (mark === 'hollow') return surface;
  const pattern = patterns[mark];
  if (!pattern) return colour;
  return {
    type: 'pattern',
    pattern,
    width: 8,
    height: 8,
    fill: colour,
    stroke: colour,
    strokeWidth: mark === 'dots' ? 0 : 2,
    backgroundFill: surface,
  };
}

const whole = new Intl.NumberFormat('en');

/** The bars in order. */
export function chartData({ chart, chosen, width }: Drawing): Datum[] {
  const used = new Set<string>();
  const stacked = isDivided(chart) && !chart.apart;
  const longest = longestOf(chart);
  const hasRoom = !stacked && (width - 40) / chart.bars.length >= widthOf(widestNumber(chart)) + 2;
  return chart.bars.map((bar, at) => {
    let x = shortLabel(chart, at, labelWidth(width));
    while (used.has(x)) x += '\u200b';
    used.add(x);
    const counts = chart.parts.map((_, part) => [`p${part}`, countOf(chart, at, part)] as const);
    const kept = chart.parts.map((_, part) => chosen?.[at * chart.parts.length + part] ?? true);
    const own = { label: bar.label, total: chart.totals[at]!, look: barLook(bar) };
    return { at, x, longest, hasRoom, kept, ...own, ...Object.fromEntries(counts) };
  });
}

const longestOf = ({ totals }: Chart): number => Math.max(1, ...totals);

const widestNumber = (chart: Chart): string =>
  `${whole.format(longestOf(chart))}${chart.totals.some(isSmall) && longestOf(chart) < 10 ? '*' : ''}`;

/** What stands behind the longest of lying bars, in CSS pixels. */
const roomBehind = (chart: Chart): number =>
  isDivided(chart) && !chart.apart ? 6 : Math.max(34, Math.ceil(widthOf(widestNumber(chart))) + 12);

/** Two drawings of one shape differ in their data alone. */
export function shapeOf({ chart, width, colours }: Drawing): string {
  const { title, form, apart, bars, parts } = chart;
  const named = parts.map(({ key, label }) => [key, label]);
  return JSON.stringify([title, form, apart, bars.length, named, roomBehind(chart), width, colours]);
}

export function chartOptions(drawing: Drawing): AgCartesianChartOptions<Datum> {
  const { chart, width, colours } = drawing;
  const lying = chart.form === 'lying';
  const label = { color: colours.text, fontSize, fontFamily: colours.font };
  return {
    width,
    height: heightOf(chart),
    minWidth: 0,
    minHeight: 0,
    padding: lying
      ? { top: 2, right: roomBehind(chart), bottom: 2, left: 0 }
      : { top: 16, right: 4, bottom: 0, left: 0 },
    background: { visible: false },
    animation: { enabled: false },
    legend: { enabled: false },
    contextMenu: { enabled: false },
    highlight: { drawingMode: 'overlay' },
    tooltip: { mode: 'single', showArrow: false },
    locale: { getLocaleText: ({ key }) => spoken(chart)[key] },
    theme: {
      params: {
        backgroundColor: colours.surface,
        foregroundColor: colours.text,
        accentColor: colours.focus,
        fontFamily: colours.font,
        fontSize,
      },
    },
    data: chartData(drawing),
    series: chart.parts.map((_, part) => seriesOf(drawing, part)),
    axes: {
      x: {
        type: 'category',
        position: lying ? 'left' : 'bottom',
        paddingInner: lying ? 0.3 : 0.15,
        paddingOuter: lying ? 0.1 : 0,
        line: { enabled: !lying, stroke: colours.line },
        tick: { enabled: false },
        ...(lying && { thickness: labelWidth(width) }),
        label: {
          ...label,
          rotation: 0,
          wrapping: 'never' as const,
          spacing: 6,
          minSpacing: 8,
          avoidCollisions: !lying,
        },
      },
      y: {
        type: 'number',
        position: lying ? 'bottom' : 'left',
        min: 0,
        nice: !lying,
        line: { enabled: false },
        gridLine: { enabled: !lying, style: [{ stroke: colours.line, lineDash: [2, 3] }] },
        tick: { enabled: false },
        label: {
          ...label,
          color: colours.soft,
          enabled: !lying,
          formatter: ({ value }) => (value % 1 === 0 ? whole.format(value) : ''),
        },
      },
    },
  } as AgCartesianChartOptions<Datum>;
}

/** What is read out of a chart before any of its bars; a bar reads out what its tooltip says. */
const spoken = ({ title, bars }: Chart): Readonly<Record<string, string>> => ({
  ariaAnnounceChart: `${title}. Bars: ${bars.length}. Show as table for the numbers.`,
  ariaInitSeriesArea: 'Bars: arrow keys go from one to the next, Enter filters by it.',
});

/** What stands beside a lying bar: its name, cut to the room there is, and how many where its parts do not say it. */
function shortLabel(chart: Chart, at: number, room: number): string {
  const { label, short } = chart.bars[at]!;
  if (chart.form === 'standing') return (short ?? label).replaceAll(' ', '\u00a0');
  const total = chart.totals[at]!;
  const small = isSmall(total) ? '*' : '';
  const tail = isDivided(chart) && !chart.apart ? ` · ${whole.format(total)}${small}` : '';
  if (!rightToLeft.test(label)) return `${cut(short ?? label, room - 8 - widthOf(tail))}${tail}`;
  // Isolated, so that such a name has its number on the side of the bar as well. AG Charts takes joined letters for
  // narrower than they are, and sets the whole too far to the right: hence the room behind it.
  const name = cut(short ?? label, room - 8 - widthOf(tail) - 4 * fontSize * 0.56);
  return `\u2066\u2067${name}\u2069${tail}${'\u00a0'.repeat(4)}\u2069`;
}

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

const widthOf = (text: string): number => text.length * fontSize * 0.56;

function cut(text: string, width: number): string {
  const most = Math.floor(width / (fontSize * 0.56));
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}

function seriesOf(drawing: Drawing, part: number): AgBarSeriesOptions<Datum> {
  const { chart, colours, width } = drawing;
  const lying = chart.form === 'lying';
  const divided = isDivided(chart);
  const look = partLook(chart, part);
  const partName = divided ? chart.parts[part]!.label : 'Attempts';
  const plot = width - labelWidth(width) - 40;
  const stacked = divided && !chart.apart;
  // Between solid bars in a row there is a line of the surface: their colours may look alike.
  const edgeOf = ({ tone, mark }: Look) => (stacked && mark === 'solid' ? colours.surface : colours.tones[tone]);
  return {
    type: 'bar',
    id: `p${part}`,
    direction: lying ? 'horizontal' : 'vertical',
    xKey: 'x',
    yKey: `p${part}`,
    yName: partName,
    stacked,
    grouped: chart.apart ?? false,
    cursor: 'pointer',
    nodeClickRange: besideBar,
    cornerRadius: 2,
    strokeWidth: 1,
    stroke: edgeOf(look),
    fill: fillOf(look, colours),
    fillOpacity: opacityOf(look),
    itemStyler: ({ datum, highlightState }) => {
      const own = divided ? look : datum.look;
      const kept = datum.kept[part]!;
      const pointed = highlightState === 'highlighted-item';
      // It looks as its series does: AG Charts works on each style that it is given, bar by bar.
      if (kept && !pointed && own.tone === look.tone && own.mark === look.mark) return undefined;
      return {
        ...(!divided && { fill: fillOf(own, colours) }),
        stroke: pointed ? colours.text : edgeOf(own),
        strokeWidth: pointed ? 1.5 : 1,
        fillOpacity: opacityOf(own) * (kept ? 1 : 0.28),
        strokeOpacity: kept || pointed ? 1 : 0.35,
      };
    },
    highlight: { unhighlightedItem: { opacity: 1 }, unhighlightedSeries: { opacity: 1 }, bringToFront: false },
    label: {
      enabled: true,
      fontSize,
      fontFamily: colours.font,
      placement: stacked ? 'inside-center' : 'outside-end',
      color: stacked && look.mark === 'solid' ? colours.onTone : colours.text,
      ...(stacked && patterns[look.mark] && { fill: colours.surface, padding: 2, cornerRadius: 2 }),
      itemStyler: ({ datum }) => ((datum as Datum).kept[part] ? undefined : { color: colours.text }),
      formatter: ({ value, datum }) => {
        const { longest, hasRoom } = datum as Datum;
        if (value === 0) return '';
        const words = `${whole.format(value)}${!stacked && isSmall(value) ? '*' : ''}`;
        if (lying) return stacked && (value / longest) * plot < widthOf(words) + 8 ? '' : words;
        return hasRoom ? words : '';
      },
    },
    tooltip: {
      range: besideBar,
      renderer: ({ datum }) => {
        const count = datum[`p${part}`]!;
        const small = isSmall(count) ? ' (fewer than 5)' : '';
        return {
          heading: datum.label,
          // Beside the swatch, which stands on a line of its own else.
          ...(divided && { title: partName }),
          data: [
            { label: 'Attempts', value: `${whole.format(count)}${small}` },
            ...(divided ? [{ label: 'All attempts', value: whole.format(datum.total) }] : []),
          ],
        };
      },
    },
  } as AgBarSeriesOptions<Datum>;
}
