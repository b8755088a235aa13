/** The doorway: all that the page has of the app is `window.viewer`. Runs sandboxed, bundled into one file. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Grant, Notices, PortMessage, Viewer } from '../shared/contract/bridge.ts';
import { failure, type Result } from '../shared/contract/failure.ts';
import { askChannel, grantChannel, noticeChannel, portChannel } from './channels.ts';

/** A dropped file's path; empty for what was dropped out of a page or a program and lies nowhere. */
function pathOf(file: object): string {
  try {
    return webUtils.getPathForFile(file as File);
  } catch {
    return '';
  }
}

async function grant(files: readonly object[]): Promise<Result<Grant>[]> {
  const paths = files.map(pathOf);
  const granted: Result<Grant>[] = await ipcRenderer.invoke(grantChannel, paths.filter(Boolean));
  let next = 0;
  return paths.map((path) => (path && granted[next++]) || failure('not-a-file'));
}

const viewer: Viewer = {
  ask: (name, ...args) =>
    // Main answers with a value always; a rejection means that there is no such request.
    ipcRenderer.invoke(askChannel(name), ...args).catch(() => failure('refused', { detail: name })),
  grant,
  on(name, listener) {
    const channel = noticeChannel(name);
    const heard = (_event: unknown, ...args: unknown[]): void => listener(...(args as unknown as Notices[typeof name]));
    ipcRenderer.on(channel, heard);
    return () => void ipcRenderer.removeListener(channel, heard);
  },
  platform: process.platform as Viewer['platform'],
};

// A port cannot pass through the context bridge; the page's own window is the way Electron's documentation names.
ipcRenderer.on(portChannel, (event, port: string) => {
  const message: PortMessage = { proctorsheet: 'port', port };
  window.postMessage(message, window.location.origin, [...event.ports]);
});

contextBridge.exposeInMainWorld('viewer', viewer);
