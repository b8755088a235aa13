/**
 * The binding of AG Charts. Large, and therefore loaded when the first chart is to be drawn; only what is registered
 * here can be drawn.
 */
import {
  type AgChartInstance,
  AgCharts,
  BarSeriesModule,
  CartesianChartModule,
  CategoryAxisModule,
  LegendModule,
  LocaleModule,
  ModuleRegistry,
  NumberAxisModule,
} from 'ag-charts-community';
import type { Chart } from '../../shared/report/chart.ts';
import { chartData, chartOptions, type Drawing, heightOf, shapeOf } from './chart-options.ts';
import { coloursNow } from './colours.ts';

ModuleRegistry.registerModules([
  CartesianChartModule,
  BarSeriesModule,
  CategoryAxisModule,
  NumberAxisModule,
  // What is read out.
  LocaleModule,
  // In pictures only: on screen the legend is made of buttons.
  LegendModule,
]);

/** A part of a bar was pressed, by a click, Enter or Space. */
export type OnBar = (bar: number, part: number, add: boolean) => void;

export interface DrawnChart {
  /** Resolves when it is to be seen. */
  readonly shown: Promise<void>;
  update(drawing: Drawing): Promise<void>;
  /** Resolves when its place is free for another one. */
  destroy(): Promise<void>;
}

export function drawChart(container: HTMLElement, drawing: Drawing, styleNonce: string, onBar: OnBar): DrawnChart {
  const place = document.createElement('div');
  const frame = {
    container: place,
    styleNonce,
    listeners: {
      seriesNodeClick: ({ datum, seriesId, event }: { datum: { at: number }; seriesId: string; event: Event }) =>
        onBar(datum.at, Number(seriesId.slice(1)), (event as MouseEvent).shiftKey),
    },
  };
  const { height, ...options } = chartOptions(drawing);
  place.style.height = `${height}px`;
  // Without a height of its own it waits for that of its place, which has none before it is on the page: so it is made
  // in one task and laid out in another. Together they would keep the window waiting.
  const chart = AgCharts.create({ ...options, ...frame } as Parameters<typeof AgCharts.create>[0]) as AgChartInstance;
  const show = async () => {
    await new Promise((resolve) => setTimeout(resolve));
    if (gone) return;
    container.append(place);
    await chart.waitForUpdate();
  };
  let gone = false;
  let shape = shapeOf(drawing);
  const shown = show();
  return {
    shown,
    update(next) {
      const before = shape;
      shape = shapeOf(next);
      if (shape === before) return chart.updateDelta({ data: chartData(next) });
      place.style.height = `${heightOf(next.chart)}px`;
      return chart.update({ ...chartOptions(next), ...frame } as Parameters<typeof chart.update>[0]);
    },
    async destroy() {
      gone = true;
      // Who waits for it looks into it afterwards, and there would be nothing to look into.
      await Promise.allSettled([shown]);
      chart.destroy();
      place.remove();
    },
  };
}

/** Draws something small out of sight. The first chart takes twice as long as any other, and this is no one's chart. */
export async function warmUp(styleNonce: string) {
  const container = offStage();
  const drawing = { chart: noOnes, chosen: undefined, width: 60, colours: coloursNow() };
  const { shown, destroy } = drawChart(container, drawing, styleNonce, () => {});
  await shown;
  await destroy();
  container.remove();
}

const noOnes: Chart = {
  ...{ id: '', title: '', head: '', form: 'lying', by: { kind: 'values', column: '' } },
  ...{ bars: [{ key: '', label: '' }], parts: [{ key: '', label: '' }], counts: [1], totals: [1] },
  ...{ left: [], rows: 1, notes: [] },
};

/** Where a chart is laid out and not to be seen. */
function offStage(): HTMLElement {
  const container = document.createElement('div');
  container.className = 'chart-off-stage';
  container.setAttribute('aria-hidden', 'true');
  document.body.append(container);
  return container;
}

export interface PictureWords {
  readonly title: string;
  /** What the numbers are of. */
  readonly subtitle: string;
  readonly footnote: string;
}

/** The chart as a PNG, with the words that it needs where it stands alone. */
export async function chartPicture(drawing: Drawing, words: PictureWords, styleNonce: string): Promise<Uint8Array> {
  const container = offStage();
  const { colours, chart, width } = drawing;
  const legendRows = chart.parts.length > 1 ? Math.ceil(chart.parts.length / 4) : 0;
  const height = heightOf(chart) + 110 + legendRows * 26;
  const caption = (text: string, fontSize: number) => ({
    text,
    fontSize,
    color: colours.text,
    fontFamily: colours.font,
    wrapping: 'on-space' as const,
    textAlign: 'left' as const,
  });
  const picture = AgCharts.create({
    ...chartOptions(drawing),
    container,
    styleNonce,
    height,
    padding: { top: 16, right: 40, bottom: 16, left: 16 },
    background: { fill: colours.surface, visible: true },
    legend: { enabled: legendRows > 0, position: 'bottom', maxHeight: legendRows * 26 + 8 },
    title: caption(words.title, 15),
    subtitle: caption(words.subtitle, 12),
    footnote: caption(words.footnote, 11),
  } as Parameters<typeof AgCharts.create>[0]) as AgChartInstance;
  try {
    await picture.waitForUpdate();
    const url = await picture.getImageDataURL({ width, height, fileFormat: 'image/png' });
    return Uint8Array.from(atob(url.slice(url.indexOf(',') + 1)), (char) => char.charCodeAt(0));
  } finally {
    picture.destroy();
    container.remove();
  }
}
