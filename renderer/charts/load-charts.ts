/** Has AG Charts ready: loaded, and warm. */
import { queueDraw } from './draw-queue.ts';

let loading: Promise<typeof import('./draw-chart.ts')> | undefined;

/** Once for all charts, for the first of them or before there is one. */
export function loadCharts(styleNonce: string): Promise<typeof import('./draw-chart.ts')> {
  loading ??= import('./draw-chart.ts').then((charts) => {
    queueDraw(charts, () => charts.warmUp(styleNonce));
    return charts;
  });
  return loading;
}
