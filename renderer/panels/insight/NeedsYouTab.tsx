import { useId } from 'react';
import { isWalked, type WorkGroupWord, type Worklist, workGroups, workSet } from '../../../shared/report/worklist.ts';
import type { Settings } from '../../../shared/settings.ts';
import { filterOf, withoutFilter, withSet } from '../../../shared/table/view.ts';
import { Button } from '../../parts/Button.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { counted, numberText } from '../../parts/words.ts';
import { changeSettings, changeView } from '../../state/act.ts';
import { stepWork } from '../../state/act-insight.ts';
import type { Open } from '../../state/state.ts';
import { useAsked } from '../../state/use-asked.ts';
import type { InsightTabProps } from './InsightPanel.tsx';
import { WorkEntries } from './WorkEntries.tsx';
import './work.css';

/** What there is to do, attempt by attempt, each with its reason; and, apart from it, what waits for the provider. */
export function NeedsYouTab({ open, settings }: InsightTabProps) {
  const list = useAsked('worklist', { report: open.id, view: open.view, days: settings.reviewDays }, open.shown);
  if (!list) return <p className="insight-wait">Being listed…</p>;
  const filled = list.groups.filter(({ rows }) => rows.length > 0);
  const count = list.groups.reduce((sum, { id, rows }) => sum + (isWalked(id) ? rows.length : 0), 0);
  const asked = list.groups.some(({ id, rows }) => id === 'who-decides' && rows.length > 0);
  return (
    <div className="work">
      <header className="work-head">
        <div className="work-sum">
          <p role="status">
            {count > 0 ? (
              <>
                <strong>{counted(count, 'attempt')}</strong> to look at
              </>
            ) : (
              !asked && <NothingToDo open={open} />
            )}
          </p>
          {count > 0 && (
            <Button icon="chevron-down" onPress={() => void stepWork(1)} label="Next on the list · N">
              Next
            </Button>
          )}
        </div>
        <p className="text-soft">
          {count > 0 && 'The oldest of each kind first. N opens the next, Shift+N the one before. '}
          {open.report.facts.asOf === undefined && 'The time of the report is not known, so no ages are told.'}
        </p>
      </header>
      {filled.map((group) => (
        <Group key={group.id} open={open} days={list.days} {...group} />
      ))}
      <Timed open={open} list={list} />
      {open.report.facts.asOf !== undefined && <ReviewDays days={settings.reviewDays} />}
    </div>
  );
}

function NothingToDo({ open }: { open: Open }) {
  const whole = open.shown.rows.length === open.report.table.rowCount;
  return (
    <span className="work-nothing">
      <Icon name="circle-check" /> {whole ? 'Nothing needs you.' : 'Nothing among the attempts shown needs you.'}
    </span>
  );
}

interface GroupProps {
  readonly open: Open;
  /** Those that the list was made with. */
  readonly days: number;
  readonly id: WorkGroupWord['id'];
  readonly rows: Uint32Array;
}

function Group({ open, days, id, rows }: GroupProps) {
  const heading = useId();
  const word = workGroups.find((group) => group.id === id)!;
  const set = workSet(id, days);
  const chosen = filterOf(open.view, 'set:needs', 'set')?.sets.includes(set) ?? false;
  const title = id === 'overdue' ? `Reviews that take more than ${counted(days, 'day')}` : word.title;
  return (
    <section className={`work-group work-${id}`} aria-labelledby={heading}>
      <h3 id={heading}>
        <button
          type="button"
          className="work-title"
          aria-pressed={chosen}
          title={chosen ? 'Show all attempts again' : 'Show only these in the sheet. With Shift: these as well.'}
          onClick={(event) => changeView((view) => withSet(view, 'set:needs', set, title, event.shiftKey))}
        >
          <Icon name={chosen ? 'check' : 'funnel'} />
          <span className="work-name">{title}</span>
          <span className="work-count">{numberText(rows.length)}</span>
        </button>
      </h3>
      <p className="text-soft work-meaning">{word.meaning}</p>
      {id === 'who-decides' ? <WhoDecides /> : <WorkEntries open={open} group={id} label={title} rows={rows} />}
    </section>
  );
}

/** One answer for all of them, kept for every report. */
function WhoDecides() {
  const answer = (secondReview: Settings['secondReview']) => {
    // The attempts go to another group, or off the list: a filter by this one would leave nothing to see.
    changeView((view) => withoutFilter(view, 'set:needs', 'set'));
    void changeSettings({ secondReview });
  };
  return (
    <div className="work-answer">
      <Button onPress={() => answer('provider')}>The provider decides</Button>
      <Button onPress={() => answer('course-team')}>The course team decides</Button>
      <p className="text-soft">Kept for every report; Settings can change it.</p>
    </div>
  );
}

/** What nobody will review is named, so that the numbers add up. */
function Timed({ open, list }: { open: Open; list: Worklist }) {
  if (list.timed === 0) return null;
  return (
    <p className="text-soft work-timed">
      Not listed: {counted(list.timed, 'submitted attempt')} of what may be{' '}
      {open.report.facts.timedExams.length === 1 ? 'a timed exam' : 'timed exams'}, which nobody reviews (
      <bdi>{open.report.facts.timedExams.join(', ')}</bdi>).
    </p>
  );
}

const dayChoices = [3, 5, 7, 10, 14, 21, 30, 60];

function ReviewDays({ days }: { days: number }) {
  const id = useId();
  const choices = [...new Set([...dayChoices, days])].sort((a, b) => a - b);
  return (
    <div className="work-days">
      <label htmlFor={id}>A review takes long after</label>
      <select
        id={id}
        className="input"
        value={days}
        onChange={(event) => void changeSettings({ reviewDays: Number(event.target.value) })}
      >
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {counted(choice, 'day')}
          </option>
        ))}
      </select>
    </div>
  );
}
