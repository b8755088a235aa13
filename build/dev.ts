import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Rolldown } from 'vite';
import { bundleConfigs, copyRest } from './bundle.ts';
import { resolveRuntime } from './electron-runtime.ts';
import { type LaunchPlan, launch, planFor } from './launch.ts';
import { writeLicences } from './licences.ts';
import { ordinaryUserCanRead } from './ordinary-user.ts';
import { outDir, projectDir } from './places.ts';
import { runScript, say, Trouble } from './say.ts';
import { ensureSystemLibraries, hasDisplay } from './system-libraries.ts';

// `npm run dev`: builds on every change and shows it. There is no HTTP server: the window loads what it loads in
// production. A change to the window touches out/dev/reload, which the app in development watches and then reloads;
// a change to what Node runs starts the app anew.
const devDir = join(outDir, 'dev');
const SETTLE_MS = 150;

runScript(async () => {
  if (!hasDisplay())
    throw new Trouble('npm run dev shows a window and there is no display; npm start takes a picture.');
  await ensureSystemLibraries();
  const { executable } = await resolveRuntime();
  rmSync(devDir, { recursive: true, force: true });
  mkdirSync(devDir, { recursive: true });
  copyRest(projectDir, devDir);
  if (!ordinaryUserCanRead(join(devDir, 'package.json'))) {
    throw new Trouble(
      `The app is not run by root, and no other user can read ${devDir}: run this as an ordinary user.`,
    );
  }

  const plan = planFor(executable, [devDir, ...process.argv.slice(2)]);
  const app = appRunner(plan);
  const packages = new Set<string>();
  const configs = bundleConfigs({ root: projectDir, out: devDir, development: true }, packages);
  const built = new Set<number>();
  for (const [index, config] of configs.entries()) {
    const isWindow = index === configs.length - 1;
    const watcher = await build({ ...config, build: { ...config.build, watch: {} } });
    (watcher as Rolldown.RolldownWatcher).on('event', (event) => {
      if (event.code === 'ERROR') say(event.error.message);
      if (event.code !== 'BUNDLE_END') return;
      void event.result.close();
      built.add(index);
      if (built.size < configs.length) return;
      writeLicences(packages, devDir);
      if (isWindow && app.isRunning()) writeFileSync(join(devDir, 'reload'), new Date().toISOString());
      else app.restart();
    });
  }
  app.onClosed((code) => {
    if (plan.runAs) rmSync(plan.runAs.home, { recursive: true, force: true });
    // The watchers would keep us here.
    process.exit(code);
  });
  return undefined;
});

/** Keeps one app running; closing its window ends `npm run dev`. */
function appRunner(plan: LaunchPlan) {
  let child: ReturnType<typeof launch> | undefined;
  let closed: (code: number) => void = () => {};
  let timer: NodeJS.Timeout | undefined;
  const start = () => {
    const started = launch(plan);
    child = started;
    started.on('exit', (code) => {
      // One that was ended to be started anew is no longer the one that we keep.
      if (child === started) closed(code ?? 0);
    });
  };
  return {
    isRunning: () => child !== undefined,
    onClosed(listener: (code: number) => void) {
      closed = listener;
    },
    restart() {
      // One change often rebuilds two bundles; the app starts once for both.
      clearTimeout(timer);
      timer = setTimeout(() => {
        const old = child;
        child = undefined;
        if (!old || old.exitCode !== null) return start();
        old.once('exit', start);
        old.kill();
      }, SETTLE_MS);
    },
  };
}
