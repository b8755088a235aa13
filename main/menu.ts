/** The native menu. */
import { Menu } from 'electron';
import { command, commandIds } from '../shared/commands.ts';
import type { Settings } from '../shared/settings.ts';
import { isChosen, isEnabled, type MenuOptions, type MenuState, menuTemplate } from './menu-template.ts';

export interface AppMenu {
  update(state: MenuState, settings: Settings): void;
}

/** Builds the menu once; afterwards only ticks and greys change, so that an open menu does not vanish. */
export function installMenu(options: MenuOptions): AppMenu {
  const menu = Menu.buildFromTemplate(menuTemplate(options));
  Menu.setApplicationMenu(menu);
  return {
    update(state, settings) {
      for (const id of commandIds) {
        const item = menu.getMenuItemById(id);
        if (!item) continue;
        item.enabled = isEnabled(command(id).when, state);
        if (command(id).choice && isChosen(id, settings)) item.checked = true;
      }
    },
  };
}
