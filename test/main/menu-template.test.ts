import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test } from 'vitest';
import {
  isChosen,
  isEnabled,
  isMenuKey,
  type MenuOptions,
  menuTemplate,
  recentLabel,
} from '../../main/menu-template.ts';
import { settingsCommand } from '../../main/settings-command.ts';
import { command, commandIds, commands } from '../../shared/commands.ts';
import { defaultSettings } from '../../shared/settings.ts';

const platforms = ['linux', 'win32', 'darwin'] as const;
const nothingToDo = () => undefined;
const below = (menu: MenuItemConstructorOptions) => (menu.submenu ?? []) as MenuItemConstructorOptions[];

function template(platform: NodeJS.Platform, options: Partial<MenuOptions> = {}): MenuItemConstructorOptions[] {
  return menuTemplate({
    ...{ platform, dev: false, run: nothingToDo, recents: [], openRecent: nothingToDo, home: '/home/ada' },
    ...options,
  });
}

/** All items, those of submenus as well. */
function itemsOf(platform: NodeJS.Platform, options: Partial<MenuOptions> = {}): MenuItemConstructorOptions[] {
  const all = (items: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
    items.flatMap((item) => [item, ...all(below(item))]);
  return template(platform, options).flatMap((menu) => all(below(menu)));
}

describe.each(platforms)('the menu on %s', (platform) => {
  test('holds every command once', () => {
    const ids = itemsOf(platform).flatMap(({ id, visible }) => (id && visible !== false ? [id] : []));
    const own = commandIds.filter((id) => !command(id).role);
    expect(ids.sort()).toEqual([...own].sort());
    const roles = itemsOf(platform).map(({ role }) => role);
    for (const id of commandIds) {
      const { role } = command(id);
      if (role) expect(roles.filter((other) => other === role)).toHaveLength(1);
    }
  });

  test('runs the command that is chosen', () => {
    const ran: string[] = [];
    const find = itemsOf(platform, { run: (id) => ran.push(id) }).find((item) => item.id === 'find');
    (find?.click as (() => void) | undefined)?.();
    expect(ran).toEqual(['find']);
  });

  test('has the roles that text fields need, and a way to quit', () => {
    const roles = itemsOf(platform).map((item) => item.role);
    expect(roles).toEqual(expect.arrayContaining(['cut', 'copy', 'paste', 'selectAll', 'quit']));
    expect(roles).not.toContain('toggleDevTools');
  });

  test('takes no key twice', () => {
    const keys = itemsOf(platform).flatMap((item) => (item.accelerator ? [String(item.accelerator)] : []));
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('the menu of macOS', () => {
  const menus = template('darwin');
  const named = (menu: MenuItemConstructorOptions) => menu.label?.replace('&', '') ?? menu.role;

  test('begins with the menu of the app, which holds About, Settings, Services, Hide and Quit in their usual order', () => {
    expect(menus.map(named)).toEqual(['appMenu', 'File', 'Edit', 'View', 'Go', 'windowMenu', 'Help']);
    expect(below(menus[0]!).map(({ id, role, type }) => id ?? role ?? type)).toEqual([
      'about',
      ...['separator', 'settings'],
      ...['separator', 'services'],
      ...['separator', 'hide', 'hideOthers', 'unhide'],
      ...['separator', 'quit'],
    ]);
  });

  test('closes the window with Shift+Cmd+W, since Cmd+W closes a report', () => {
    const file = below(menus[1]!);
    expect(file.find(({ role }) => role === 'close')?.accelerator).toBe('Shift+Cmd+W');
    expect(file.find(({ id }) => id === 'close-report')?.accelerator).toBe('CmdOrCtrl+W');
    expect(file.some(({ role, id }) => role === 'quit' || id === 'settings')).toBe(false);
  });

  test('leaves About out of Help', () => {
    expect(below(menus.at(-1)!).map(({ id }) => id)).not.toContain('about');
  });
});

test.each(['linux', 'win32'] as const)('on %s Settings and Quit are in File, About is in Help', (platform) => {
  const menus = template(platform);
  expect(menus.map(({ label }) => label)).toEqual(['&File', '&Edit', '&View', '&Go', '&Help']);
  expect(
    below(menus[0]!)
      .slice(-3)
      .map(({ id, role, type }) => id ?? role ?? type),
  ).toEqual(['settings', 'separator', 'quit']);
  expect(below(menus.at(-1)!).map(({ id }) => id)).toContain('about');
});

describe.each(platforms)('the reports opened before, in the menu on %s', (platform) => {
  const recents = [
    { id: 'a', path: '/home/ada/Downloads/first.csv', openedAtMs: 2 },
    { id: 'b', path: '/mnt/R&D/second.csv', openedAtMs: 1 },
  ];
  const submenu = (options: Partial<MenuOptions>) =>
    below(itemsOf(platform, options).find(({ label }) => label === 'Open Recent')!);

  test('stand under File by name and folder, newest first, and are opened by their id', () => {
    const opened: string[] = [];
    const items = submenu({ recents, openRecent: (id) => opened.push(id) });
    expect(items.map(({ label, type }) => label ?? type)).toEqual([
      'first.csv – ~/Downloads',
      'second.csv – /mnt/R&&D',
      'separator',
      'Clear recent reports',
    ]);
    (items[1]!.click as () => void)();
    expect(opened).toEqual(['b']);
  });

  test('are said to be none where there are none', () => {
    expect(submenu({})[0]).toEqual({ label: 'No reports yet', enabled: false });
  });
});

test('a folder that only begins like the person’s own is written out', () => {
  const label = (path: string) => recentLabel({ id: 'a', path, openedAtMs: 0 }, '/home/ada');
  expect(label('/home/ada/r.csv')).toBe('r.csv – ~');
  expect(label('/home/adam/r.csv')).toBe('r.csv – /home/adam');
  expect(label('/tmp/line\nbreak.csv')).toBe('line break.csv – /tmp');
});

test('keys that type a letter stay with the page', () => {
  expect(['Enter', 'J', 'Shift+J'].filter(isMenuKey)).toEqual([]);
  expect(['CmdOrCtrl+O', 'Ctrl+Shift+Tab', 'Alt+F4', 'F1', 'CmdOrCtrl+Plus'].every(isMenuKey)).toBe(true);
});

test('a command can be chosen when it applies', () => {
  expect(isEnabled('always', { report: false, pane: false })).toBe(true);
  expect(isEnabled('report', { report: false, pane: false })).toBe(false);
  expect(isEnabled('pane', { report: true, pane: false })).toBe(false);
  expect(isEnabled('pane', { report: true, pane: true })).toBe(true);
});

test('of every choice exactly one command is ticked, and choosing it ticks it', () => {
  const choices = commandIds.filter((id) => 'choice' in commands[id]);
  expect(choices.filter((id) => isChosen(id, defaultSettings))).toEqual([
    ...['theme-system', 'time-utc'],
    ...['wrap-1', 'density-comfortable', 'row-numbers-shown'],
  ]);
  for (const id of choices) {
    expect(isChosen(id, { ...defaultSettings, ...settingsCommand(id, 0) })).toBe(true);
  }
});

test('zooming stays within what the settings can hold', () => {
  expect(settingsCommand('zoom-in', 0)).toEqual({ zoomLevel: 0.5 });
  expect(settingsCommand('zoom-in', 6)).toEqual({ zoomLevel: 6 });
  expect(settingsCommand('zoom-out', -3)).toEqual({ zoomLevel: -3 });
  expect(settingsCommand('zoom-reset', 2)).toEqual({ zoomLevel: 0 });
  expect(settingsCommand('open', 0)).toBeUndefined();
});
