import { useRef, useState } from 'react';
import { type Failure, failureWords } from '../../../shared/contract/failure.ts';
import type { LearnerRecord } from '../../../shared/report/learner-record.ts';
import type { Settings } from '../../../shared/settings.ts';
import { Button } from '../../parts/Button.tsx';
import { Choice } from '../../parts/Choice.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { showPerson } from '../../parts/show-person.ts';
import { dayText } from '../../parts/words.ts';
import { showDialog } from '../../state/act.ts';
import { saveCaseSheet } from '../../state/act-learner.ts';
import { useOpenIds } from '../../state/select.ts';
import type { Open } from '../../state/state.ts';
import { CaseSheet } from './CaseSheet.tsx';
import { useLearner } from './LearnerFace.tsx';

/** The sheet as it will be printed, and the way to print it. */
export function CaseSheetDialog({ open, row, settings }: { open: Open; row: number; settings: Settings }) {
  const [scope, setScope] = useState<'this' | 'all'>('this');
  const [saving, setSaving] = useState(false);
  const [failed, setFailed] = useState<Failure>();
  const paper = useRef<HTMLElement>(null);
  const ids = useOpenIds(open.id);
  const everywhere = useLearner(ids, row);
  const record = useLearner(scope === 'all' ? ids : ids.slice(0, 1), row);
  const several = everywhere !== undefined && everywhere.reports.length > 1;
  const close = () => void showDialog(undefined);

  const save = async () => {
    const sheet = paper.current?.firstElementChild;
    if (!record || !sheet || saving) return;
    setSaving(true);
    setFailed(undefined);
    const page = { title: `Case sheet · ${nameOf(record)}`.slice(0, 255), style: sheetStyle(), html: sheet.outerHTML };
    const saved = await saveCaseSheet(page, `Case sheet ${nameOf(record)}.pdf`.slice(-200));
    setSaving(false);
    if (saved === true) close();
    else if (saved) setFailed(saved);
  };

  return (
    <Dialog
      title="Save the learner as PDF"
      wide
      onClose={close}
      foot={
        <>
          {failed && <WhyNot failure={failed} />}
          <Button onPress={close}>Cancel</Button>
          <Button look="main" icon="download" onPress={() => void save()}>
            {saving ? 'Writing…' : 'Save as…'}
          </Button>
        </>
      }
    >
      <p>
        The PDF holds what is below and nobody else’s data. It is confidential, and your institution’s data stewardship
        policy applies to it wherever you save it.
      </p>
      {several && (
        <Choice
          label="From"
          value={scope}
          options={[
            { value: 'this', label: 'this report' },
            { value: 'all', label: `all ${everywhere.reports.length} open reports that have the learner` },
          ]}
          onChange={setScope}
        />
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard. */}
      <section className="paper" ref={paper} aria-label="The sheet" tabIndex={0}>
        {record && <CaseSheet record={record} zone={settings.time} made={dayText(Date.now())} />}
      </section>
    </Dialog>
  );
}

/** Said here, for a message at the foot of the window would lie under the dialog. */
function WhyNot({ failure }: { failure: Failure }) {
  const { sentence, next } = failureWords(failure);
  return (
    <p className="paper-failed" role="alert">
      {sentence} {next}
    </p>
  );
}

const nameOf = ({ usernames, emails }: LearnerRecord): string => showPerson(usernames[0] ?? emails[0]);

/** The rules of the window's style that shape a sheet: with its markup, all that it looks like. */
function sheetStyle(): string {
  return [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .map((rule) => rule.cssText)
    .filter((text) => text.startsWith('.case-sheet'))
    .join('\n');
}
