/** The native menu. */
import { Menu } from 'electron';
import { command, commandIds } from '../shared/commands.ts';
import type { Settings } from '../shared/settings.ts';
import { isChosen, isEnabled, type MenuOptions, type MenuState, menuTemplate } from './menu-template.ts';
import type { RecentFile } from './recents.ts';

export interface AppMenu {
  update(state: MenuState, settings: Settings): void;
  /** Nothing happens where they are those that it has already. */
  showRecents(recents: readonly RecentFile[]): void;
}

/**
 * Builds the menu anew only where the reports opened last have changed, since a menu of Electron cannot lose an item;
 * else ticks and greys change alone, so that an open menu does not vanish.
 */
export function installMenu(options: MenuOptions): AppMenu {
  let menu = build(options);
  let last: Parameters<AppMenu['update']> | undefined;
  let shown = idsOf(options.recents);

  function build(of: MenuOptions): Menu {
    const built = Menu.buildFromTemplate(menuTemplate(of));
    Menu.setApplicationMenu(built);
    return built;
  }
  const appMenu: AppMenu = {
    showRecents(recents) {
      // The report opened last is often the one opened next, and a menu is a hundred items.
      const ids = idsOf(recents);
      if (ids === shown) return;
      shown = ids;
      menu = build({ ...options, recents });
      if (last) appMenu.update(...last);
    },
    update(state, settings) {
      last = [state, settings];
      for (const id of commandIds) {
        const item = menu.getMenuItemById(id);
        if (!item) continue;
        item.enabled = isEnabled(command(id).when, state);
        if (command(id).choice && isChosen(id, settings)) item.checked = true;
      }
    },
  };
  return appMenu;
}

const idsOf = (recents: readonly RecentFile[]): string => recents.map(({ id }) => id).join();
