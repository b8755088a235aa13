import type { GlossaryEntry } from '../../../shared/report/glossary.ts';
import { reviews, statuses } from '../../../shared/report/statuses.ts';
import { verdictKinds } from '../../../shared/report/verdict.ts';
import { Badge } from '../../parts/Badge.tsx';

const names: Readonly<Record<GlossaryEntry['section'], string>> = {
  verdicts: 'Verdict',
  statuses: 'Status',
  reviews: 'Review',
  columns: 'Column',
  findings: 'Finding',
};

/** One word explained: how it looks, what it means, what the learner sees, who acts, and where that is known from. */
export function HelpEntry({ entry, withSection = false }: { entry: GlossaryEntry; withSection?: boolean }) {
  const { id, section, written, meaning, more, learnerSees, whoActs, source } = entry;
  const outcome = section === 'verdicts' || section === 'statuses' || section === 'reviews';
  return (
    <article className="help-entry" id={id} tabIndex={-1}>
      <h4>
        <Title entry={entry} /> {written !== undefined && <code>{written}</code>}
        {withSection && <span className="help-where">{names[section]}</span>}
      </h4>
      <p>{meaning}</p>
      <dl className="facts">
        {more.map(({ name, text }) => (
          <Line key={name} name={name} text={text} />
        ))}
        {outcome && <Line name="Learner sees" text={learnerSees ?? 'no result'} />}
        {outcome && <Line name="Who acts" text={whoActs ?? 'nobody has to'} />}
        <Line name="Source" text={source} soft />
      </dl>
    </article>
  );
}

/** As a badge, where it is one in the sheet. */
function Title({ entry: { id, title } }: { entry: GlossaryEntry }) {
  const key = id.slice(id.indexOf(':') + 1);
  const word = id.startsWith('verdict:')
    ? verdictKinds.find(({ kind }) => kind === key)
    : id.startsWith('status:')
      ? statuses.get(key)
      : id.startsWith('review:')
        ? reviews.get(key)
        : undefined;
  return word ? <Badge tone={word.tone} icon={word.icon} text={title} /> : title;
}

function Line({ name, text, soft = false }: { name: string; text: string; soft?: boolean }) {
  return (
    <div className={soft ? 'fact text-soft' : 'fact'}>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </div>
  );
}
