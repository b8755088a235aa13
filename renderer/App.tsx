import { useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import type { Viewer } from '../shared/contract/bridge.ts';
import { DropOverlay } from './panels/DropOverlay.tsx';
import { FailureCard } from './panels/FailureCard.tsx';
import { Start } from './panels/Start.tsx';
import { Toasts } from './panels/Toasts.tsx';
import { Button } from './parts/Button.tsx';
import { IconSprite } from './parts/IconSprite.tsx';
import { loadAgain } from './state/act-desktop.ts';
import { useSelect } from './state/select.ts';
import { activeReport } from './state/state.ts';

export interface AppProps {
  readonly platform: Viewer['platform'];
  /** Of this load; styles without it are refused. */
  readonly styleNonce: string;
}

/** The window: the start screen, or the open reports. */
export function App({ platform, styleNonce }: AppProps) {
  const active = useSelect(activeReport);
  const settings = useSelect((state) => state.settings);
  const { rooms, missing } = useRooms();
  return (
    // The window speaks English throughout, whatever the system does.
    <I18nProvider locale="en">
      <IconSprite />
      {active && rooms ? (
        <rooms.Reports active={active} platform={platform} settings={settings} styleNonce={styleNonce} />
      ) : (
        <main className="window-start">
          {missing ? <Incomplete /> : <Start settings={settings} />}
          {rooms && <rooms.WarmSheet settings={settings} styleNonce={styleNonce} />}
        </main>
      )}
      {rooms && <rooms.Dialogs platform={platform} />}
      <Messages />
      <DropOverlay />
    </I18nProvider>
  );
}

/** In the place of the start screen: without those rooms nothing that it offers could be shown. */
function Incomplete() {
  return (
    <FailureCard failure={{ code: 'window-incomplete' }}>
      <Button look="main" onPress={() => void loadAgain()}>
        Load the window again
      </Button>
    </FailureCard>
  );
}

function Messages() {
  const toasts = useSelect((state) => state.toasts);
  return <Toasts toasts={toasts} />;
}

type Rooms = typeof import('./panels/Reports.tsx');

/** Most of the window's code, with the grid: all that the start screen does without, fetched as soon as that is painted. */
function useRooms(): { readonly rooms?: Rooms; readonly missing?: true } {
  const [fetched, setFetched] = useState<ReturnType<typeof useRooms>>({});
  useEffect(() => {
    const fetch = () =>
      import('./panels/Reports.tsx').then(
        (rooms) => setFetched({ rooms }),
        () => setFetched({ missing: true }),
      );
    requestAnimationFrame(() => setTimeout(fetch));
  }, []);
  return fetched;
}
