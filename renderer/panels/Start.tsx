import type { Recent } from '../../shared/contract/bridge.ts';
import type { Settings } from '../../shared/settings.ts';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { agoText } from '../parts/words.ts';
import { clearRecents, openRecent } from '../state/act-desktop.ts';
import { takeTour } from '../state/act-help.ts';
import { chooseReports, openSample } from '../state/act-open.ts';
import { useSelect } from '../state/select.ts';
import { ThemeMenu } from './WindowSettings.tsx';

/** Nothing is open yet: how to open a report, where it comes from, and what it is to be treated as. */
export function Start({ settings }: { settings: Settings }) {
  const recents = useSelect((state) => state.recents);
  return (
    <div className="start">
      <div className="start-corner">
        <ThemeMenu theme={settings.theme} />
      </div>
      <div className="start-page">
        <header>
          <h1>Proctorsheet</h1>
          <p className="text-soft">Reads the Proctored Exam Results report of an Open edX course.</p>
        </header>
        <section className="start-drop" aria-label="Open a report">
          <Icon name="file-up" />
          <p className="start-drop-title">Drop the report here</p>
          <p className="text-soft">The .csv file, as it was downloaded. Several at once become tabs.</p>
          <div className="start-buttons">
            <Button look="main" icon="folder-open" onPress={() => void chooseReports()}>
              Open…
            </Button>
            <Button icon="file-text" onPress={() => void openSample()}>
              Open the sample report
            </Button>
            <Button look="quiet" onPress={() => void takeTour()}>
              Take the tour
            </Button>
          </div>
        </section>
        {recents.length > 0 && <Recents recents={recents} />}
        <section className="start-steps" aria-labelledby="start-steps">
          <h2 id="start-steps">Where the report comes from</h2>
          <ol>
            <li>
              Open the live course in the LMS, then <b>Instructor</b> and <b>Data Download</b>.
            </li>
            <li>
              Under <b>Reports</b>, choose <b>Generate Proctored Exam Results Report</b>. The LMS makes it in the
              background, and it may take a while.
            </li>
            <li>
              Reload the page, and take the newest file under <b>Reports Available for Download</b>. A link there works
              for 5 minutes; reloading the page makes new ones.
            </li>
          </ol>
        </section>
        <section className="start-care" aria-label="Confidential">
          <Icon name="shield-check" />
          <p>
            The report names people and is confidential. Whenever you open it or save a part of it, your institution’s
            data stewardship policy applies. Proctorsheet works without a network: nothing leaves this computer.
          </p>
        </section>
      </div>
    </div>
  );
}

/** By name alone: where they lie is known to main and shown by its menu. */
function Recents({ recents }: { recents: readonly Recent[] }) {
  const now = Date.now();
  return (
    <section className="start-recents" aria-labelledby="start-recents">
      <header>
        <h2 id="start-recents">Opened before</h2>
        <Button look="quiet" onPress={() => void clearRecents()} label="Clear the list of reports opened before">
          Clear
        </Button>
      </header>
      <ul>
        {recents.map(({ id, name, openedAtMs }) => (
          <li key={id}>
            <button type="button" className="start-recent" onClick={() => void openRecent(id)}>
              <Icon name="file-text" />
              <bdi className="start-recent-name" title={name}>
                {name}
              </bdi>{' '}
              <span className="text-soft">opened {agoText(openedAtMs, now)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
