import type { InsightTabProps } from './InsightPanel.tsx';

export function NeedsYouTab({ open }: InsightTabProps) {
  return <p className="insight-wait">{open.name}</p>;
}
