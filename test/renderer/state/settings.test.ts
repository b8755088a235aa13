import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Engine } from '../../../renderer/engine/engine.ts';
import { changeSettings, hearSettings } from '../../../renderer/state/act.ts';
import { connect } from '../../../renderer/state/doorway.ts';
import { store } from '../../../renderer/state/state.ts';
import type { ToldSettings, Viewer } from '../../../shared/contract/bridge.ts';
import { success } from '../../../shared/contract/failure.ts';
import { defaultSettings, readSettings, type SettingsChange } from '../../../shared/settings.ts';
import { runs } from '../../support/runs.ts';

/** Main, with a way to it and one from it on which everything waits until the test lets it through. */
function makeMain() {
  let now: ToldSettings = { settings: defaultSettings, edition: edition() };
  const toMain: (() => void)[] = [];
  const toWindow: (() => void)[] = [];
  const change = (to: SettingsChange) => {
    now = { settings: readSettings({ ...now.settings, ...to }), edition: now.edition + 1 };
    lastEdition = now.edition;
    return now;
  };
  const ask = (name: string, to?: SettingsChange) =>
    new Promise((answer) => {
      toMain.push(() => {
        const told = name === 'change-settings' ? change(to!) : now;
        toWindow.push(() => answer(success(told)));
      });
    });
  connect({ ask } as unknown as Viewer, undefined as unknown as Engine);
  hearSettings(now);
  return {
    settings: () => now.settings,
    toMain,
    toWindow,
    chooseInMenu(to: SettingsChange) {
      const told = change(to);
      toWindow.push(() => hearSettings(told));
    },
  };
}

// The window of this file lives through all cases.
let lastEdition = 0;
const edition = () => lastEdition + 1;

/** Lets promises go on that have been answered. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

const setting = fc.record({
  key: fc.constantFrom('gridZoom' as const, 'paneWidth' as const),
  value: fc.integer({ min: 50, max: 80 }),
});
const step = fc.oneof(
  fc.record({ what: fc.constantFrom('window' as const, 'menu' as const), to: setting }),
  fc.record({ what: fc.constantFrom('to main' as const, 'to window' as const), which: fc.nat(3) }),
);

test('the window ends with the settings that main has, in whatever order both are changed and heard', async () => {
  const property = fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
    const main = makeMain();
    for (const one of steps) {
      if ('which' in one) {
        // What is asked keeps its order; what is told may overtake.
        const [queue, at] = one.what === 'to main' ? [main.toMain, 0] : [main.toWindow, one.which];
        for (const go of queue.splice(at, 1)) go();
        await turn();
        continue;
      }
      const change = { [one.to.key]: one.to.value };
      if (one.what === 'menu') main.chooseInMenu(change);
      else {
        void changeSettings(change);
        expect(store.getState().settings).toMatchObject(change);
      }
    }
    while (main.toMain.length + main.toWindow.length > 0) {
      for (const go of [...main.toMain.splice(0), ...main.toWindow.splice(0)]) go();
      await turn();
    }
    expect(store.getState().settings).toEqual(main.settings());
  });
  await fc.assert(property, runs(200));
});

test('a change holds while main is busy, whatever it tells of others meanwhile', async () => {
  const main = makeMain();
  void changeSettings({ columns: [] });
  void changeSettings({ gridZoom: 150 });
  main.chooseInMenu({ rowNumbers: true });
  for (const go of main.toWindow.splice(0)) go();
  expect(store.getState().settings).toMatchObject({ gridZoom: 150, rowNumbers: true });
  main.toMain.shift()!();
  main.toWindow.shift()!();
  await turn();
  expect(store.getState().settings).toMatchObject({ gridZoom: 150, rowNumbers: true });
});
