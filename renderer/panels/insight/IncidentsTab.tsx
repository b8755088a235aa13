import { useState } from 'react';
import { type LedgerQuery, ledgerOrders } from '../../../shared/report/ledger-lines.ts';
import type { TableParts } from '../../../shared/table/table.ts';
import { searchTerms, withSet } from '../../../shared/table/view.ts';
import type { LedgerPage } from '../../engine/asks.ts';
import { Button } from '../../parts/Button.tsx';
import { LongList } from '../../parts/LongList.tsx';
import { counted } from '../../parts/words.ts';
import { changeView, showAttempt, showDialog } from '../../state/act.ts';
import { useAsked } from '../../state/use-asked.ts';
import type { InsightTabProps } from './InsightPanel.tsx';
import { LedgerControls, type LedgerPlan } from './LedgerControls.tsx';
import { LedgerLineView } from './LedgerLineView.tsx';
import './ledger.css';
import { isChosen, setOfLine } from './ledger-sets.ts';

/** Lines are fetched in windows of three such steps, the one on screen in the middle: a scroll finds its own there. */
const windowStep = 400;

const columns = ['suspicious_count', 'suspicious_comments', 'rules_violation_count', 'rules_violation_comments'];

/** Every incident that the reviewers reported in the rows shown, one by one or in groups. */
export function IncidentsTab(props: InsightTabProps) {
  const { table } = props.open.report;
  if (!columns.some((id) => table.column(id)))
    return <p className="insight-wait">This file has no columns for incidents.</p>;
  return <Ledger {...props} />;
}

const firstPlan: LedgerPlan = {
  ...{ by: 'category', kind: undefined, category: undefined, search: '' },
  ...{ order: ledgerOrders.category[0], descending: false },
};

/** How a person left the ledger of a table, to come back to. */
const left = new WeakMap<TableParts['recordStarts'], LedgerPlan>();

function Ledger({ open, settings }: InsightTabProps) {
  const { table } = open.report;
  const [plan, setPlan] = useState(left.get(table.parts.recordStarts) ?? firstPlan);
  const [unfolded, setUnfolded] = useState<readonly string[]>([]);
  const [from, setFrom] = useState(0);
  const { report, view } = open;
  const query: LedgerQuery = { ...plan, unfolded };
  const page = useAsked('ledger', { report: open.id, view, query, from, count: 3 * windowStep }, report);
  // Until the answer is here, the list is that of the plan before.
  const by = page?.query.by ?? plan.by;
  const { dictionary } = report.facts;
  const lineAt = (place: number) => page?.lines[place - page.from];

  function ask(next: LedgerPlan) {
    left.set(table.parts.recordStarts, next);
    setPlan(next);
  }
  function choose(place: number, add: boolean) {
    const line = lineAt(place);
    if (!line) return;
    const { family, set, name } = setOfLine(line, plan.kind, dictionary);
    changeView((now) => withSet(now, family, set, name, add));
  }
  function unfold(place: number, wanted: boolean) {
    const line = lineAt(place);
    if (line?.line !== 'wording' || line.texts === 1) return;
    const others = unfolded.filter((wording) => wording !== line.wording);
    setUnfolded(wanted ? [...others, line.wording] : others);
  }
  function show(place: number) {
    const line = lineAt(place);
    if (line?.line === 'entry') showAttempt(line.row);
  }
  return (
    <div className={`ledger ledger-by-${by}`}>
      <header className="ledger-head">
        <p role="status">{page && summary(page)}</p>
        <Button look="quiet" onPress={() => void showDialog('categories')}>
          Categories…
        </Button>
      </header>
      <LedgerControls plan={plan} dictionary={dictionary} onChange={ask} />
      {page && page.count === 0 && <p className="insight-wait">{nothingWords(page)}</p>}
      {page && page.count > 0 && (
        <LongList
          key={by}
          label={labels[by]}
          count={page.count}
          entry={(place) => {
            const line = lineAt(place);
            if (!line) return null;
            return (
              <LedgerLineView
                line={line}
                report={report}
                zone={settings.time}
                terms={searchTerms(page.query.search)}
                chosen={isChosen(line, plan.kind, view)}
                unfolded={line.line === 'wording' && unfolded.includes(line.wording)}
                onUnfold={(wanted) => unfold(place, wanted)}
                onShow={() => show(place)}
              />
            );
          }}
          isChosen={(place) => {
            const line = lineAt(place);
            return line !== undefined && isChosen(line, plan.kind, view);
          }}
          onAction={choose}
          {...(by === 'entry' && { onEnter: show })}
          {...(by === 'wording' && { onUnfold: unfold })}
          onShown={(first) => {
            setFrom(Math.max(0, Math.floor(first / windowStep) - 1) * windowStep);
          }}
        />
      )}
    </div>
  );
}

const labels: Readonly<Record<LedgerPlan['by'], string>> = {
  entry: 'Incidents; Enter opens the attempt, Space filters the sheet by the wording',
  category: 'Categories of incidents; Enter filters the sheet',
  wording: 'Wordings of incidents; Enter filters the sheet, the right arrow lists the texts',
};

/** "1,204 incidents counted in 312 attempts. Listed: 40 in 21." */
function summary({ query, counted: all, incidents, attempts }: LedgerPage): string {
  const words = `${counted(all.incidents, 'incident')} reported in ${counted(all.attempts, 'attempt')}`;
  const isPart = query.kind !== undefined || query.category !== undefined || query.search.trim() !== '';
  return isPart ? `${words}; listed ${counted(incidents, 'incident')} in ${counted(attempts, 'attempt')}` : words;
}

function nothingWords({ counted: all }: LedgerPage): string {
  if (all.attempts > 0) return 'No incident fits what is asked for here.';
  return 'The reviewers reported no incidents in the attempts shown.';
}
