/** What is remembered between runs: how things look, never what a report holds. */
import * as v from 'valibot';

const columnPlace = v.object({
  id: v.string(),
  /** In CSS pixels. */
  width: v.pipe(v.number(), v.minValue(20), v.maxValue(2000)),
  hidden: v.boolean(),
  /** Whether it stays at the left while the rest scrolls; absent = as shipped. */
  pinned: v.exactOptional(v.boolean()),
});

const settingsSchema = v.object({
  version: v.literal(1),
  theme: v.picklist(['system', 'light', 'dark']),
  time: v.picklist(['utc', 'local']),
  /** Who decides a second review where the file names no provider (docs/rules.md §2). */
  secondReview: v.picklist(['not-said', 'provider', 'course-team']),
  /** Columns in their order; empty = as shipped. A column of a report that is not listed comes after these. */
  columns: v.array(columnPlace),
  /** How many lines a row of the sheet has. */
  wrap: v.picklist([1, 2, 4]),
  density: v.picklist(['comfortable', 'compact']),
  /** The size of the sheet within the window, in percent; one of `gridZooms`, or a number between. */
  gridZoom: v.pipe(v.number(), v.minValue(50), v.maxValue(300)),
  /** Whether each row says its number in the file. */
  rowNumbers: v.boolean(),
  /** Share of the window's width, in percent. */
  paneWidth: v.pipe(v.number(), v.minValue(15), v.maxValue(80)),
  /** Which view of the whole stands beside the sheet. */
  insight: v.picklist(['closed', 'overview', 'needs-you', 'incidents', 'findings']),
  /** Share of the window's width, in percent. */
  insightWidth: v.pipe(v.number(), v.minValue(15), v.maxValue(80)),
  /** After so many days a review takes long, and is on the worklist (docs/rules.md §2). */
  reviewDays: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(365)),
  /** Chromium's zoom level: 0 is 100 %, each step a factor of 1.2. */
  zoomLevel: v.pipe(v.number(), v.minValue(-3), v.maxValue(6)),
  /** Whether the reports opened last are listed; if not, nothing on disk says which they were. */
  rememberFiles: v.boolean(),
});

export type Settings = v.InferOutput<typeof settingsSchema>;
export type ColumnPlace = v.InferOutput<typeof columnPlace>;

export const defaultSettings: Settings = {
  version: 1,
  theme: 'system',
  time: 'utc',
  secondReview: 'not-said',
  columns: [],
  wrap: 1,
  density: 'comfortable',
  gridZoom: 100,
  rowNumbers: true,
  paneWidth: 32,
  insight: 'overview',
  insightWidth: 27,
  reviewDays: 10,
  zoomLevel: 0,
  rememberFiles: true,
};

/** The levels of the window's zoom: how far it goes, and how far a step leads. */
const zoom = { smallest: -3, largest: 6, step: 0.5 } as const;

export const zoomBy = (level: number, steps: number): number =>
  Math.min(zoom.largest, Math.max(zoom.smallest, level + steps * zoom.step));

export const settingsChangeSchema = v.partial(v.omit(settingsSchema, ['version']));
export type SettingsChange = Partial<Omit<Settings, 'version'>>;

/** Reads settings of any age or state: what is sound is kept, the rest falls back to its default. */
export function readSettings(stored: unknown): Settings {
  if (typeof stored !== 'object' || stored === null) return defaultSettings;
  const result: Record<string, unknown> = { ...defaultSettings };
  for (const [key, schema] of Object.entries(settingsSchema.entries)) {
    const read = v.safeParse(schema, (stored as Record<string, unknown>)[key]);
    if (read.success) result[key] = read.output;
  }
  return v.parse(settingsSchema, result);
}
