import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test } from 'vitest';
import { isChosen, isEnabled, isMenuKey, menuTemplate } from '../../main/menu-template.ts';
import { settingsCommand } from '../../main/settings-command.ts';
import { commandIds, commands } from '../../shared/commands.ts';
import { defaultSettings } from '../../shared/settings.ts';

const platforms = ['linux', 'win32', 'darwin'] as const;
function itemsOf(platform: NodeJS.Platform, run: (id: string) => void = () => undefined): MenuItemConstructorOptions[] {
  return menuTemplate({ platform, dev: false, run }).flatMap(
    (menu) => (menu.submenu ?? []) as MenuItemConstructorOptions[],
  );
}

describe.each(platforms)('the menu on %s', (platform) => {
  test('holds every command once', () => {
    const ids = itemsOf(platform).flatMap(({ id, visible }) => (id && visible !== false ? [id] : []));
    expect(ids.sort()).toEqual([...commandIds].sort());
  });

  test('runs the command that is chosen', () => {
    const ran: string[] = [];
    const find = itemsOf(platform, (id) => ran.push(id)).find((item) => item.id === 'find');
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
  expect(choices.filter((id) => isChosen(id, defaultSettings))).toEqual(['theme-system', 'time-utc']);
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
