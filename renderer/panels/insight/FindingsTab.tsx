import type { InsightTabProps } from './InsightPanel.tsx';

export function FindingsTab({ open }: InsightTabProps) {
  return <p className="insight-wait">{open.name}</p>;
}
