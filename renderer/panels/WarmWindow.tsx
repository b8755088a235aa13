import { useState } from 'react';
import { createPortal } from 'react-dom';
import type { Report } from '../../shared/report/report.ts';
import { verdictKinds } from '../../shared/report/verdict.ts';
import type { Settings } from '../../shared/settings.ts';
import { wholeView } from '../../shared/table/view.ts';
import type { Open } from '../state/state.ts';
import { FileNotes } from './FileNotes.tsx';
import { LoadingView } from './LoadingView.tsx';
import { SelectionNotes } from './SelectionNotes.tsx';
import { Tabs } from './Tabs.tsx';
import { TitleArea } from './TitleArea.tsx';
import { Toolbar } from './Toolbar.tsx';
import { VerdictCounts } from './VerdictCounts.tsx';

/** What stands around a sheet, drawn once and off the page: what has run before runs quicker when a person waits. */
export function WarmWindow({ report, settings }: { report: Report; settings: Settings }) {
  const [place] = useState(() => document.createElement('div'));
  const named = { id: '', grant: '', name: '', sizeBytes: 1, sample: false };
  const verdicts = verdictKinds.map(() => 1);
  const open: Open = {
    ...{ ...named, stage: 'open', report, view: wholeView, shownView: wholeView, asking: false },
    shown: { rows: new Uint32Array(1), verdicts, position: -1, slow: [] },
    ...{ focusRow: undefined, paneRow: undefined },
  };
  return createPortal(
    <>
      <Tabs reports={[open]} active="" platform="linux" />
      <TitleArea name="" sample={false} report={report} settings={settings} />
      <LoadingView state={{ ...named, stage: 'loading', rows: 0, bytes: 0, report: undefined, resume: undefined }} />
      <Toolbar open={open} settings={settings} insightSeen={false} />
      <SelectionNotes open={open} />
      <VerdictCounts counts={verdicts} view={wholeView} />
      <FileNotes report={report} />
    </>,
    place,
  );
}
