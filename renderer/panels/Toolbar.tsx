import type { Settings } from '../../shared/settings.ts';
import { IconButton } from '../parts/Button.tsx';
import { toggleInsight } from '../state/act-insight.ts';
import type { Open } from '../state/state.ts';
import { Chips } from './Chips.tsx';
import { ColumnChooser } from './ColumnChooser.tsx';
import { FindBar } from './FindBar.tsx';
import { FilterMenu } from './filters/FilterMenu.tsx';
import { SearchBar } from './SearchBar.tsx';

interface ToolbarProps {
  readonly open: Open;
  readonly settings: Settings;
  /** Whether the overview panel is to be seen; undefined = there is none. */
  readonly insightSeen: boolean | undefined;
}

/** How to find something in a report, and what its rows are narrowed to. */
export function Toolbar({ open, settings, insightSeen }: ToolbarProps) {
  return (
    <div className="toolbar">
      {insightSeen !== undefined && (
        <IconButton
          icon="panel-left"
          label={insightSeen ? 'Hide the overview panel' : 'Show the overview panel'}
          hint="Ctrl+B"
          onPress={() => toggleInsight(insightSeen)}
        />
      )}
      <SearchBar open={open} />
      <FilterMenu report={open.report} view={open.view} />
      <ColumnChooser report={open.report} settings={settings} />
      {open.find?.open && <FindBar open={open} find={open.find} />}
      <Chips report={open.report} view={open.view} zone={settings.time} />
    </div>
  );
}
