import type { KeyboardEvent } from 'react';
import { commands } from '../../shared/commands.ts';
import type { Viewer } from '../../shared/contract/bridge.ts';
import { IconButton } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { keyWords } from '../parts/key-words.ts';
import { closeReport, showReport, stepReport } from '../state/act.ts';
import { chooseReports } from '../state/act-open.ts';
import type { ReportState } from '../state/state.ts';

export const tabId = (report: string) => `tab-${report}`;

interface TabsProps {
  readonly reports: readonly ReportState[];
  readonly active: string;
  readonly platform: Viewer['platform'];
}

const stageWords = { loading: ', opening', open: '', failed: ', not opened' } as const;

/** Downloads of one course differ in the time at the end of their names, so of a long one the middle is left out. */
function TabName({ name }: { name: string }) {
  const date = name.search(/\d{4}-\d\d-\d\d-\d{4}/);
  return (
    <bdi className="tab-name">
      <span className="tab-begin">{name.slice(0, Math.max(0, date))}</span>
      <span className="tab-end">{name.slice(Math.max(0, date))}</span>
    </bdi>
  );
}

/**
 * The open reports. A tab may hold nothing else to press, so the close buttons stand beside the tabs, and the list owns
 * its tabs by their ids.
 */
export function Tabs({ reports, active, platform }: TabsProps) {
  const press = (event: KeyboardEvent, id: string) => {
    if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      stepReport(event.key === 'ArrowRight' ? 1 : -1);
      requestAnimationFrame(() => document.querySelector<HTMLElement>('.tab-title[tabindex="0"]')?.focus());
    } else if (event.key === 'Delete') closeReport(id);
    else return;
    event.preventDefault();
  };
  return (
    <div className="tabs">
      <div role="tablist" aria-label="Open reports" aria-owns={reports.map(({ id }) => tabId(id)).join(' ')} />
      {reports.map(({ id, name, stage }) => (
        <div key={id} className={id === active ? 'tab tab-active' : 'tab'}>
          <button
            type="button"
            role="tab"
            id={tabId(id)}
            className="tab-title"
            title={name}
            aria-label={`${name}${stageWords[stage]}`}
            aria-selected={id === active}
            aria-controls="report"
            tabIndex={id === active ? 0 : -1}
            onClick={() => showReport(id)}
            onKeyDown={(event) => press(event, id)}
            onAuxClick={(event) => event.button === 1 && closeReport(id)}
          >
            <Icon name={stage === 'failed' ? 'triangle-alert' : 'file-text'} />
            <TabName name={name} />
          </button>
          <button type="button" className="tab-close" aria-label={`Close ${name}`} onClick={() => closeReport(id)}>
            <Icon name="x" />
          </button>
        </div>
      ))}
      <IconButton
        icon="folder-open"
        label="Open a report"
        hint={keyWords(commands.open.keys, platform)}
        onPress={() => void chooseReports()}
      />
    </div>
  );
}
