/** What the native menu holds, out of the one list of commands. */
import { basename, dirname } from 'node:path';
import type { MenuItemConstructorOptions } from 'electron';
import { type Command, type CommandId, command, commandIds } from '../shared/commands.ts';
import type { Settings } from '../shared/settings.ts';
import type { RecentFile } from './recents.ts';

export interface MenuState {
  readonly report: boolean;
  readonly pane: boolean;
}

export interface MenuOptions {
  readonly platform: NodeJS.Platform;
  readonly dev: boolean;
  readonly run: (id: CommandId) => void;
  /** Newest first. */
  readonly recents: readonly RecentFile[];
  readonly openRecent: (id: string) => void;
  /** The person's own folder, which is left out of the folders shown. */
  readonly home: string;
}

const separator: MenuItemConstructorOptions = { type: 'separator' };

/** Keys that type a letter belong to the page, which knows whether a text field has the focus. */
export const isMenuKey = (keys: string): boolean => /(^|\+)(CmdOrCtrl|Ctrl|Cmd|Alt)\+|^F\d+$/.test(keys);

export const isEnabled = (when: Command['when'], state: MenuState): boolean =>
  when === 'always' || (when === 'report' ? state.report : state.report && state.pane);

export const isChosen = (id: CommandId, settings: Settings): boolean =>
  id === `theme-${settings.theme}` ||
  id === `time-${settings.time}` ||
  id === `wrap-${settings.wrap}` ||
  id === `density-${settings.density}` ||
  id === `row-numbers-${settings.rowNumbers ? 'shown' : 'hidden'}`;

/** "report.csv – ~/Downloads". The folder tells files of the same name apart; the window never learns it. */
export function recentLabel({ path }: RecentFile, home: string): string {
  const folder = dirname(path);
  const below = home !== '' && folder.startsWith(home) ? folder.slice(home.length) : undefined;
  const shown = below !== undefined && /^($|[/\\])/.test(below) ? `~${below}` : folder;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a name may hold a line break, a menu's line may not
  const plain = `${basename(path)} – ${shown}`.replace(/[\u0000-\u001f\u007f]+/g, ' ');
  // One & would underline the letter after it.
  return plain.replaceAll('&', '&&');
}

export function menuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  const { platform, dev, run, recents, openRecent, home } = options;
  const isMac = platform === 'darwin';
  const item = (id: CommandId): MenuItemConstructorOptions => {
    const { title, keys, choice } = command(id);
    return {
      id,
      label: title,
      click: () => run(id),
      ...(choice && { type: 'radio' as const }),
      ...(keys && isMenuKey(keys) && { accelerator: keys }),
    };
  };
  const items = (ids: readonly CommandId[]): MenuItemConstructorOptions[] => ids.map(item);
  const rest = (menu: Command['menu'], placed: readonly CommandId[]): MenuItemConstructorOptions[] =>
    items(commandIds.filter((id) => command(id).menu === menu && !command(id).role && !placed.includes(id)));

  const opening: CommandId[] = ['open', 'open-sample'];
  const about: CommandId[] = ['about'];
  const clearRecents: CommandId[] = ['clear-recents'];
  const settings: CommandId[] = ['settings'];
  const openRecents: MenuItemConstructorOptions = {
    label: 'Open Recent',
    submenu:
      recents.length === 0
        ? [{ label: 'No reports yet', enabled: false }, separator, ...items(clearRecents)]
        : [
            ...recents.map((one) => ({ label: recentLabel(one, home), click: () => openRecent(one.id) })),
            separator,
            ...items(clearRecents),
          ],
  };
  const looks = commandIds.filter((id) => command(id).choice !== undefined);
  const zoom: CommandId[] = ['zoom-in', 'zoom-out', 'zoom-reset'];
  const gridZoom: CommandId[] = ['grid-larger', 'grid-smaller', 'grid-reset'];
  const choice = (name: Command['choice']) => items(looks.filter((id) => command(id).choice === name));
  const rows: MenuItemConstructorOptions = {
    label: 'Rows',
    submenu: [
      ...choice('wrap'),
      separator,
      ...choice('density'),
      separator,
      ...choice('row-numbers'),
      separator,
      ...items(gridZoom),
    ],
  };
  const quit: MenuItemConstructorOptions[] = isMac
    ? [{ role: 'close', accelerator: 'Shift+Cmd+W' }]
    : [{ role: 'quit' }];

  const appMenu: MenuItemConstructorOptions = {
    role: 'appMenu',
    submenu: [
      ...items(about),
      separator,
      ...items(settings),
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  };
  return [
    ...(isMac ? [appMenu] : []),
    {
      label: '&File',
      submenu: [
        ...items(opening),
        openRecents,
        separator,
        ...rest('file', [...opening, ...clearRecents, ...settings]),
        separator,
        ...(isMac ? [] : [...items(settings), separator]),
        ...quit,
      ],
    },
    {
      label: '&Edit',
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
        separator,
        ...rest('edit', []),
      ],
    },
    {
      label: '&View',
      submenu: [
        ...choice('theme'),
        separator,
        ...choice('time'),
        separator,
        rows,
        separator,
        ...rest('view', [...looks, ...gridZoom, ...zoom]),
        separator,
        ...items(zoom),
        // The key without Shift, as keyboards print it; `Plus` alone would need Shift on most of them.
        { ...item('zoom-in'), id: 'zoom-in-unshifted', accelerator: 'CmdOrCtrl+=', visible: false },
        separator,
        { role: 'togglefullscreen' },
        ...(dev ? [{ role: 'toggleDevTools' as const }, { role: 'reload' as const }] : []),
      ],
    },
    { label: '&Go', submenu: rest('go', []) },
    ...(isMac ? [{ role: 'windowMenu' as const }] : []),
    { role: 'help', label: '&Help', submenu: rest('help', isMac ? about : []) },
  ];
}
