import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { launch, launchPlan, makeReady } from './launch.ts';
import { takePicture } from './picture.ts';
import { outDir } from './places.ts';
import { runScript, say } from './say.ts';
import { hasDisplay } from './system-libraries.ts';

// `npm start -- report.csv`: builds what has changed and opens the app. Where there is no display it opens the report,
// or the sample, on a display that shows nothing and leaves a picture of the window.
runScript(async () => {
  const given = process.argv
    .slice(2)
    .filter((argument) => argument !== '--')
    .map(absolute);
  const ready = await makeReady();
  if (hasDisplay()) {
    const plan = await launchPlan(given, ready);
    const child = launch(plan);
    const code = await new Promise<number>((ended, failed) => {
      child.on('error', failed);
      child.on('exit', (status) => ended(status ?? 1));
    });
    if (plan.runAs) rmSync(plan.runAs.home, { recursive: true, force: true });
    return code;
  }

  const shown = given.some((argument) => !argument.startsWith('-')) ? given : ['--sample', ...given];
  say(`no display: opening ${shown.join(' ')} on one of our own, for a picture of the window`);
  const { picture, opened } = await takePicture((args) => launchPlan([...shown, ...args], ready));
  const file = join(outDir, 'window.png');
  mkdirSync(outDir, { recursive: true });
  writeFileSync(file, picture);
  process.stdout.write(`The window is pictured in ${file}\n`);
  if (!opened) say('no report was opened; the picture says why');
  return opened ? 0 : 1;
});

/** The app may be started in another folder than the one in which the name was typed. */
function absolute(argument: string): string {
  const path = resolve(process.env.INIT_CWD ?? '.', argument);
  return !argument.startsWith('-') && existsSync(path) ? path : argument;
}
