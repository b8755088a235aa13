import { memo, type ReactNode, useEffect, useRef } from 'react';
import type { Settings } from '../../../shared/settings.ts';
import { IconButton } from '../../parts/Button.tsx';
import { PanelTabs } from '../../parts/PanelTabs.tsx';
import { type Insight, showInsight } from '../../state/act-insight.ts';
import type { Open } from '../../state/state.ts';
import { focusWantedTab } from '../focus.ts';
import { useKeyboardBack } from '../use-keyboard-back.ts';
import { FindingsTab } from './FindingsTab.tsx';
import { IncidentsTab } from './IncidentsTab.tsx';
import { NeedsYouTab } from './NeedsYouTab.tsx';
import { OverviewTab } from './OverviewTab.tsx';

export interface InsightTabProps {
  readonly open: Open;
  readonly settings: Settings;
  /** Of this load; styles without it are refused. */
  readonly styleNonce: string;
}

type InsightId = Exclude<Insight, 'closed'>;

const insights: readonly { id: InsightId; label: string; Body: (props: InsightTabProps) => ReactNode }[] = [
  { id: 'overview', label: 'Overview', Body: OverviewTab },
  { id: 'needs-you', label: 'Needs you', Body: NeedsYouTab },
  { id: 'incidents', label: 'Incidents', Body: IncidentsTab },
  { id: 'findings', label: 'Findings', Body: FindingsTab },
];

/** The report as a whole: what the rows shown come to. Whatever is clicked in it is a filter on the sheet. */
export const InsightPanel = memo(function InsightPanel({
  open,
  settings,
  styleNonce,
}: Omit<InsightTabProps, 'open'> & { open: Open | undefined }) {
  const chosen = insights.find(({ id }) => id === settings.insight) ?? insights[0]!;
  const { Body } = chosen;
  const panel = useRef<HTMLElement>(null);
  const isCounted = open !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another tab is to be seen, or the first.
  useEffect(() => {
    // The tabs are drawn a moment after their panel.
    const frame = requestAnimationFrame(focusWantedTab);
    return () => cancelAnimationFrame(frame);
  }, [chosen.id, isCounted]);
  useKeyboardBack(panel);
  if (!open) {
    return (
      <aside className="insight" aria-label="The report as a whole">
        <p className="insight-wait">Counted when all rows are here…</p>
      </aside>
    );
  }
  return (
    <aside className="insight" aria-label="Overview panel" ref={panel}>
      <PanelTabs
        label="Overview panel"
        tabs={insights}
        chosen={chosen.id}
        onChoose={showInsight}
        tools={<IconButton icon="x" label="Close this panel" hint="Ctrl+B" onPress={() => showInsight('closed')} />}
      >
        <Body key={open.id} open={open} settings={settings} styleNonce={styleNonce} />
      </PanelTabs>
    </aside>
  );
});
