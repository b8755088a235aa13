/** The wiring of the main process; besides the preload and the reader's script the only file that acts on import. */
import { promises as disk, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { app, MessageChannelMain, nativeTheme, type Session, utilityProcess } from 'electron';
import * as v from 'valibot';
import type { CommandId } from '../shared/commands.ts';
import type { SettingsChange } from '../shared/settings.ts';
import { answerRequests } from './answer.ts';
import { printSheet } from './case-sheet.ts';
import { makeCategories } from './categories.ts';
import { readCommandLine, usage } from './command-line.ts';
import { makeDialogs } from './dialogs.ts';
import { endAfter } from './ending.ts';
import { makeFileDesk } from './files.ts';
import { readLicences } from './licences.ts';
import { lockApp, pageSession } from './lockdown.ts';
import { installMenu } from './menu.ts';
import type { MenuState } from './menu-template.ts';
import { startPicture } from './picture.ts';
import { makeReaders } from './reading.ts';
import { makeRecentFiles, shownRecents } from './recents.ts';
import { safeWrite, startWriting } from './safe-write.ts';
import { finishMs, makeSavers } from './saving.ts';
import { settingsCommand } from './settings-command.ts';
import { sourceDisk } from './source-disk.ts';
import { openStore } from './store.ts';
import { watchSources } from './watch-sources.ts';
import { type AppWindow, openWindow } from './window.ts';
import { within } from './within.ts';

/** The folder of the bundle, with the window's files, the other scripts and the sample beside it. */
const home = __dirname;
/** A packaged app has its sample beside the archive that the program lies in: see electron-builder.yml. */
const sampleFolder = join(home.replace(/\bapp\.asar$/, 'app.asar.unpacked'), 'resources', 'sample');
const dev = !app.isPackaged && process.env.PROCTORSHEET_DEV === '1';
const given = readCommandLine(process.argv, process.cwd(), process.defaultApp === true);
const say = (sentence: string): void => void process.stderr.write(`Proctorsheet: ${sentence}\n`);

/** Commands that open a window where macOS has closed the last one. */
const windowCommands: readonly CommandId[] = [
  'open',
  'open-sample',
  'settings',
  'edit-categories',
  'about',
  'help',
  'show-keys',
  'tour',
];

const readerAfterMs = 200;
/** So long the end waits for a disk that does not take the settings. */
const settingsMs = 2000;
/** And for one that a file was being read from. */
const askMs = 1000;

/** What a second instance hands to the first. */
const handedSchema = v.object({ files: v.array(v.string()), sample: v.boolean() });
type HandedOver = Readonly<v.InferOutput<typeof handedSchema>>;

begin();

function begin(): void {
  if (given.help || given.version) {
    process.stdout.write(given.help ? usage : `${app.getVersion()}\n`);
    app.exit(0);
    return;
  }
  if (given.noSandbox && app.isPackaged) {
    say('--no-sandbox is refused: the window shows files from elsewhere and stays inside its sandbox.');
    app.exit(1);
    return;
  }
  // Electron asks for --no-sandbox where it is run as root; enableSandbox would then never load the window.
  if (given.noSandbox) say('running without the sandbox, for development only.');
  chooseUserData();
  lockApp(app, { sandbox: !given.noSandbox, dev });
  // Each thread of the window looks for what it has dropped when 2 MB are full, not 16: what it drops while it reads a
  // report has died at once, so the rest would only be memory that nobody uses.
  // It gives the page a function that has garbage collected, for the moment when a report was closed (engine/weight.ts).
  app.commandLine.appendSwitch('js-flags', '--max-semi-space-size=2 --expose-gc');
  // Here the engine runs already, and looks only at how fast it may let that grow: not at all. It would take 16 MB more
  // in the course of some hundred files, and give them back only when nothing has happened for long.
  setFlagsFromString('--semi-space-growth-factor=1');

  const handed: HandedOver = { files: [...given.files], sample: given.sample };
  if (!given.picture && !app.requestSingleInstanceLock(handed)) {
    app.exit(0);
    return;
  }
  run();
}

/** A run for a picture has a folder of its own: it looks as shipped, and is no second instance of what the person uses. */
function chooseUserData(): void {
  const named = process.env.PROCTORSHEET_USER_DATA;
  const chosen = named ? resolve(named) : given.userData;
  const own = chosen === undefined && given.picture ? mkdtempSync(join(tmpdir(), 'proctorsheet-')) : undefined;
  const folder = chosen ?? own;
  if (folder === undefined) return;
  app.setPath('userData', folder);
  app.setPath('sessionData', folder);
  if (own) process.on('exit', () => rmSync(own, { recursive: true, force: true, maxRetries: 3 }));
}

function run(): void {
  const sourcesOn = sourceDisk(disk);
  const desk = makeFileDesk(disk, sourcesOn);
  const readers = makeReaders({ MessageChannelMain, utilityProcess }, join(home, 'reader.cjs'), disk);
  const savers = makeSavers(() => new MessageChannelMain());
  const watch = watchSources(sourcesOn, (grant, state) => window?.notify('source', grant, state));
  setInterval(() => void watch.look(), 500);
  const store = openStore(app.getPath('userData'), disk, say, () => {
    menu?.showRecents(store.recents());
    window?.notify('recents', shownRecents(store.recents()));
  });
  const recents = makeRecentFiles(store, desk);
  const samplePath = findSample(sampleFolder);
  let window: AppWindow | undefined;
  let state: MenuState = { report: false, pane: false };
  const pending: HandedOver[] = [{ files: [...given.files], sample: given.sample }];

  const picture = given.picture ? startPicture(given.picture, () => window!.browser, desk.isSource, say) : undefined;
  picture?.done.then(async (code) => {
    await store.flush();
    app.exit(code);
  });

  /** Files from outside the window: each is granted and announced, or reported. */
  async function open({ files, sample }: HandedOver): Promise<void> {
    if (!window) {
      pending.push({ files, sample });
      return;
    }
    const results = await Promise.all([
      ...(sample ? [desk.grant(samplePath, { sample: true })] : []),
      ...files.map((path) => desk.grant(path)),
    ]);
    const granted = results.flatMap((result) => (result.ok ? [result.value] : []));
    if (granted.length > 0) window?.notify('granted', granted);
    for (const result of results) if (!result.ok) window?.notify('failed', result.failure);
  }

  async function openRecent(id: string): Promise<void> {
    const result = await recents.open(id);
    const shown = window ?? makeWindow();
    if (result.ok) shown.notify('granted', [result.value]);
    else shown.notify('failed', result.failure);
  }

  const applySettings = (): void => {
    const settings = store.settings();
    nativeTheme.themeSource = settings.theme;
    window?.applyZoom();
    menu?.update(state, settings);
  };
  const changeSettings = (change: SettingsChange) => {
    store.change(change);
    applySettings();
    return store.told();
  };

  /** A command of the menu: how things look is changed here, all else is the window's. */
  function runCommand(id: CommandId): void {
    const change = settingsCommand(id, store.settings().zoomLevel);
    if (change) window?.notify('settings', changeSettings(change));
    else if (id === 'clear-recents') recents.clear();
    else if (window) window.notify('command', id);
    else if (windowCommands.includes(id)) makeWindow().notify('command', id);
  }

  let menu: ReturnType<typeof installMenu> | undefined;

  let own: Session | undefined;

  function makeWindow(): AppWindow {
    // Once, also where macOS closes the last window and opens another: a session serves a scheme a single time.
    if (!own) {
      own = pageSession(join(home, 'renderer'), dev);
      readers.serve(own);
    }
    const opened = openWindow({
      session: own,
      preload: join(home, 'preload.cjs'),
      dev,
      picture: picture !== undefined,
      store,
      zoom: (direction) => runCommand(`zoom-${direction}`),
      pageGone: () => readers.stopAll(),
      closed() {
        window = undefined;
        watch.endAll();
        desk.releaseAll();
        state = { report: false, pane: false };
        menu?.update(state, store.settings());
      },
    });
    window = opened;
    // The start screen first: on two cores a process that starts keeps the others waiting. A file is not kept waiting.
    if (pending.some(({ files, sample }) => files.length > 0 || sample)) readers.warm();
    else opened.browser.once('show', () => setTimeout(readers.warm, readerAfterMs));
    for (const handed of pending.splice(0)) void open(handed);
    return opened;
  }
  const showWindow = (): void => {
    if (!app.isReady()) return;
    if (window) window.focus();
    else makeWindow();
  };

  app.on('second-instance', (_event, _argv, _folder, handed) => {
    const read = v.safeParse(handedSchema, handed);
    if (read.success) void open(read.output);
    showWindow();
  });
  // macOS: before `ready` too, when the app is started by a file.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    void open({ files: [path], sample: false });
    showWindow();
  });
  app.on('activate', showWindow);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  /** Files being written whole, for which the end of the app waits. */
  const writes = new Set<Promise<unknown>>();
  const waitedFor = <T>(write: Promise<T>): Promise<T> => {
    writes.add(write);
    void write.finally(() => writes.delete(write));
    return write;
  };
  endAfter(app, {
    lastSteps() {
      readers.endAll();
      return Promise.all([
        savers.abandonAll(),
        within(settingsMs, store.flush()),
        within(finishMs, Promise.all(writes)),
        within(askMs, readers.askDisks()),
      ]);
    },
    isNeeded: () => window !== undefined,
    mayWait: () => readers.mayWait(),
  });

  void app.whenReady().then(() => {
    const categories = makeCategories(store, disk, desk.isSource);
    answerRequests({
      window: () => window,
      desk,
      readers,
      savers,
      watch,
      dialogs: makeDialogs(),
      samplePath,
      recents,
      licences: () => readLicences(join(home, 'resources', 'licences.json')),
      startWriting: (path) => startWriting(disk, path, desk.isSource),
      categories: { ...categories, writeTo: (path, text) => waitedFor(categories.writeTo(path, text)) },
      saveSheet: async (path, page) => {
        const pdf = await printSheet(page);
        return waitedFor(safeWrite(disk, path, [pdf], desk.isSource));
      },
      settings: store.told,
      changeSettings,
      showState(shown) {
        state = shown;
        menu?.update(state, store.settings());
      },
      ...(picture && { picture }),
      complain: (error) => {
        if (dev) console.error(error);
      },
    });
    menu = installMenu({
      platform: process.platform,
      dev,
      run: runCommand,
      recents: store.recents(),
      openRecent: (id) => void openRecent(id),
      home: app.getPath('home'),
    });
    applySettings();
    makeWindow();
  });
}

/** The one report in the sample's folder; where it is missing, the grant says so under this name. */
function findSample(folder: string): string {
  try {
    const name = readdirSync(folder).find((entry) => entry.endsWith('.csv'));
    if (name) return join(folder, basename(name));
  } catch {
    // A build without resources.
  }
  return join(folder, 'sample.csv');
}
