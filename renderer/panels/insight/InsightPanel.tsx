import { memo, type ReactNode } from 'react';
import type { Settings } from '../../../shared/settings.ts';
import { IconButton } from '../../parts/Button.tsx';
import { PanelTabs } from '../../parts/PanelTabs.tsx';
import { type Insight, showInsight } from '../../state/act-insight.ts';
import type { Open } from '../../state/state.ts';
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
  if (!open) {
    return (
      <aside className="insight" aria-label="The report as a whole">
        <p className="insight-wait">Counted when all rows are here…</p>
      </aside>
    );
  }
  return (
    <aside className="insight" aria-label="The report as a whole">
      <PanelTabs
        label="The report as a whole"
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
