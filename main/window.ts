/** The window: where it stands, what it is called, what it is told, and how it comes back when its page crashes. */
import {
  app,
  BrowserWindow,
  dialog,
  type MessagePortMain,
  nativeTheme,
  type Session,
  screen,
  type WebFrameMain,
} from 'electron';
import type { NoticeName, Notices } from '../shared/contract/bridge.ts';
import { noticeChannel, portChannel } from './channels.ts';
import { lockedPreferences } from './lockdown.ts';
import { origin, startPage } from './pages.ts';
import type { Store } from './store.ts';
import { smallest, usual, visibleBounds } from './window-place.ts';

export interface WindowOptions {
  readonly session: Session;
  readonly preload: string;
  readonly dev: boolean;
  /** Shown without taking the focus, and drawn even where nobody looks. */
  readonly picture: boolean;
  readonly store: Store;
  /** Ctrl and the wheel, where nothing in the page takes it for its own. */
  readonly zoom: (direction: 'in' | 'out') => void;
  /** The page is gone (crashed or closed), and with it every port it held. */
  readonly pageGone: () => void;
  readonly closed: () => void;
}

export interface AppWindow {
  readonly browser: BrowserWindow;
  /** True for the main frame of this window while it shows our page. */
  isOurs(frame: WebFrameMain | null): boolean;
  /** Sends a notice, or keeps it until the page listens. */
  notify<N extends NoticeName>(name: N, ...args: Notices[N]): void;
  listening(): void;
  sendPort(id: string, port: MessagePortMain): void;
  keep(state: string): void;
  kept(): string | undefined;
  loadAgain(): void;
  entitle(document: string | undefined): void;
  applyZoom(): void;
  focus(): void;
}

const appName = 'Proctorsheet';
/** Chromium's net::ERR_ABORTED: another page, or the same once more, was asked for meanwhile. */
const aborted = -3;
/** How long a page that is there may take to draw itself before its window is shown all the same. */
const unseenMs = 300;
/** A page that crashes twice within this time would do so again. */
const crashMemoryMs = 60_000;

/** What shows before the page does; the page's own colours stand in renderer/theme.css. */
const background = (): string => (nativeTheme.shouldUseDarkColors ? '#14161b' : '#eef0f3');

export function openWindow(options: WindowOptions): AppWindow {
  const { store } = options;
  const place = store.place();
  const bounds = visibleBounds(
    place,
    screen.getAllDisplays().map((display) => display.workArea),
  );
  const browser = new BrowserWindow({
    ...(bounds ?? usual),
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title: appName,
    backgroundColor: background(),
    webPreferences: {
      ...lockedPreferences(options.session, options.preload, options.dev),
      zoomFactor: 1.2 ** store.settings().zoomLevel,
      backgroundThrottling: !options.picture,
    },
  });
  const contents = browser.webContents;
  let kept: string | undefined;
  let listens = false;
  const waiting: (() => void)[] = [];

  const applyZoom = (): void => contents.setZoomLevel(store.settings().zoomLevel);

  let isShown = false;
  const show = (): void => {
    if (isShown || browser.isDestroyed()) return;
    isShown = true;
    if (bounds && place?.maximized) browser.maximize();
    if (options.picture) browser.showInactive();
    else browser.show();
  };
  browser.once('ready-to-show', show);
  // A window that is not shown may never draw what that waits for, as on Wayland.
  contents.once('did-finish-load', () => setTimeout(show, unseenMs));
  browser.on('page-title-updated', (event) => event.preventDefault());

  const keepPlace = (): void => {
    // While it is minimised the bounds are no place; getNormalBounds is where it returns to from full size.
    if (options.picture || browser.isMinimized() || browser.isFullScreen()) return;
    store.keepPlace({ bounds: browser.getNormalBounds(), maximized: browser.isMaximized() });
  };
  browser.on('resize', keepPlace);
  browser.on('move', keepPlace);
  browser.on('close', () => {
    keepPlace();
    // Not for the page to decide: one that is stuck would keep its window, and one that crashes would bring it back.
    setImmediate(() => browser.isDestroyed() || browser.destroy());
  });
  const followTheme = (): void => browser.setBackgroundColor(background());
  nativeTheme.on('updated', followTheme);
  browser.on('closed', () => {
    nativeTheme.off('updated', followTheme);
    options.pageGone();
    options.closed();
  });

  contents.on('did-finish-load', applyZoom);
  contents.on('zoom-changed', (_event, direction) => options.zoom(direction));
  contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) listens = false;
  });

  let lastCrash = Number.NEGATIVE_INFINITY;
  contents.on('render-process-gone', (_event, { reason }) => {
    listens = false;
    options.pageGone();
    if (reason === 'clean-exit') return;
    const again = Date.now() - lastCrash < crashMemoryMs;
    lastCrash = Date.now();
    if (!again) {
      contents.reload();
      return;
    }
    // What stopped it twice may be the very report that it would come back to.
    kept = undefined;
    void askAfterCrash(browser, reason);
  });

  // A page that cannot be loaded must not stay an invisible window. What is refused or overtaken is no failure of it.
  contents.on('did-fail-load', (_event, code, reason, url, isMainFrame) => {
    if (!isMainFrame || url !== startPage || code === aborted) return;
    process.stderr.write(`${appName}: the window's page could not be loaded (${code} ${reason}).\n`);
    void (options.picture ? Promise.resolve() : sayUnloaded(reason)).then(() => app.quit());
  });
  contents.loadURL(startPage).catch(() => undefined);

  return {
    browser,
    isOurs: (frame) => frame !== null && frame === contents.mainFrame && frame.origin === origin,
    notify(name, ...args) {
      const send = (): void => contents.send(noticeChannel(name), ...args);
      if (listens) send();
      else waiting.push(send);
    },
    listening() {
      listens = true;
      for (const send of waiting.splice(0)) send();
    },
    sendPort: (id, port) => contents.postMessage(portChannel, id, [port]),
    keep(state) {
      kept = state;
    },
    kept: () => kept,
    loadAgain() {
      options.pageGone();
      contents.reload();
    },
    entitle: (document) => browser.setTitle(document ? `${document} – ${appName}` : appName),
    applyZoom,
    focus() {
      if (browser.isMinimized()) browser.restore();
      browser.show();
      browser.focus();
    },
  };
}

async function askAfterCrash(browser: BrowserWindow, reason: string): Promise<void> {
  const { response } = await dialog.showMessageBox(browser, {
    type: 'error',
    message: 'The window stopped twice within a minute.',
    detail: `Your files are untouched. Started again, it shows no report until you open one. (${reason})`,
    buttons: ['Start it again', 'Close it'],
    defaultId: 0,
    cancelId: 1,
  });
  if (browser.isDestroyed()) return;
  if (response === 0) browser.webContents.reload();
  else browser.destroy();
}

async function sayUnloaded(reason: string): Promise<void> {
  await dialog.showMessageBox({
    type: 'error',
    message: `The window of ${appName} could not be shown.`,
    detail:
      `A file that belongs to the program itself could not be read (${reason}). Your reports are untouched. ` +
      'Start it again; if this comes again, install it anew.',
    buttons: ['Quit'],
  });
}
