/** Has AG Charts ready: loaded, and warm. */
import { queueDraw } from './draw-queue.ts';

let loading: Promise<typeof import('./draw-chart.ts')> | undefined;

/** Once for all charts, for the first of them or before there is one. */
export function loadCharts(styleNonce: string): Promise<typeof import('./draw-chart.ts')> {
  loading ??= load().then((charts) => {
    queueDraw(charts, () => charts.warmUp(styleNonce));
    return charts;
  });
  return loading;
}

/** What AG Charts stands on comes first, in a task of its own: all of it at once held the window up for a tenth of a second. */
async function load() {
  await import('ag-charts-core');
  return import('./draw-chart.ts');
}
