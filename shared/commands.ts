/**
 * Every command once: the menu, the keys, the palette and the help read this list.
 * `keys` uses Electron's accelerator words; `CmdOrCtrl` is ⌘ on macOS and Ctrl elsewhere. Keys without a modifier
 * work only while no text field has the focus, and are never registered with the menu.
 */
export interface Command {
  readonly title: string;
  readonly menu: 'file' | 'edit' | 'view' | 'go' | 'help';
  readonly keys?: string;
  /** Other keys for the same, which the menu does not name. */
  readonly also?: string;
  /** `always`, or only while a report is shown, or only while the Attempt pane is open. */
  readonly when: 'always' | 'report' | 'pane';
  /** Commands of one choice: exactly one of them is ticked. */
  readonly choice?: 'theme' | 'time' | 'wrap' | 'density' | 'row-numbers';
  /** The menu has the platform's own item for it, which text fields need too, and tells the window nothing of it. */
  readonly role?: 'copy' | 'selectAll';
}

export const commands = {
  open: { title: 'Open…', menu: 'file', keys: 'CmdOrCtrl+O', when: 'always' },
  'open-sample': { title: 'Open the sample report', menu: 'file', when: 'always' },
  'clear-recents': { title: 'Clear recent reports', menu: 'file', when: 'always' },
  export: { title: 'Export…', menu: 'file', keys: 'CmdOrCtrl+E', when: 'report' },
  'save-case-sheet': { title: 'Save the learner as PDF…', menu: 'file', when: 'pane' },
  reload: { title: 'Reload from the disk', menu: 'file', keys: 'CmdOrCtrl+R', also: 'F5', when: 'report' },
  'reopen-encoding': { title: 'Reopen with encoding…', menu: 'file', when: 'report' },
  'close-report': { title: 'Close report', menu: 'file', keys: 'CmdOrCtrl+W', when: 'report' },
  settings: { title: 'Settings…', menu: 'file', keys: 'CmdOrCtrl+,', when: 'always' },
  'edit-categories': { title: 'Incident categories…', menu: 'edit', when: 'always' },
  find: { title: 'Search', menu: 'edit', keys: 'CmdOrCtrl+F', when: 'report' },
  'find-next': { title: 'Find next', menu: 'edit', keys: 'F3', when: 'report' },
  'find-previous': { title: 'Find previous', menu: 'edit', keys: 'Shift+F3', when: 'report' },
  'filter-by-value': { title: 'Filter by this value', menu: 'edit', when: 'report' },
  'exclude-value': { title: 'Exclude this value', menu: 'edit', when: 'report' },
  'narrow-to-selection': { title: 'Narrow to selection', menu: 'edit', when: 'report' },
  'clear-filters': { title: 'Clear search and filters', menu: 'edit', keys: 'CmdOrCtrl+Shift+L', when: 'report' },
  'clear-sort': { title: 'Back to the order of the file', menu: 'edit', when: 'report' },
  copy: { title: 'Copy', menu: 'edit', keys: 'CmdOrCtrl+C', when: 'report', role: 'copy' },
  'copy-with-headers': { title: 'Copy with headers', menu: 'edit', keys: 'CmdOrCtrl+Shift+C', when: 'report' },
  'select-all': { title: 'Select all', menu: 'edit', keys: 'CmdOrCtrl+A', when: 'report', role: 'selectAll' },
  'show-attempt': { title: 'Show the attempt', menu: 'go', keys: 'Enter', when: 'report' },
  'show-learner': { title: 'Show the learner', menu: 'go', keys: 'L', when: 'report' },
  'next-attempt': { title: 'Next attempt', menu: 'go', keys: 'J', when: 'pane' },
  'previous-attempt': { title: 'Previous attempt', menu: 'go', keys: 'K', when: 'pane' },
  'next-incidents': { title: 'Next attempt with incidents', menu: 'go', keys: 'Shift+J', when: 'pane' },
  'previous-incidents': { title: 'Previous attempt with incidents', menu: 'go', keys: 'Shift+K', when: 'pane' },
  'next-work': { title: 'Next on the list of what needs you', menu: 'go', keys: 'N', when: 'report' },
  'previous-work': { title: 'Previous on the list of what needs you', menu: 'go', keys: 'Shift+N', when: 'report' },
  'next-report': { title: 'Next report', menu: 'go', keys: 'Ctrl+Tab', when: 'report' },
  'previous-report': { title: 'Previous report', menu: 'go', keys: 'Ctrl+Shift+Tab', when: 'report' },
  'next-pane': { title: 'Next part of the window', menu: 'go', keys: 'F6', when: 'report' },
  'previous-pane': { title: 'Previous part of the window', menu: 'go', keys: 'Shift+F6', when: 'report' },
  'theme-system': { title: 'Theme: as the system', menu: 'view', when: 'always', choice: 'theme' },
  'theme-light': { title: 'Theme: light', menu: 'view', when: 'always', choice: 'theme' },
  'theme-dark': { title: 'Theme: dark', menu: 'view', when: 'always', choice: 'theme' },
  'time-utc': { title: 'Times in UTC', menu: 'view', when: 'always', choice: 'time' },
  'time-local': { title: 'Times in local time', menu: 'view', when: 'always', choice: 'time' },
  'wrap-1': { title: 'Rows of 1 line', menu: 'view', when: 'always', choice: 'wrap' },
  'wrap-2': { title: 'Rows of 2 lines', menu: 'view', when: 'always', choice: 'wrap' },
  'wrap-4': { title: 'Rows of 4 lines', menu: 'view', when: 'always', choice: 'wrap' },
  'density-comfortable': { title: 'Rows: comfortable', menu: 'view', when: 'always', choice: 'density' },
  'density-compact': { title: 'Rows: compact', menu: 'view', when: 'always', choice: 'density' },
  'row-numbers-hidden': { title: 'Row numbers: hidden', menu: 'view', when: 'always', choice: 'row-numbers' },
  'row-numbers-shown': { title: 'Row numbers: shown', menu: 'view', when: 'always', choice: 'row-numbers' },
  'grid-larger': { title: 'Sheet: larger', menu: 'view', keys: 'CmdOrCtrl+Alt+Plus', when: 'report' },
  'grid-smaller': { title: 'Sheet: smaller', menu: 'view', keys: 'CmdOrCtrl+Alt+-', when: 'report' },
  'grid-reset': { title: 'Sheet: actual size', menu: 'view', keys: 'CmdOrCtrl+Alt+0', when: 'report' },
  'choose-columns': { title: 'Choose the columns', menu: 'view', keys: 'CmdOrCtrl+Shift+K', when: 'report' },
  'autosize-columns': { title: 'Fit the columns to their content', menu: 'view', when: 'report' },
  'chart-column': { title: 'Chart this column', menu: 'view', when: 'report' },
  'reset-columns': { title: 'Reset the columns', menu: 'view', when: 'report' },
  'show-overview': { title: 'Overview', menu: 'view', keys: 'CmdOrCtrl+1', when: 'report' },
  'show-needs-you': { title: 'Needs you', menu: 'view', keys: 'CmdOrCtrl+2', when: 'report' },
  'show-incidents': { title: 'Incidents', menu: 'view', keys: 'CmdOrCtrl+3', when: 'report' },
  'show-findings': { title: 'Findings', menu: 'view', keys: 'CmdOrCtrl+4', when: 'report' },
  'toggle-insight': { title: 'Show or hide the views of the whole', menu: 'view', keys: 'CmdOrCtrl+B', when: 'report' },
  'show-problems': { title: 'Problems in the file…', menu: 'view', when: 'report' },
  'zoom-in': { title: 'Larger', menu: 'view', keys: 'CmdOrCtrl+Plus', when: 'always' },
  'zoom-out': { title: 'Smaller', menu: 'view', keys: 'CmdOrCtrl+-', when: 'always' },
  'zoom-reset': { title: 'Actual size', menu: 'view', keys: 'CmdOrCtrl+0', when: 'always' },
  palette: { title: 'Command palette', menu: 'help', keys: 'CmdOrCtrl+Shift+P', when: 'always' },
  help: { title: 'Help', menu: 'help', keys: 'F1', when: 'always' },
  'show-keys': { title: 'Keyboard', menu: 'help', when: 'always' },
  tour: { title: 'Take the tour', menu: 'help', when: 'always' },
  about: { title: 'About Proctorsheet', menu: 'help', when: 'always' },
} as const satisfies Record<string, Command>;

export type CommandId = keyof typeof commands;

export const commandIds = Object.keys(commands) as CommandId[];

export const command = (id: CommandId): Command => commands[id];
