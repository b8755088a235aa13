import { useEffect, useRef, useState } from 'react';
import type { Chart } from '../../shared/report/chart.ts';
import { heightOf } from './chart-options.ts';
import { coloursNow, useTheme } from './colours.ts';
import type { DrawnChart, OnBar } from './draw-chart.ts';
import { dropDraw, queueDraw } from './draw-queue.ts';
import { loadCharts } from './load-charts.ts';

export interface ChartCanvasProps {
  readonly chart: Chart;
  /** See `Drawing`. */
  readonly chosen: readonly boolean[] | undefined;
  /** In CSS pixels. */
  readonly width: number;
  readonly styleNonce: string;
  readonly onBar: OnBar;
  /** It has been drawn, or drawn anew. */
  readonly onShown: () => void;
}

/** A chart, drawn when it comes into sight. */
export function ChartCanvas({ chart, chosen, width, styleNonce, onBar, onShown }: ChartCanvasProps) {
  const host = useRef<HTMLDivElement>(null);
  const drawn = useRef<{ readonly parts: string; readonly chart: DrawnChart }>(undefined);
  const press = useRef(onBar);
  press.current = onBar;
  const seen = useSeen(host);
  const theme = useTheme();
  const drawing = JSON.stringify([chart, chosen, width, theme]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawings are alike when they read alike.
  useEffect(() => {
    const container = host.current;
    if (!seen || !container || width === 0) return;
    let gone = false;
    void loadCharts(styleNonce).then(({ drawChart }) => {
      if (gone) return;
      queueDraw(container, async () => {
        const now = { chart, chosen, width, colours: coloursNow() };
        // A chart of other parts is another chart: AG Charts cannot take a series away.
        const parts = chart.parts.map(({ key }) => key).join('|');
        if (drawn.current?.parts !== parts) {
          const before = drawn.current?.chart;
          drawn.current = undefined;
          await before?.destroy();
          if (gone) return;
          const made = drawChart(container, now, styleNonce, (...bar) => press.current(...bar));
          drawn.current = { parts, chart: made };
          await made.shown;
        } else await drawn.current.chart.update(now);
        container.dataset.drawn = String(chart.rows);
        onShown();
      });
    });
    return () => {
      gone = true;
      dropDraw(container);
    };
  }, [seen, drawing]);
  useEffect(
    () => () => {
      void drawn.current?.chart.destroy();
      drawn.current = undefined;
    },
    [],
  );
  return <div className="chart-canvas" ref={host} style={{ height: heightOf(chart) }} />;
}

/** Whether an element is in sight, or nearly. */
function useSeen(element: React.RefObject<HTMLElement | null>): boolean {
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (!element.current) return;
    const observer = new IntersectionObserver((entries) => setSeen(entries.at(-1)!.isIntersecting), {
      rootMargin: '200px',
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return seen;
}
