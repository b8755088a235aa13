import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { defaultSettings, readSettings, type Settings, settingsChangeSchema } from '../../shared/settings.ts';
import { runs } from '../support/runs.ts';

const chosen: Settings = {
  ...defaultSettings,
  theme: 'dark',
  time: 'local',
  secondReview: 'provider',
  columns: [
    { id: 'status', width: 120, hidden: false },
    { id: 'email', width: 90, hidden: true, pinned: true },
  ],
  wrap: 4,
  density: 'compact',
  gridZoom: 125,
  rowNumbers: true,
  paneWidth: 50,
  reviewDays: 21,
  zoomLevel: 2,
  rememberFiles: false,
};

describe('settings', () => {
  test('are read as they were stored', () => {
    expect(readSettings(JSON.parse(JSON.stringify(chosen)))).toEqual(chosen);
    expect(readSettings(defaultSettings)).toEqual(defaultSettings);
  });

  test.each([undefined, null, 'text', 7, true, [], {}, [chosen]].map((stored) => [stored]))(
    'fall back to the defaults where %j was stored',
    (stored) => {
      expect(readSettings(stored)).toEqual(defaultSettings);
    },
  );

  test.each<[key: keyof Settings, bad: unknown]>([
    ['version', 99],
    ['theme', 'purple'],
    ['time', 1],
    ['secondReview', null],
    ['columns', 'none'],
    ['columns', [{ id: 'status', width: 5, hidden: false }]],
    ['columns', [{ id: 'status', width: Number.NaN, hidden: false }]],
    ['columns', [{ id: 'status', width: 120 }]],
    ['columns', [{ id: 'status', width: 120, hidden: false, pinned: 'left' }]],
    ['wrap', 3],
    ['wrap', '2'],
    ['density', 'airy'],
    ['gridZoom', 0],
    ['gridZoom', 1000],
    ['rowNumbers', 'yes'],
    ['paneWidth', 0],
    ['paneWidth', Number.NaN],
    ['paneWidth', '50'],
    ['reviewDays', 0],
    ['reviewDays', 2.5],
    ['zoomLevel', 1e9],
    ['rememberFiles', 'no'],
  ])('keep everything else where %s was stored as %j', (key, bad) => {
    expect(readSettings({ ...chosen, [key]: bad })).toEqual({ ...chosen, [key]: defaultSettings[key] });
  });

  test('of a version that knew less gain the rest as shipped', () => {
    const { rememberFiles: _, ...older } = chosen;
    expect(readSettings(older)).toEqual({ ...chosen, rememberFiles: true });
  });

  test('leave out what they do not know', () => {
    expect(readSettings({ ...chosen, later: true, recentFiles: ['report.csv'] })).toEqual(chosen);
  });

  test('can be read from anything, and are sound then', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.record({ theme: fc.anything(), columns: fc.anything() })), (stored) => {
        const read = readSettings(stored);
        expect(readSettings(read)).toEqual(read);
        expect(Object.keys(read).sort()).toEqual(Object.keys(defaultSettings).sort());
      }),
      runs(300),
    );
  });

  test('are not changed by reading them', () => {
    const before = structuredClone(defaultSettings);
    readSettings({ theme: 'dark', columns: chosen.columns });
    expect(defaultSettings).toEqual(before);
  });
});

describe('a change of settings', () => {
  test('names any of them', () => {
    expect(v.parse(settingsChangeSchema, { theme: 'light' })).toEqual({ theme: 'light' });
    expect(v.parse(settingsChangeSchema, {})).toEqual({});
  });

  test('is refused as a whole where one value is not sound', () => {
    expect(v.safeParse(settingsChangeSchema, { theme: 'purple', time: 'utc' }).success).toBe(false);
  });

  test('cannot change the version', () => {
    expect(v.parse(settingsChangeSchema, { version: 2, time: 'utc' })).toEqual({ time: 'utc' });
  });
});
