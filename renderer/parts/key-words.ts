import type { Viewer } from '../../shared/contract/bridge.ts';

/** Keys of a command as they are written on the keyboard: "CmdOrCtrl+F" is "Ctrl+F", or "⌘F". */
export function keyWords(keys: string, platform: Viewer['platform']): string {
  if (platform !== 'darwin') return keys.replace('CmdOrCtrl', 'Ctrl');
  return keys.replace('CmdOrCtrl+', '⌘').replace('Alt+', '⌥').replace('Shift+', '⇧').replace('Ctrl+', '⌃');
}
