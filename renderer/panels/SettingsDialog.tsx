import type { Settings } from '../../shared/settings.ts';
import { Button } from '../parts/Button.tsx';
import { Checkbox } from '../parts/Checkbox.tsx';
import { Choice } from '../parts/Choice.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { offsetText } from '../parts/words.ts';
import { perform } from '../perform.ts';
import { changeSettings, showDialog } from '../state/act.ts';
import { RowSettings } from './RowSettings.tsx';
import { SecondReviewChoice } from './SecondReviewChoice.tsx';

/** Every setting there is. Each holds at once: there is nothing to confirm. */
export function SettingsDialog({ settings }: { settings: Settings }) {
  const close = () => void showDialog(undefined);
  return (
    <Dialog
      title="Settings"
      onClose={close}
      foot={
        <Button look="main" onPress={close}>
          Done
        </Button>
      }
    >
      <div className="settings-looks">
        <Choice
          look="list"
          label="Theme"
          value={settings.theme}
          options={[
            { value: 'system', label: 'As the system' },
            { value: 'light', label: 'Light' },
            { value: 'dark', label: 'Dark' },
          ]}
          onChange={(theme) => void changeSettings({ theme })}
        />
        <Choice
          look="list"
          label="Times"
          value={settings.time}
          options={[
            { value: 'utc', label: 'UTC', note: 'As the report writes them.' },
            {
              value: 'local',
              label: 'Local',
              note: `As this computer’s clock shows them, now ${offsetText(Date.now() * 1000)} from UTC.`,
            },
          ]}
          onChange={(time) => void changeSettings({ time })}
        />
      </div>
      <SecondReviewChoice value={settings.secondReview} />
      <RowSettings settings={settings} />
      <section className="setting" aria-labelledby="setting-size">
        <h3 id="setting-size">Size of everything in the window</h3>
        <div className="setting-line">
          <Button onPress={() => perform('zoom-out')}>Smaller</Button>
          <Button onPress={() => perform('zoom-in')}>Larger</Button>
          <Button disabled={settings.zoomLevel === 0} onPress={() => perform('zoom-reset')}>
            Actual size
          </Button>
          <span role="status">{Math.round(1.2 ** settings.zoomLevel * 100)} %</span>
        </div>
      </section>
      <section className="setting" aria-labelledby="setting-columns">
        <h3 id="setting-columns">Columns of the sheet</h3>
        <div className="setting-line">
          <Button disabled={settings.columns.length === 0} onPress={() => void changeSettings({ columns: [] })}>
            Reset the columns
          </Button>
          <span className="text-soft">{settings.columns.length === 0 ? 'As originally set' : 'Changed by you'}</span>
        </div>
      </section>
      <section className="setting" aria-labelledby="setting-categories">
        <h3 id="setting-categories">Categories of incidents</h3>
        <div className="setting-line">
          <Button onPress={() => void showDialog('categories')}>Incident categories…</Button>
          <span className="text-soft">Which words put an incident into which category.</span>
        </div>
      </section>
      <section className="setting" aria-labelledby="setting-files">
        <h3 id="setting-files">Reports opened before</h3>
        <Checkbox
          checked={!settings.rememberFiles}
          onChange={(forget) => void changeSettings({ rememberFiles: !forget })}
        >
          Don’t remember files
        </Checkbox>
        <p className="text-soft">
          {settings.rememberFiles
            ? 'The names and places of the last 10 reports are kept on this computer, for File ▸ Open Recent and the start screen; nothing of what they hold.'
            : 'Nothing that Proctorsheet keeps says which reports you opened.'}{' '}
          The system’s own file dialog may have a list of its own.
        </p>
      </section>
    </Dialog>
  );
}
