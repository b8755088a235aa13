import { verdictColumn } from '../../../shared/report/report.ts';
import type { Totals } from '../../../shared/report/totals.ts';
import { type VerdictKind, verdictKinds } from '../../../shared/report/verdict.ts';
import { filterOf, type View } from '../../../shared/table/view.ts';
import { Icon } from '../../parts/Icon.tsx';
import type { IconName } from '../../parts/IconSprite.tsx';
import { numberText } from '../../parts/words.ts';
import { pressVerdicts } from '../../state/act-overview.ts';

const wordOf = (kind: VerdictKind) => verdictKinds.find((word) => word.kind === kind)!.label;

const headlines: readonly {
  label: string;
  meaning: string;
  tone: string;
  icon: IconName;
  words: readonly string[];
  count(totals: Totals): number;
}[] = [
  {
    label: 'Needs you',
    meaning: 'Attempts that wait for the course team.',
    tone: 'attention',
    icon: 'circle-alert',
    words: [wordOf('needs-you')],
    count: ({ needsYou }) => needsYou,
  },
  {
    label: 'In review',
    meaning: 'Attempts that wait for the provider’s review.',
    tone: 'waiting',
    icon: 'clock',
    words: [wordOf('in-review')],
    count: ({ inReview }) => inReview,
  },
  {
    label: 'Decided',
    meaning: 'Attempts whose review is complete: passed and not passed.',
    tone: 'good',
    icon: 'circle-check',
    words: [wordOf('passed'), wordOf('not-passed')],
    count: ({ decided }) => decided,
  },
];

/** The three numbers that a course team asks for first; each is a filter by verdict (docs/rules.md §2). */
export function Headlines({ totals, view }: { totals: Totals; view: View }) {
  const filter = filterOf(view, verdictColumn, 'values');
  const chosen = filter && !filter.exclude ? filter.values : [];
  return (
    <div className="headlines">
      <ul aria-label="Attempts by what there is to do">
        {headlines.map(({ label, meaning, tone, icon, words, count }) => (
          <li key={label}>
            <button
              type="button"
              className={`headline tone-${tone}`}
              title={meaning}
              aria-pressed={words.every((word) => chosen.includes(word))}
              onClick={(event) => pressVerdicts(words, event.shiftKey)}
            >
              <strong>{numberText(count(totals))}</strong>
              <span className="headline-name">
                <Icon name={icon} />
                {label}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p className="chart-note">Attempts, of {numberText(totals.toReview)} to review</p>
    </div>
  );
}
