import { I18nProvider } from 'react-aria-components';
import type { Viewer } from '../shared/contract/bridge.ts';
import { AboutDialog } from './panels/AboutDialog.tsx';
import { CategoriesDialog } from './panels/categories/CategoriesDialog.tsx';
import { DropOverlay } from './panels/DropOverlay.tsx';
import { EncodingDialog } from './panels/EncodingDialog.tsx';
import { ExportDialog } from './panels/ExportDialog.tsx';
import { FailureView } from './panels/FailureView.tsx';
import { HelpDialog } from './panels/help/HelpDialog.tsx';
import { CaseSheetDialog } from './panels/learner/CaseSheetDialog.tsx';
import { PaletteDialog } from './panels/PaletteDialog.tsx';
import { ProblemsView } from './panels/ProblemsView.tsx';
import { ReportView } from './panels/ReportView.tsx';
import { SettingsDialog } from './panels/SettingsDialog.tsx';
import { Start } from './panels/Start.tsx';
import { StatusBar } from './panels/StatusBar.tsx';
import { Tabs, tabId } from './panels/Tabs.tsx';
import { TitleArea } from './panels/TitleArea.tsx';
import { Toasts } from './panels/Toasts.tsx';
import { Tour } from './panels/tour/Tour.tsx';
import { WarmSheet } from './panels/WarmSheet.tsx';
import { IconSprite } from './parts/IconSprite.tsx';
import { useSelect } from './state/select.ts';
import { activeReport } from './state/state.ts';

export interface AppProps {
  readonly platform: Viewer['platform'];
  /** Of this load; styles without it are refused. */
  readonly styleNonce: string;
}

/** The window: the start screen, or the open reports. */
export function App({ platform, styleNonce }: AppProps) {
  const reports = useSelect((state) => state.reports);
  const active = useSelect(activeReport);
  const settings = useSelect((state) => state.settings);
  const recents = useSelect((state) => state.recents);
  return (
    // The window speaks English throughout, whatever the system does.
    <I18nProvider locale="en">
      <IconSprite />
      {active ? (
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
      ) : (
        <main className="window-start">
          <Start settings={settings} recents={recents} />
          <WarmSheet settings={settings} styleNonce={styleNonce} />
        </main>
      )}
      <Guide />
      <Dialogs platform={platform} />
      <Messages />
      <DropOverlay />
    </I18nProvider>
  );
}

function Dialogs({ platform }: { platform: Viewer['platform'] }) {
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

function Messages() {
  const toasts = useSelect((state) => state.toasts);
  return <Toasts toasts={toasts} />;
}
