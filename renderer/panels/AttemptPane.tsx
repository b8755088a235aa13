import { useEffect, useMemo, useRef } from 'react';
import type { Settings } from '../../shared/settings.ts';
import { IconButton } from '../parts/Button.tsx';
import { lastInputWasKey } from '../parts/last-input.ts';
import { showPerson } from '../parts/show-person.ts';
import { counted, numberText } from '../parts/words.ts';
import { closePane, stepAttempt, stepIncidents } from '../state/act.ts';
import type { Open } from '../state/state.ts';
import { AttemptFields } from './AttemptFields.tsx';
import { AttemptIncidents } from './AttemptIncidents.tsx';
import { AttemptTime } from './AttemptTime.tsx';
import { AttemptVerdict } from './AttemptVerdict.tsx';
import { focusSheet } from './focus.ts';
import { LearnerAttempts } from './LearnerAttempts.tsx';

/** Everything about one attempt: the answer first, then what it rests on. */
export function AttemptPane({ open, row, settings }: { open: Open; row: number; settings: Settings }) {
  const { report, shown } = open;
  const pane = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  // Another attempt is read from its beginning.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the row is another.
  useEffect(() => {
    pane.current?.scrollTo(0, 0);
  }, [row]);
  const position = useMemo(() => shown.rows.indexOf(row), [shown, row]);
  useFocus(pane, heading, position);
  const username = report.cell(row, 'username');
  const email = report.cell(row, 'email') ?? report.cell(row, 'user_email');
  const exam = report.cell(row, 'exam_name') ?? '';
  const { plain } = report.facts;
  const who = plain ? `Row ${numberText(row + 1)}` : showPerson(username ?? email);

  return (
    <aside className="pane" ref={pane} aria-labelledby="pane-title">
      <div className="pane-top">
        <header className="pane-head">
          <div className="pane-who">
            <h2 id="pane-title" ref={heading} tabIndex={-1}>
              <bdi>{who}</bdi>
            </h2>
            {username !== undefined && email !== undefined && <bdi className="verbatim">{showPerson(email)}</bdi>}
            <bdi className="pane-exam">{exam}</bdi>
          </div>
          <IconButton icon="x" label="Close the attempt" hint="Esc" onPress={closePane} />
        </header>
        <div className="pane-steps">
          <p role="status">
            <span className="only-read">{plain ? who : `${who}, ${report.verdict(row).label}`}. </span>
            {position < 0
              ? 'Not among the rows shown'
              : `${numberText(position + 1)} of ${counted(shown.rows.length, plain ? 'row' : 'attempt')} shown`}
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
      </div>
      <div className="pane-body">
        {!plain && (
          <>
            <AttemptVerdict report={report} row={row} settings={settings} />
            <AttemptIncidents report={report} row={row} />
            <AttemptTime report={report} row={row} zone={settings.time} />
            <LearnerAttempts key={open.id} report={report} row={row} zone={settings.time} />
          </>
        )}
        <AttemptFields report={report} row={row} />
      </div>
    </aside>
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
