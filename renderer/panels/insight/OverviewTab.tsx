import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { canChart } from '../../../shared/report/column-chart.ts';
import { sheetColumns } from '../../grid/sheet-columns.ts';
import { CopyButton } from '../../parts/CopyButton.tsx';
import { Select } from '../../parts/Select.tsx';
import { chartColumn } from '../../state/act-overview.ts';
import { useAsking } from '../../state/use-asked.ts';
import { ChartCard } from './ChartCard.tsx';
import { Headlines } from './Headlines.tsx';
import type { InsightTabProps } from './InsightPanel.tsx';

/** How it went, at a glance: the numbers that matter, the same in words, and charts. Each bar is a filter. */
export function OverviewTab({ open, settings, styleNonce }: InsightTabProps) {
  const { report, view, charted = [] } = open;
  const body = useRef<HTMLDivElement>(null);
  const width = useWidth(body);
  const heads = sheetColumns(report);
  const titleOf = (id: string) => heads.find((head) => head.id === id)?.title ?? id;
  const columns = charted.map((chart) => ({ ...chart, title: titleOf(chart.column) }));
  const { answer, isOld } = useAsking('overview', { report: open.id, view, zone: settings.time, columns }, report);
  const words = useRef<HTMLDivElement>(null);
  useKeptPlace(body, words, width, answer);
  return (
    <div className="overview" ref={body} aria-busy={answer === undefined || isOld}>
      <h2 className="only-read">Overview</h2>
      {answer === undefined ? (
        <p className="insight-wait">Counting…</p>
      ) : (
        <>
          <div className="overview-top" ref={words}>
            <Headlines totals={answer.totals} timed={answer.timed} view={view} />
            <div className="overview-words">
              <p>{answer.summary}</p>
              <CopyButton text={answer.summary} label="Copy this summary" />
            </div>
          </div>
          {answer.charts.map((chart) => (
            <ChartCard
              key={chart.id}
              chart={chart}
              name={open.name}
              subject={answer.subject}
              view={view}
              of={charted.find(({ column }) => chart.id === `column:${column}`)}
              width={width}
              styleNonce={styleNonce}
            />
          ))}
          <Select
            label="Chart a column"
            value=""
            options={[
              { value: '', label: 'Choose…' },
              ...heads.filter(({ id }) => canChart(id)).map(({ id, title }) => ({ value: id, label: title })),
            ]}
            onChange={(column) => {
              chartColumn(column);
              body.current?.closest('[role=tabpanel]')?.scrollTo(0, 0);
            }}
          />
        </>
      )}
    </div>
  );
}

/**
 * Keeps the chart that has the focus where it is while what stands above it becomes shorter or longer, so that a second
 * click hits what the first one did. Neither the whole nor its `words` become shorter than they were, so that there is
 * always so much to scroll.
 */
function useKeptPlace(
  body: RefObject<HTMLElement | null>,
  words: RefObject<HTMLElement | null>,
  width: number,
  answer: unknown,
) {
  const kept = useRef({ width, places: new Map<Element, number>() });
  // biome-ignore lint/correctness/useExhaustiveDependencies: places are others with every answer and width.
  useLayoutEffect(() => {
    const [all, top, now] = [body.current, words.current, kept.current];
    if (!all || !top) return;
    const cards = [...all.querySelectorAll<HTMLElement>('.chart')];
    if (now.width !== width || now.places.size !== cards.length)
      for (const part of [all, top]) part.style.minHeight = '';
    now.width = width;
    for (const part of [all, top]) part.style.minHeight = `${part.offsetHeight}px`;
    const card = document.activeElement?.closest('.chart');
    const before = card ? now.places.get(card) : undefined;
    if (card && before !== undefined) {
      all.closest('[role=tabpanel]')?.scrollBy(0, (card as HTMLElement).offsetTop - before);
    }
    now.places = new Map(cards.map((each) => [each, each.offsetTop]));
  }, [answer, width]);
}

/** The width that an element leaves its content, in whole CSS pixels. */
function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!element.current) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry!.contentRect.width)));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
