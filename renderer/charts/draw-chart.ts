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
import { chartData, chartOptions, type Drawing, heightOf, shapeOf } from './chart-options.ts';

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
  destroy(): void;
}

export function drawChart(container: HTMLElement, drawing: Drawing, styleNonce: string, onBar: OnBar): DrawnChart {
  const frame = {
    container,
    styleNonce,
    listeners: {
      seriesNodeClick: ({ datum, seriesId, event }: { datum: { at: number }; seriesId: string; event: Event }) =>
        onBar(datum.at, Number(seriesId.slice(1)), (event as MouseEvent).shiftKey),
    },
  };
  const options = { ...chartOptions(drawing), ...frame };
  // Its frame first, and its bars in a task of their own: together they would keep the window waiting.
  const chart = AgCharts.create({ ...options, data: [] }) as AgChartInstance;
  const fill = async () => {
    await chart.waitForUpdate();
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    if (!gone) await chart.updateDelta({ data: options.data ?? [] });
  };
  let gone = false;
  let shape = shapeOf(drawing);
  return {
    shown: fill(),
    update(next) {
      const before = shape;
      shape = shapeOf(next);
      if (shape === before) return chart.updateDelta({ data: chartData(next) });
      return chart.update({ ...chartOptions(next), ...frame } as Parameters<typeof chart.update>[0]);
    },
    destroy() {
      gone = true;
      chart.destroy();
    },
  };
}

/** Draws something small out of sight. The first chart takes twice as long as any other, and this is no one's chart. */
export async function warmUp(styleNonce: string) {
  const container = offStage();
  const data = [{ x: '', p0: 1 }];
  const series = [{ type: 'bar' as const, xKey: 'x', yKey: 'p0' }];
  const chart = AgCharts.create({
    container,
    styleNonce,
    width: 60,
    height: 40,
    minWidth: 0,
    minHeight: 0,
    data,
    series,
  });
  await chart.waitForUpdate();
  chart.destroy();
  container.remove();
}

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
