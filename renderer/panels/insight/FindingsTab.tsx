import { useEffect, useId, useState } from 'react';
import { type KnownId, knownColumns } from '../../../shared/report/columns.ts';
import { damageWords, findingWord, type Severity } from '../../../shared/report/finding-words.ts';
import type { Finding } from '../../../shared/report/findings.ts';
import { findingEntry } from '../../../shared/report/glossary.ts';
import { filterOf, withSet } from '../../../shared/table/view.ts';
import { Button } from '../../parts/Button.tsx';
import { Icon } from '../../parts/Icon.tsx';
import type { IconName } from '../../parts/IconSprite.tsx';
import { counted, numberText } from '../../parts/words.ts';
import { changeView, showDialog } from '../../state/act.ts';
import { showHelp } from '../../state/act-help.ts';
import { linesOf } from '../../state/act-reading.ts';
import type { Open } from '../../state/state.ts';
import { useAsked } from '../../state/use-asked.ts';
import type { InsightTabProps } from './InsightPanel.tsx';
import './findings.css';

const severities: readonly { id: Severity; title: string; note: string; icon: IconName }[] = [
  { id: 'contradiction', title: 'Contradictions', note: 'These cannot be true as they stand.', icon: 'circle-x' },
  { id: 'look', title: 'Worth a look', note: 'These may well be right.', icon: 'triangle-alert' },
  { id: 'explained', title: 'Explained', note: 'These only look odd.', icon: 'info' },
];

/** How sound the report is: each check with its rows, what it means, and what to do. */
export function FindingsTab({ open }: InsightTabProps) {
  const findings = useAsked('findings', { report: open.id, view: open.view }, open.shown);
  if (!findings) return <p className="insight-wait">Being looked at…</p>;
  if (findings.length === 0) {
    return (
      <p className="findings-none" role="status">
        <Icon name="circle-check" /> Nothing odd was found in this report.
      </p>
    );
  }
  return (
    <div className="findings">
      {severities.map((severity) => {
        const some = findings.filter(({ id }) => findingWord(id).severity === severity.id);
        if (some.length === 0) return null;
        return (
          <section key={severity.id} className={`findings-of finding-${severity.id}`} aria-labelledby={severity.id}>
            <h3 id={severity.id}>
              {severity.title} <span className="text-soft">{numberText(some.length)}</span>
            </h3>
            <p className="text-soft">{severity.note}</p>
            <ul>
              {some.map((finding) => (
                <li key={finding.id}>
                  <FindingEntry open={open} finding={finding} icon={severity.icon} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function FindingEntry({ open, finding, icon }: { open: Open; finding: Finding; icon: IconName }) {
  const body = useId();
  const word = findingWord(finding.id);
  const chosen = filterOf(open.view, 'set:finding', 'set')?.sets.includes(finding.id) ?? false;
  const [unfolded, setUnfolded] = useState(false);
  // What no row has can be read about, and not filtered by.
  const filters = finding.count > 0;
  const shown = chosen || unfolded;
  const press = (add: boolean) => {
    setUnfolded(filters ? false : !unfolded);
    if (filters) changeView((view) => withSet(view, 'set:finding', finding.id, word.title, add));
  };
  return (
    <div className="finding" data-chosen={chosen || undefined}>
      <button
        type="button"
        className="finding-head"
        aria-expanded={shown}
        aria-controls={body}
        {...(filters && { 'aria-pressed': chosen })}
        title={
          filters ? (chosen ? 'Show all attempts again' : 'Show only these. With Shift: these as well.') : undefined
        }
        onClick={(event) => press(event.shiftKey)}
      >
        <Icon name={icon} />
        <span className="finding-words">
          <span className="finding-title">{word.title}</span>
          <span className="text-soft">{countWords(finding, word.ofText)}</span>
        </span>
        <Icon name={shown ? 'chevron-up' : 'chevron-down'} />
      </button>
      <div id={body} className="finding-body" hidden={!shown}>
        {shown && <Explanation open={open} finding={finding} />}
      </div>
    </div>
  );
}

function countWords({ count, shown, outside, atLeast }: Finding, ofText: boolean): string {
  const one = ofText ? 'row' : 'attempt';
  const parts = [
    ...(count > 0 ? [`${atLeast ? 'at least ' : ''}${counted(count, one)}`] : []),
    ...(outside > 0 ? [`${counted(outside, 'place')} outside of the rows`] : []),
  ];
  const all = parts.join(' and ');
  return count > 0 && shown < count ? `${all}, ${shown === 0 ? 'none' : numberText(shown)} in this view` : all;
}

function Explanation({ open, finding }: { open: Open; finding: Finding }) {
  const word = findingWord(finding.id);
  const has = open.report.table;
  const rests = word.needs.find((columns) => columns.every((id) => has.column(id))) ?? [];
  return (
    <>
      <p>{word.meaning}</p>
      {finding.damage.length > 0 && (
        <ul className="finding-seen" aria-label="Seen in this report">
          {finding.damage.map(({ kind, count }) => (
            <li key={kind}>
              {damageWords[kind]}: {counted(count, 'row')}
            </li>
          ))}
        </ul>
      )}
      <p>
        <strong>What to do:</strong> {word.advice}
      </p>
      {word.ofText && <Places finding={finding} />}
      {rests.length > 0 && <p className="text-soft">Rests on: {rests.map(titleOf).join(', ')}.</p>}
      <p>
        <Button look="quiet" icon="circle-question-mark" onPress={() => showHelp(findingEntry(word.id))}>
          In Help
        </Button>
      </p>
    </>
  );
}

const titleOf = (id: KnownId): string => knownColumns.find((known) => known.id === id)?.title ?? id;

/** The first lines, and the way to all of them. */
function Places({ finding }: { finding: Finding }) {
  const [lines, setLines] = useState<readonly number[]>([]);
  const key = finding.offsets.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: places are alike when they read alike.
  useEffect(() => {
    let current = true;
    linesOf(finding.offsets).then(
      (found) => current && setLines(found),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [key]);
  const more = finding.count + finding.outside > lines.length;
  return (
    <div className="finding-places">
      {lines.length > 0 && (
        <span>
          {lines.length === 1 && !more ? 'Line' : 'Lines'} {lines.map(numberText).join(', ')}
          {more && ' and more'}
        </span>
      )}
      <Button look="quiet" onPress={() => void showDialog('problems')}>
        All problems in the file…
      </Button>
    </div>
  );
}
