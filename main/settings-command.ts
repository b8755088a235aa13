/** Commands that change how things look: main carries them out itself, by a change of the settings. */
import type { CommandId } from '../shared/commands.ts';
import { type SettingsChange, zoomBy } from '../shared/settings.ts';

/** The change that a command asks for, or undefined where the command is the window's. */
export function settingsCommand(id: CommandId, zoomLevel: number): SettingsChange | undefined {
  switch (id) {
    case 'theme-system':
      return { theme: 'system' };
    case 'theme-light':
      return { theme: 'light' };
    case 'theme-dark':
      return { theme: 'dark' };
    case 'time-utc':
      return { time: 'utc' };
    case 'time-local':
      return { time: 'local' };
    case 'wrap-1':
      return { wrap: 1 };
    case 'wrap-2':
      return { wrap: 2 };
    case 'wrap-4':
      return { wrap: 4 };
    case 'density-comfortable':
      return { density: 'comfortable' };
    case 'density-compact':
      return { density: 'compact' };
    case 'row-numbers-hidden':
      return { rowNumbers: false };
    case 'row-numbers-shown':
      return { rowNumbers: true };
    case 'zoom-in':
      return { zoomLevel: zoomBy(zoomLevel, 1) };
    case 'zoom-out':
      return { zoomLevel: zoomBy(zoomLevel, -1) };
    case 'zoom-reset':
      return { zoomLevel: 0 };
    default:
      return undefined;
  }
}
