import type { InsightTabProps } from './InsightPanel.tsx';

export function IncidentsTab({ open }: InsightTabProps) {
  return <p className="insight-wait">{open.name}</p>;
}
