/**
 * All that only reports need, with the grid: two thirds of the window's code. It is fetched when the start screen has
 * been painted (App.tsx).
 */
import type { Viewer } from '../../shared/contract/bridge.ts';
import type { Settings } from '../../shared/settings.ts';
import { useSelect } from '../state/select.ts';
import { activeReport, type ReportState } from '../state/state.ts';
import { AboutDialog } from './AboutDialog.tsx';
import { CategoriesDialog } from './categories/CategoriesDialog.tsx';
import { EncodingDialog } from './EncodingDialog.tsx';
import { ExportDialog } from './ExportDialog.tsx';
import { FailureView } from './FailureView.tsx';
import { HelpDialog } from './help/HelpDialog.tsx';
import { CaseSheetDialog } from './learner/CaseSheetDialog.tsx';
import { PaletteDialog } from './PaletteDialog.tsx';
import { ProblemsView } from './ProblemsView.tsx';
import { ReportView } from './ReportView.tsx';
import { SettingsDialog } from './SettingsDialog.tsx';
import { StatusBar } from './StatusBar.tsx';
import { Tabs, tabId } from './Tabs.tsx';
import { TitleArea } from './TitleArea.tsx';
import { Tour } from './tour/Tour.tsx';

export { WarmSheet } from './WarmSheet.tsx';

interface ReportsProps {
  readonly active: ReportState;
  readonly platform: Viewer['platform'];
  readonly settings: Settings;
  readonly styleNonce: string;
}

/** The open reports, one of them in front. */
export function Reports({ active, platform, settings, styleNonce }: ReportsProps) {
  const reports = useSelect((state) => state.reports);
  return (
    <>
      <div className="window">
        <header className="window-head">
          <Tabs reports={reports} active={active.id} platform={platform} />
          {active.stage !== 'failed' && (
            <TitleArea name={active.name} sample={active.sample} report={active.report} settings={settings} />
          )}
        </header>
        <main className="window-main">
          <div id="report" className="window-report" role="tabpanel" aria-labelledby={tabId(active.id)}>
            {active.stage === 'failed' ? (
              <FailureView state={active} />
            ) : (
              <ReportView key={active.id} state={active} settings={settings} styleNonce={styleNonce} />
            )}
          </div>
        </main>
        <StatusBar state={active} />
      </div>
      <Guide />
    </>
  );
}

export function Dialogs({ platform }: { platform: Viewer['platform'] }) {
  const dialog = useSelect((state) => state.dialog);
  const helpAt = useSelect((state) => state.helpAt);
  const about = useSelect((state) => state.about);
  const licences = useSelect((state) => state.licences);
  const settings = useSelect((state) => state.settings);
  const dictionary = useSelect((state) => state.dictionary);
  const writing = useSelect((state) => state.exporting !== undefined);
  const active = useSelect(activeReport);
  if (dialog === 'help') return <HelpDialog key={helpAt} platform={platform} at={helpAt} />;
  if (dialog === 'palette') return <PaletteDialog platform={platform} />;
  if (dialog === 'about') return <AboutDialog about={about} licences={licences} />;
  if (dialog === 'categories') {
    return <CategoriesDialog dictionary={dictionary} open={active?.stage === 'open' ? active : undefined} />;
  }
  if (dialog === 'settings') return <SettingsDialog settings={settings} />;
  if (dialog === 'problems' && active?.stage === 'open') return <ProblemsView key={active.id} report={active.report} />;
  if (dialog === 'case-sheet' && active?.stage === 'open' && active.paneRow !== undefined) {
    return <CaseSheetDialog key={active.id} open={active} row={active.paneRow} settings={settings} />;
  }
  if (dialog === 'encoding' && active?.stage === 'open') return <EncodingDialog key={active.id} open={active} />;
  if (dialog === 'export' && active?.stage === 'open') {
    return <ExportDialog key={active.id} open={active} settings={settings} writing={writing} />;
  }
  return null;
}

/** The tour is over the sample, and nowhere else. */
function Guide() {
  const tour = useSelect((state) => state.tour);
  const active = useSelect(activeReport);
  return tour !== undefined && active?.stage === 'open' && active.sample ? <Tour at={tour} /> : null;
}
