import { type ChildProcess, spawn } from 'node:child_process';
import { basename, join } from 'node:path';
import { bundle } from './bundle.ts';
import { resolveRuntime } from './electron-runtime.ts';
import { asOrdinaryUser, ORDINARY_USER, readableFolder, sharedFolder } from './ordinary-user.ts';
import { appDir, isRoot } from './places.ts';
import { ensureSystemLibraries } from './system-libraries.ts';

/** The built app and the Electron that opens it, both where the user that runs them can read them. */
export interface Ready {
  readonly executable: string;
  readonly app: string;
}

/** How the app is started: `executable ...args`, in `env`, by `runAs`, or by ourselves where that is absent. */
export interface LaunchPlan {
  readonly executable: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly runAs?: { readonly uid: number; readonly gid: number; readonly home: string };
}

/** Everything that must stand before the app can run: system libraries, Electron, the bundle. */
export async function makeReady(options: { readonly development?: boolean } = {}): Promise<Ready> {
  await ensureSystemLibraries();
  const runtime = await resolveRuntime();
  const print = await bundle(options);
  const name = basename(runtime.executable);
  const dist = runtime.executable.startsWith(runtime.dist)
    ? readableFolder(runtime.dist, name, `electron-${runtime.version}`)
    : runtime.dist;
  const executable = dist === runtime.dist ? runtime.executable : join(dist, name);
  return { executable, app: readableFolder(appDir, 'package.json', `app-${print}`) };
}

export async function launchPlan(appArgs: readonly string[], ready?: Ready): Promise<LaunchPlan> {
  const { executable, app } = ready ?? (await makeReady());
  return planFor(executable, [app, ...appArgs]);
}

/** The plan for any program made with Electron, so for the packaged app as well. */
export function planFor(executable: string, args: readonly string[]): LaunchPlan {
  if (!isRoot) return { executable, args, env: {} };
  const home = sharedFolder('home');
  return { executable, args, env: homeVariables(home), runAs: { ...ORDINARY_USER, home } };
}

export function homeVariables(home: string): Record<string, string> {
  return { HOME: home, TMPDIR: home };
}

export interface LaunchOptions {
  /** The display to use instead of the one we have. */
  readonly display?: string;
  /** In a process group of its own, for `endLaunch`. Without it, Ctrl+C in the terminal reaches the app by itself. */
  readonly grouped?: boolean;
  /** What it prints goes to a pipe instead of our stderr. */
  readonly output?: 'pipe';
}

/** Starts the app by the plan. */
export function launch(plan: LaunchPlan, { display, grouped = false, output }: LaunchOptions = {}): ChildProcess {
  const line = [...(plan.runAs ? asOrdinaryUser() : []), plan.executable, ...plan.args];
  const env: NodeJS.ProcessEnv = { ...process.env, ...plan.env };
  delete env.ELECTRON_RUN_AS_NODE;
  if (display) {
    env.DISPLAY = display;
    delete env.WAYLAND_DISPLAY;
  }
  // The ordinary user may not be able to enter the folder that we stand in.
  const cwd = plan.runAs ? plan.runAs.home : process.cwd();
  const child = spawn(line[0]!, line.slice(1), {
    stdio: ['ignore', output ?? 2, output ?? 2],
    env,
    cwd,
    detached: grouped,
  });
  // Before the folder it writes into is removed, which listens to `exit` as well.
  const endWithUs = () => void child.kill('SIGKILL');
  process.prependListener('exit', endWithUs);
  child.on('exit', () => process.off('exit', endWithUs));
  return child;
}

/** Ends an app that was started as a group, with every process that it has started. */
export function endLaunch(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
  } catch {
    // It ended by itself just now.
  }
}
