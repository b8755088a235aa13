/**
 * Badges: colour, icon and word together, always. The grid draws the same ones as plain DOM, from the same classes:
 *
 *   <span class="badge badge-good">
 *     <svg class="icon"><use href="#icon-circle-check"/></svg><span class="badge-text">Passed</span>
 *   </span>
 *
 * The tones are badge-good, -bad, -attention, -waiting, -progress and -neutral.
 */

import type { IncidentKind } from '../../shared/report/incidents.ts';
import { reviewWord, statusWord, type Tone } from '../../shared/report/statuses.ts';
import { type Verdict, type VerdictKind, type VerdictWord, verdictKinds } from '../../shared/report/verdict.ts';
import { isNone } from '../../shared/table/column.ts';
import { Icon } from './Icon.tsx';
import type { IconName } from './IconSprite.tsx';

interface BadgeProps {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly text: string;
  readonly large?: boolean;
}

export function Badge({ tone, icon, text, large = false }: BadgeProps) {
  return (
    <span className={`badge badge-${tone}${large ? ' badge-large' : ''}`}>
      <Icon name={icon} />
      <bdi className="badge-text">{text}</bdi>
    </span>
  );
}

const byKind = new Map(verdictKinds.map((word) => [word.kind, word]));
export const verdictWord = (kind: VerdictKind): VerdictWord => byKind.get(kind)!;

export function VerdictBadge({ verdict, large = false }: { verdict: Verdict; large?: boolean }) {
  const { tone, icon } = verdictWord(verdict.kind);
  return <Badge tone={tone} icon={icon} text={verdict.label} large={large} />;
}

/** The status as it stands in the file, in the colour of what it means. */
export function StatusBadge({ status }: { status: string }) {
  const word = statusWord(status);
  if (isNone(status)) return <Badge tone="neutral" icon="circle-minus" text="No status" />;
  return <Badge tone={word?.tone ?? 'neutral'} icon={word?.icon ?? 'circle-question-mark'} text={status} />;
}

export function ReviewBadge({ review }: { review: string }) {
  const word = reviewWord(review);
  if (isNone(review)) return <Badge tone="neutral" icon="circle-minus" text="No review" />;
  return <Badge tone={word?.tone ?? 'neutral'} icon={word?.icon ?? 'circle-question-mark'} text={review} />;
}

/** What kind of incident the reviewer reported. */
export function KindBadge({ kind }: { kind: IncidentKind }) {
  return kind === 'Suspicious' ? (
    <Badge tone="bad" icon="circle-alert" text={kind} />
  ) : (
    <Badge tone="neutral" icon="triangle-alert" text={kind} />
  );
}
