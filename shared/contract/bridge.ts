/**
 * Every request and notice between the window and the main process, written once: the key is the channel, the schema
 * checks what arrives, and both ends take their types from here. The window never sees a path: it holds grants.
 */
import * as v from 'valibot';
import { type CommandId, commandIds } from '../commands.ts';
import { type Settings, type SettingsChange, settingsChangeSchema } from '../settings.ts';
import type { Failure, Result } from './failure.ts';

/** Main's permission to read one file, under a name that says nothing of where it lies. */
export interface Grant {
  readonly id: string;
  readonly name: string;
  readonly sizeBytes: number;
  /** True for the report that is shipped with the app. */
  readonly sample: boolean;
}

/** A place that the person has chosen for an export. */
export interface Target {
  readonly id: string;
  readonly name: string;
}

/** A report opened earlier. */
export interface Recent {
  /** Holds while the app runs. */
  readonly id: string;
  readonly name: string;
  readonly openedAtMs: number;
}

/** Packages in the app that share the text of their licence. */
export interface Licence {
  /** As the packages name it: "MIT". */
  readonly licence: string;
  readonly packages: readonly { readonly name: string; readonly version: string }[];
  readonly text: string;
}

export interface Saved {
  readonly name: string;
  readonly sizeBytes: number;
}

/** The settings as main holds them, which alone can tell what was changed after what. */
export interface ToldSettings {
  readonly settings: Settings;
  /** How often they were changed in this run: of two told, the higher is the newer, whichever comes first. */
  readonly edition: number;
}

/** A page to be printed, as text: its title, its style sheet, and what stands in its body. Script in it is not run. */
export interface SheetPage {
  readonly title: string;
  readonly style: string;
  readonly html: string;
}

export interface About {
  readonly version: string;
  readonly electron: string;
  readonly chrome: string;
  readonly node: string;
  readonly platform: string;
}

/** What the file of an open report is now, compared with what was read of it. */
export type SourceState = 'as-read' | 'changed' | 'gone';

const id = v.pipe(v.string(), v.maxLength(64));
/** More than the longest file of incident categories. */
export const categoriesLimitBytes = 5_000_000;
const categoriesText = v.pipe(v.string(), v.maxLength(categoriesLimitBytes));
const name = v.pipe(v.string(), v.maxLength(255));
/** What main keeps of a window, in UTF-16 units: more is views that name very many values. */
export const keepLimit = 1_000_000;
/** A learner's comments may be long; more than this is no sheet to print. */
const sheetText = v.pipe(v.string(), v.maxLength(20_000_000));

/** Arguments of every request (window → main), as schemas. */
export const requests = {
  /** The window listens from now on; notices that waited are sent. */
  ready: v.tuple([]),
  /** Main shows the system's dialog; nothing chosen = an empty list. */
  'choose-reports': v.tuple([]),
  'sample-report': v.tuple([]),
  /** Reports opened earlier, newest first; none where the person does not want them remembered. */
  recents: v.tuple([]),
  'open-recent': v.tuple([id]),
  'clear-recents': v.tuple([]),
  /** Starts a reader for a granted file. Its port reaches the page as a message `PortMessage` with the same id. */
  read: v.tuple([v.object({ grant: id, port: id })]),
  /** The grant of the file that lies now where that of another grant lay. */
  'grant-again': v.tuple([id]),
  /** Ends a reader at once, also where the disk does not answer. */
  'stop-reading': v.tuple([id]),
  /** The report of this grant is completely open: it is one to remember. */
  opened: v.tuple([id]),
  /** The report was closed: its grant is withdrawn. */
  release: v.tuple([id]),
  /** Main shows the system's save dialog. `undefined` = the person changed their mind. */
  'choose-target': v.tuple([v.object({ suggested: name })]),
  /** Receives the text over a port of the same id and answers when the file stands, whole, under its name. */
  save: v.tuple([v.object({ target: id, port: id })]),
  /** Gives up a save by the id of its port: nothing is left of it. It answers that it was cancelled. */
  'stop-saving': v.tuple([id]),
  /** Prints a case sheet as PDF and answers when the file stands, whole, under its name. */
  'save-sheet': v.tuple([v.object({ target: id, title: name, style: sheetText, html: sheetText })]),
  'show-in-folder': v.tuple([id]),
  settings: v.tuple([]),
  'change-settings': v.tuple([settingsChangeSchema]),
  /** The incident categories that the person made, as the text of their file; `undefined` = as shipped. */
  categories: v.tuple([]),
  'keep-categories': v.tuple([v.optional(categoriesText)]),
  /** Main asks where, and writes. `undefined` = the person changed their mind, here and below. */
  'export-categories': v.tuple([v.object({ suggested: name, text: categoriesText })]),
  /** Main asks which file, and reads it. What is in it is the window's to judge. */
  'import-categories': v.tuple([]),
  /** What the window wants back if it has to be made anew; opaque to main, kept in memory only. */
  keep: v.tuple([v.pipe(v.string(), v.maxLength(keepLimit))]),
  kept: v.tuple([]),
  /** Loads the window's page once more: it comes back with what main keeps of it. A page may not load itself. */
  'load-again': v.tuple([]),
  /** The window's title and which commands apply now. */
  'show-state': v.tuple([v.object({ document: v.optional(name), report: v.boolean(), pane: v.boolean() })]),
  about: v.tuple([]),
  licences: v.tuple([]),
  /** Ends a run that was started to take a picture: the window is ready to be looked at. True = it shows a report. */
  'picture-ready': v.tuple([v.boolean()]),
} as const;

export type RequestName = keyof typeof requests;
export type RequestArgs<N extends RequestName> = v.InferOutput<(typeof requests)[N]>;

/** What main answers to each request. */
export interface Answers {
  ready: { readonly picture: boolean };
  'choose-reports': readonly Grant[];
  'sample-report': Grant;
  recents: readonly Recent[];
  'open-recent': Grant;
  'clear-recents': undefined;
  read: undefined;
  'grant-again': Grant;
  'stop-reading': undefined;
  opened: undefined;
  release: undefined;
  'choose-target': Target | undefined;
  save: Saved;
  'stop-saving': undefined;
  'save-sheet': Saved;
  'show-in-folder': undefined;
  settings: ToldSettings;
  'change-settings': ToldSettings;
  categories: string | undefined;
  'keep-categories': undefined;
  'export-categories': Saved | undefined;
  'import-categories': { readonly name: string; readonly text: string } | undefined;
  keep: undefined;
  kept: string | undefined;
  'load-again': undefined;
  'show-state': undefined;
  about: About;
  licences: readonly Licence[];
  'picture-ready': undefined;
}

/** Arguments of every notice (main → window). */
export interface Notices {
  /** A command chosen in the menu. */
  command: readonly [CommandId];
  /** Files granted outside the window: command line, second instance, the system's own "open". */
  granted: readonly [readonly Grant[]];
  /** A file that could not be granted, with the reason. */
  failed: readonly [Failure];
  /** The file of this grant is no longer what it was when it was read, or is so again. */
  source: readonly [string, SourceState];
  settings: readonly [ToldSettings];
  recents: readonly [readonly Recent[]];
}

export type NoticeName = keyof Notices;
export const noticeNames: readonly NoticeName[] = ['command', 'granted', 'failed', 'source', 'settings', 'recents'];
export const isCommand = (text: string): text is CommandId => (commandIds as string[]).includes(text);

/** What the preload script puts on the window, as `window.viewer`. */
export interface Viewer {
  ask<N extends RequestName>(name: N, ...args: RequestArgs<N>): Promise<Result<Answers[N]>>;
  /** Dropped files become grants; the page never learns where they lie. Each file gets its own result. */
  grant(files: readonly object[]): Promise<Result<Grant>[]>;
  /** Calls back for every notice of that name; the result ends it. */
  on<N extends NoticeName>(name: N, listener: (...args: Notices[N]) => void): () => void;
  readonly platform: 'linux' | 'darwin' | 'win32';
}

/** Posted to the page's own window with one MessagePort: the port of a `read` or a `save`. */
export interface PortMessage {
  readonly proctorsheet: 'port';
  readonly port: string;
}

/**
 * reader → receiver. At `start` the file is open, and its bytes can be fetched from the address, once. `end` or `failed`
 * says what came of it, when the reader was told how many have arrived.
 */
export type ReaderMessage =
  | { readonly kind: 'start'; readonly sizeBytes: number; readonly address: string }
  | { readonly kind: 'end' }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** receiver → reader: so many bytes have arrived and no more will come, or none are wanted any more. */
export type ReaderAnswer = { readonly kind: 'arrived'; readonly bytes: number } | { readonly kind: 'cancel' };

/** table worker → main, while saving; main answers each `bytes` with one `credit`, or with `failed`. */
export type WriterMessage =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'end' }
  | { readonly kind: 'abandon' };

/** main → table worker. */
export type WriterAnswer = { readonly kind: 'credit' } | { readonly kind: 'failed'; readonly failure: Failure };

/** Chunks under way at once, while saving. */
export const creditCount = 8;
export const chunkBytes = 1 << 20;
/** A larger file is refused before memory is taken: spans are 31-bit offsets. */
export const sizeLimitBytes = 2 ** 31 - 2 ** 20;
export type { SettingsChange };
