import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type AfterPackContext, build, type Configuration } from 'electron-builder';
import { bundle } from './bundle.ts';
import { resolveRuntime } from './electron-runtime.ts';
import { planFor } from './launch.ts';
import { readableFolder } from './ordinary-user.ts';
import { takePicture } from './picture.ts';
import { projectDir } from './places.ts';
import { runScript, say, Trouble } from './say.ts';
import { ensureSystemLibraries } from './system-libraries.ts';

// `npm run package`: the app as a folder that can be handed on, in dist/; `-- --installers` makes the installers of
// this system too. The folder is then started, on Linux, to see that it shows a report; `-- --no-verify` leaves that.
const distDir = join(projectDir, 'dist');

runScript(async () => {
  const flags = process.argv.slice(2);
  await ensureSystemLibraries();
  const runtime = await resolveRuntime();
  await bundle();
  const config: Configuration = {
    electronDist: runtime.dist,
    electronVersion: runtime.version,
    afterExtract: removeDefaultApp,
  };
  rmSync(distDir, { recursive: true, force: true });
  await build({ projectDir, config, publish: 'never', ...(!flags.includes('--installers') && { dir: true }) });
  if (process.platform === 'linux' && !flags.includes('--no-verify')) await verify();
  return 0;
});

/** What opens an app by its path in development has no place in a packaged one. */
async function removeDefaultApp({ appOutDir }: AfterPackContext): Promise<void> {
  for (const name of ['resources/default_app.asar', 'resources/app', 'version']) {
    rmSync(join(appOutDir, name), { recursive: true, force: true });
  }
}

async function verify(): Promise<void> {
  const folder = join(distDir, process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`);
  const name = 'proctorsheet';
  if (!existsSync(join(folder, name))) throw new Trouble(`${join(folder, name)} is missing after packaging.`);
  const place = readableFolder(folder, name, `package-${Date.now()}`);
  const { picture, opened } = await takePicture((args) => planFor(join(place, name), ['--sample', ...args]));
  if (place !== folder) rmSync(place, { recursive: true, force: true });
  if (!opened) throw new Trouble('The packaged app starts, and does not open the sample report.');
  say(`the packaged app starts and shows the sample report (${picture.length} bytes of picture): ${folder}`);
}
