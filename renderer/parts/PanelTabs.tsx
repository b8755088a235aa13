import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';

export interface PanelTab<T extends string> {
  readonly id: T;
  readonly label: ReactNode;
}

export interface PanelTabsProps<T extends string> {
  /** What the tabs are, for who does not see them. */
  readonly label: string;
  readonly tabs: readonly PanelTab<T>[];
  readonly chosen: T;
  readonly onChoose: (id: T) => void;
  /** Stands at the end of the tabs. */
  readonly tools?: ReactNode;
  /** What the chosen tab holds. */
  readonly children: ReactNode;
}

/** A panel of several faces, of which one is to be seen. */
export function PanelTabs<T extends string>({ label, tabs, chosen, onChoose, tools, children }: PanelTabsProps<T>) {
  return (
    <Tabs className="panel-tabs" selectedKey={chosen} onSelectionChange={(key) => onChoose(key as T)}>
      <div className="panel-tabs-head">
        <TabList className="panel-tabs-list" aria-label={label}>
          {tabs.map((tab) => (
            <Tab key={tab.id} id={tab.id} className="panel-tab">
              {tab.label}
            </Tab>
          ))}
        </TabList>
        {tools}
      </div>
      <TabPanel key={chosen} id={chosen} className="panel-tabs-body">
        {children}
      </TabPanel>
    </Tabs>
  );
}
