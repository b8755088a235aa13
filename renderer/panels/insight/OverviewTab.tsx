import type { InsightTabProps } from './InsightPanel.tsx';

export function OverviewTab({ open }: InsightTabProps) {
  return <p className="insight-wait">{open.name}</p>;
}
