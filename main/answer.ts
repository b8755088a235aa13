/**
 * One answer per request of the window. Who asks and with what is checked here, once for all of them; what is thrown
 * becomes a Failure. A request without an answer does not compile.
 */
import { basename } from 'node:path';
import { app, ipcMain, shell, type WebFrameMain } from 'electron';
import * as v from 'valibot';
import {
  type Answers,
  type Licence,
  type RequestArgs,
  type RequestName,
  requests,
  type Saved,
  type SheetPage,
  type ToldSettings,
} from '../shared/contract/bridge.ts';
import { failure, type Result, success } from '../shared/contract/failure.ts';
import type { SettingsChange } from '../shared/settings.ts';
import type { CategoriesFile } from './categories.ts';
import { askChannel, grantChannel, grantLimit } from './channels.ts';
import type { Dialogs } from './dialogs.ts';
import type { FileDesk } from './files.ts';
import { collectGarbage } from './garbage.ts';
import type { MenuState } from './menu-template.ts';
import type { Readers } from './reading.ts';
import { type RecentFiles, shownRecents } from './recents.ts';
import type { Writing } from './safe-write.ts';
import type { Savers } from './saving.ts';
import { unexpectedFailure } from './system-errors.ts';
import type { SourceWatch } from './watch-sources.ts';
import type { AppWindow } from './window.ts';

/** What the answers are made of. */
export interface Ground {
  /** The window that is open; requests come from it alone. */
  window(): AppWindow | undefined;
  readonly desk: FileDesk;
  readonly readers: Readers;
  readonly savers: Savers;
  readonly watch: SourceWatch;
  readonly dialogs: Dialogs;
  readonly samplePath: string;
  readonly recents: RecentFiles;
  licences(): Promise<readonly Licence[]>;
  startWriting(path: string): Promise<Writing>;
  readonly categories: CategoriesFile;
  saveSheet(path: string, page: SheetPage): Promise<Result<Saved>>;
  settings(): ToldSettings;
  changeSettings(change: SettingsChange): ToldSettings;
  showState(state: MenuState): void;
  readonly picture?: { ready(opened: boolean): void };
  /** Says an error that nobody foresaw where a developer looks. */
  complain(error: unknown): void;
}

type Answer<N extends RequestName> = (
  window: AppWindow,
  ...args: RequestArgs<N>
) => Promise<Result<Answers[N]>> | Result<Answers[N]>;
type AllAnswers = { readonly [N in RequestName]: Answer<N> };

const nothing = success(undefined);

function makeAnswers(ground: Ground): AllAnswers {
  const { desk, readers, savers, dialogs } = ground;
  const unknown = failure('refused', { detail: 'a file that was not granted' });
  return {
    ready(window) {
      window.listening();
      return success({ picture: ground.picture !== undefined });
    },
    async 'choose-reports'(window) {
      const granted = [];
      for (const path of await dialogs.chooseReports(window.browser)) {
        const result = await desk.grant(path);
        if (result.ok) granted.push(result.value);
        else window.notify('failed', result.failure);
      }
      return success(granted);
    },
    'sample-report': () => desk.grant(ground.samplePath, { sample: true }),
    recents: () => success(shownRecents(ground.recents.list())),
    'open-recent': (_window, id) => ground.recents.open(id),
    'clear-recents'() {
      ground.recents.clear();
      return nothing;
    },
    read(window, { grant, port }) {
      const source = desk.source(grant);
      if (!source) return unknown;
      void ground.watch.begin(source);
      window.sendPort(port, readers.read(port, source));
      return nothing;
    },
    'grant-again'(_window, id) {
      const source = desk.source(id);
      return source ? desk.grant(source.path, { sample: source.grant.sample }) : unknown;
    },
    'stop-reading'(_window, port) {
      readers.stop(port);
      return nothing;
    },
    opened(_window, grant) {
      const source = desk.source(grant);
      if (!source) return unknown;
      ground.recents.remember(source);
      return nothing;
    },
    release(_window, id) {
      ground.watch.end(id);
      desk.release(id);
      collectGarbage();
      return nothing;
    },
    async 'choose-target'(window, { suggested }) {
      const path = await dialogs.chooseTarget(window.browser, suggested);
      return path === undefined ? success(undefined) : desk.target(path);
    },
    save(window, { target, port }) {
      const path = desk.targetPath(target);
      if (path === undefined) return unknown;
      const saving = savers.save(port, basename(path), () => ground.startWriting(path));
      window.sendPort(port, saving.port);
      return saving.result;
    },
    'stop-saving'(_window, port) {
      savers.stop(port);
      return nothing;
    },
    'save-sheet'(_window, { target, ...page }) {
      const path = desk.targetPath(target);
      return path === undefined ? unknown : ground.saveSheet(path, page);
    },
    'show-in-folder'(_window, id) {
      const path = desk.targetPath(id) ?? desk.source(id)?.path;
      if (path === undefined) return unknown;
      shell.showItemInFolder(path);
      return nothing;
    },
    settings: () => success(ground.settings()),
    'change-settings': (_window, change) => success(ground.changeSettings(change as SettingsChange)),
    categories: () => success(ground.categories.kept()),
    'keep-categories'(_window, text) {
      ground.categories.keep(text);
      return nothing;
    },
    async 'export-categories'(window, { suggested, text }) {
      const path = await dialogs.chooseTarget(window.browser, suggested);
      return path === undefined ? success(undefined) : ground.categories.writeTo(path, text);
    },
    async 'import-categories'(window) {
      const path = await dialogs.chooseCategories(window.browser);
      return path === undefined ? success(undefined) : ground.categories.readFrom(path);
    },
    keep(window, state) {
      window.keep(state);
      return nothing;
    },
    kept: (window) => success(window.kept()),
    'load-again'(window) {
      window.loadAgain();
      return nothing;
    },
    'show-state'(window, { document, report, pane }) {
      window.entitle(document);
      ground.showState({ report, pane });
      return nothing;
    },
    about() {
      const { electron, chrome, node } = process.versions;
      return success({ version: app.getVersion(), electron, chrome, node, platform: process.platform });
    },
    licences: async () => success(await ground.licences()),
    'picture-ready'(_window, opened) {
      ground.picture?.ready(opened);
      return nothing;
    },
  };
}

/** From now on every request is answered. */
export function answerRequests(ground: Ground): void {
  const answers = makeAnswers(ground);

  /** The window, if the question comes from our page in its main frame. */
  const asker = (frame: WebFrameMain | null): AppWindow | undefined => {
    const window = ground.window();
    return window?.isOurs(frame) ? window : undefined;
  };

  function answerTo<N extends RequestName>(name: N): void {
    const refused = failure('refused', { detail: name });
    ipcMain.handle(askChannel(name), async (event, ...args: unknown[]): Promise<Result<Answers[N]>> => {
      const window = asker(event.senderFrame);
      const checked = v.safeParse(requests[name], args);
      if (!window || !checked.success) return refused;
      try {
        return await (answers[name] as Answer<N>)(window, ...(checked.output as RequestArgs<N>));
      } catch (error) {
        ground.complain(error);
        return { ok: false, failure: unexpectedFailure(error) };
      }
    });
  }
  for (const name of Object.keys(requests) as RequestName[]) answerTo(name);

  const pathsSchema = v.pipe(v.array(v.string()), v.maxLength(grantLimit));
  ipcMain.handle(grantChannel, async (event, given: unknown) => {
    const checked = v.safeParse(pathsSchema, given);
    if (!asker(event.senderFrame) || !checked.success) return [];
    return Promise.all(checked.output.map((path) => ground.desk.grant(path)));
  });
}
