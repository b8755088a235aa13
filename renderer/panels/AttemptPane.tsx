import { type ReactNode, useEffect, useRef } from 'react';
import { learnerName } from '../../shared/report/learners.ts';
import type { Settings } from '../../shared/settings.ts';
import { rowPlace } from '../../shared/table/row-place.ts';
import { IconButton } from '../parts/Button.tsx';
import { lastInputWasKey } from '../parts/last-input.ts';
import { PanelTabs } from '../parts/PanelTabs.tsx';
import { showPerson } from '../parts/show-person.ts';
import { counted, numberText } from '../parts/words.ts';
import { closePane, stepAttempt, stepIncidents } from '../state/act.ts';
import { turnPane } from '../state/act-learner.ts';
import type { Open, PaneFace } from '../state/state.ts';
import { AttemptFields } from './AttemptFields.tsx';
import { AttemptIncidents } from './AttemptIncidents.tsx';
import { AttemptTime } from './AttemptTime.tsx';
import { AttemptVerdict } from './AttemptVerdict.tsx';
import { focusSheet } from './focus.ts';
import { LearnerAttempts } from './LearnerAttempts.tsx';
import { LearnerFace } from './learner/LearnerFace.tsx';

const faces: readonly { id: PaneFace; label: string }[] = [
  { id: 'attempt', label: 'Attempt' },
  { id: 'learner', label: 'Learner' },
];

/** Everything about one attempt: the answer first, then what it rests on. Its other face is the learner. */
export function AttemptPane({ open, row, settings }: { open: Open; row: number; settings: Settings }) {
  const { report, shown } = open;
  const { plain } = report.facts;
  const face = plain ? 'attempt' : (open.paneFace ?? 'attempt');
  const pane = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  // Another attempt is read from its beginning.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the row or the face is another.
  useEffect(() => {
    pane.current?.querySelector('.panel-tabs-body')?.scrollTo(0, 0);
    // What had the focus went with what was shown before.
    if (document.activeElement === document.body && lastInputWasKey()) heading.current?.focus();
  }, [row, face]);
  const position = rowPlace(shown.rows, row);
  useFocus(pane, heading, position);
  const name = plain ? undefined : learnerName(report.table, row);
  const email = report.cell(row, 'email') ?? report.cell(row, 'user_email');
  const exam = report.cell(row, 'exam_name') ?? '';
  const who = plain ? `Row ${numberText(row + 1)}` : showPerson(name);

  return (
    <aside className="pane" ref={pane} aria-labelledby="pane-title">
      <PanelTabs
        label="What is shown"
        tabs={plain ? [{ id: 'attempt', label: 'Row' }] : faces}
        chosen={face}
        onChoose={turnPane}
        tools={<IconButton icon="x" label="Close the attempt" hint="Esc" onPress={closePane} />}
      >
        <div className="pane-top">
          <header className="pane-who">
            <h2 id="pane-title" ref={heading} tabIndex={-1}>
              <bdi>{who}</bdi>
            </h2>
            {name !== undefined && email !== undefined && email !== name && (
              <bdi className="verbatim">{showPerson(email)}</bdi>
            )}
            {face === 'attempt' && <bdi className="pane-exam">{exam}</bdi>}
          </header>
          <Steps open={open} position={position}>
            {plain ? who : `${who}, ${report.verdict(row).label}`}
          </Steps>
        </div>
        <div className="pane-body">
          {face === 'learner' ? (
            <LearnerFace key={open.id} open={open} row={row} settings={settings} />
          ) : (
            <>
              {!plain && (
                <>
                  <AttemptVerdict report={report} row={row} settings={settings} />
                  <AttemptIncidents report={report} row={row} />
                  <AttemptTime report={report} row={row} zone={settings.time} />
                  <LearnerAttempts key={open.id} report={report} row={row} zone={settings.time} />
                </>
              )}
              <AttemptFields report={report} row={row} />
            </>
          )}
        </div>
      </PanelTabs>
    </aside>
  );
}

/** Which of the rows shown it is, and the way to the others. `children` is said with it when it is another. */
function Steps({ open: { shown, report }, position, children }: { open: Open; position: number; children: ReactNode }) {
  return (
    <div className="pane-steps">
      <p role="status">
        <span className="only-read">{children}. </span>
        {position < 0
          ? 'Not among the rows shown'
          : `${numberText(position + 1)} of ${counted(shown.rows.length, report.facts.plain ? 'row' : 'attempt')} shown`}
      </p>
      <div className="pane-buttons">
        <IconButton
          icon="chevrons-up"
          label="Previous attempt with incidents"
          hint="Shift+K"
          onPress={() => void stepIncidents(-1)}
        />
        <IconButton
          icon="chevron-up"
          label="Previous attempt"
          hint="K"
          disabled={position === 0}
          onPress={() => stepAttempt(-1)}
        />
        <IconButton
          icon="chevron-down"
          label="Next attempt"
          hint="J"
          disabled={position === shown.rows.length - 1}
          onPress={() => stepAttempt(1)}
        />
        <IconButton
          icon="chevrons-down"
          label="Next attempt with incidents"
          hint="Shift+J"
          onPress={() => void stepIncidents(1)}
        />
      </div>
    </div>
  );
}

/**
 * Opened with the keyboard, the pane takes the focus; closed, it gives it back to what had it before. If that was a row
 * of the grid, it is now the row that the pane showed last.
 */
function useFocus(
  pane: React.RefObject<HTMLElement | null>,
  heading: React.RefObject<HTMLElement | null>,
  position: number,
) {
  const place = useRef(position);
  place.current = position;
  useEffect(() => {
    const before = document.activeElement;
    const inside = pane.current;
    if (lastInputWasKey()) heading.current?.focus();
    return () => {
      const now = document.activeElement;
      const isLost = now === null || now === document.body || inside?.contains(now);
      const inGrid = (element: Element | null) => Boolean(element?.closest('.sheet .ag-row'));
      if (!isLost && !inGrid(now)) return;
      // After the pane is gone: the browser takes the focus from what is taken away.
      queueMicrotask(() => {
        const toField = isLost && before instanceof HTMLElement && before !== document.body && before.isConnected;
        if (toField && !inGrid(before)) before.focus();
        else focusSheet(place.current);
      });
    };
  }, [pane, heading]);
}
