import type { ReactNode } from 'react';
import { categoriser, categoryName } from '../../../shared/report/dictionary.ts';
import { noText } from '../../../shared/report/incidents.ts';
import { learnerName } from '../../../shared/report/learners.ts';
import { categoryLabel } from '../../../shared/report/ledger.ts';
import { type EntryLine, incidentTime, type LedgerLine } from '../../../shared/report/ledger-lines.ts';
import type { Report } from '../../../shared/report/report.ts';
import { matchesIn } from '../../../shared/table/view.ts';
import { KindBadge } from '../../parts/Badge.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { Marked } from '../../parts/Marked.tsx';
import { showPerson } from '../../parts/show-person.ts';
import { counted, momentText, numberText, type Zone } from '../../parts/words.ts';

export interface LedgerLineProps {
  readonly line: LedgerLine;
  readonly report: Report;
  readonly zone: Zone;
  /** Words to mark. */
  readonly terms: readonly string[];
  /** Whether the sheet is filtered by it. */
  readonly chosen: boolean;
  readonly unfolded: boolean;
  readonly onUnfold: (wanted: boolean) => void;
  readonly onShow: () => void;
}

/** One line of the ledger, to stand in a list: its text or name first, then what it comes to. */
export function LedgerLineView(props: LedgerLineProps) {
  const { line, chosen } = props;
  return (
    <div className={`ledger-line ledger-is-${line.line}`}>
      {line.line === 'wording' && <Fold {...props} texts={line.texts} />}
      <div className="ledger-words">
        <p className="ledger-text" dir="auto" title={line.line === 'category' ? undefined : line.text}>
          {chosen && <Icon name="funnel" />}
          {textOf(props)}
        </p>
        {aboutOf(props)}
      </div>
      <Times line={line} />
      {line.line === 'entry' && (
        // The keyboard has Enter for it, so this is the mouse's alone.
        <span
          className="ledger-show"
          aria-hidden="true"
          title="Show the attempt · Enter"
          onClick={stopping(props.onShow)}
        >
          <Icon name="chevron-right" />
        </span>
      )}
    </div>
  );
}

const stopping = (does: () => void) => (event: { stopPropagation(): void }) => {
  event.stopPropagation();
  does();
};

function Fold({ texts, unfolded, onUnfold }: LedgerLineProps & { texts: number }) {
  if (texts === 1) return <span className="ledger-fold" />;
  return (
    <span className="ledger-fold" aria-hidden="true" onClick={stopping(() => onUnfold(!unfolded))}>
      <Icon name={unfolded ? 'chevron-down' : 'chevron-right'} />
    </span>
  );
}

function textOf({ line, report, terms }: LedgerLineProps): ReactNode {
  if (line.line === 'category') return categoryLabel(report.facts.dictionary, line.id);
  return <Marked text={line.text} places={matchesIn(line.text, terms)} />;
}

function Times({ line }: { line: LedgerLine }) {
  const count = line.line === 'entry' ? line.times : line.incidents;
  if (line.line === 'entry' && count === 1) return null;
  return (
    <span className="ledger-times">
      <span className="only-read">, {counted(count, 'incident')}</span>
      <span aria-hidden="true">×{numberText(count)}</span>
    </span>
  );
}

function aboutOf({ line, report, zone, unfolded }: LedgerLineProps): ReactNode {
  switch (line.line) {
    case 'entry':
      return <EntryWords line={line} report={report} zone={zone} />;
    case 'category': {
      const [suspicious, violation] = line.kinds;
      const kinds = [
        ...(suspicious > 0 ? [`${numberText(suspicious)} Suspicious`] : []),
        ...(violation > 0 ? [`${numberText(violation)} Rules Violation`] : []),
      ];
      return (
        <p className="ledger-about">
          in {counted(line.attempts, 'attempt')} · {kinds.join(', ')}
        </p>
      );
    }
    case 'wording':
      return (
        <p className="ledger-about">
          in {counted(line.attempts, 'attempt')}
          {line.texts > 1 &&
            ` · ${numberText(line.texts)} texts, ${unfolded ? 'listed below' : 'alike but for case, digits or signs'}`}
        </p>
      );
    case 'text':
      return <p className="ledger-about">in {counted(line.attempts, 'attempt')}</p>;
  }
}

function EntryWords({ line, report, zone }: { line: EntryLine; report: Report; zone: Zone }) {
  const { row, text, kind, note } = line;
  const { dictionary } = report.facts;
  const found = text === noText ? [] : categoriser(dictionary).categoriesOf(text);
  const who = learnerName(report.table, row);
  const micros = incidentTime(report.table)(row);
  return (
    <>
      <p className="ledger-about">
        <KindBadge kind={kind} />{' '}
        {found.map(({ category, word }, place) => (
          <span key={category}>
            {place > 0 && ', '}
            {categoryName(dictionary, category)}
            {word !== '' && (
              <>
                {' '}
                “<bdi>{word}</bdi>”
              </>
            )}
          </span>
        ))}
        {note !== undefined && <span className="ledger-note"> {note}</span>}
      </p>
      <p className="ledger-about">
        <bdi>{report.cell(row, 'exam_name') ?? ''}</bdi> · <bdi>{showPerson(who)}</bdi> · {report.verdict(row).label}
        {!Number.isNaN(micros) && ` · ${momentText(micros, zone)}`}
      </p>
    </>
  );
}
