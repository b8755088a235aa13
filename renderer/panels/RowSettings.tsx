import type { Settings } from '../../shared/settings.ts';
import { nextZoom } from '../../shared/sheet.ts';
import { Button } from '../parts/Button.tsx';
import { Checkbox } from '../parts/Checkbox.tsx';
import { Choice } from '../parts/Choice.tsx';
import { changeSettings } from '../state/act.ts';

/** How the rows of the sheet look. */
export function RowSettings({ settings }: { settings: Settings }) {
  return (
    <section className="setting" aria-labelledby="setting-rows">
      <h3 id="setting-rows">Rows of the sheet</h3>
      <Choice
        label="Lines of a row:"
        value={`${settings.wrap}`}
        options={[
          { value: '1', label: '1' },
          { value: '2', label: '2' },
          { value: '4', label: '4' },
        ]}
        onChange={(lines) => void changeSettings({ wrap: lines === '4' ? 4 : lines === '2' ? 2 : 1 })}
      />
      <Choice
        label="Room around them:"
        value={settings.density}
        options={[
          { value: 'comfortable', label: 'Comfortable' },
          { value: 'compact', label: 'Compact' },
        ]}
        onChange={(density) => void changeSettings({ density })}
      />
      <Checkbox checked={settings.rowNumbers} onChange={(rowNumbers) => void changeSettings({ rowNumbers })}>
        Row numbers of the file
      </Checkbox>
      <div className="setting-line">
        <Button
          label="Smaller sheet"
          onPress={() => void changeSettings({ gridZoom: nextZoom(settings.gridZoom, -1) })}
        >
          Smaller
        </Button>
        <Button label="Larger sheet" onPress={() => void changeSettings({ gridZoom: nextZoom(settings.gridZoom, 1) })}>
          Larger
        </Button>
        <span role="status">Sheet at {settings.gridZoom} %</span>
      </div>
    </section>
  );
}
