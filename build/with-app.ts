import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { openStage } from './journey-stage.ts';
import { isRoot, projectDir } from './places.ts';
import { run } from './processes.ts';
import { runScript, Trouble } from './say.ts';

// `tsx build/with-app.ts script.ts …`: runs a script that drives the built app, with the environment that the journeys
// have (see journey-stage.ts).
runScript(async () => {
  const [script, ...args] = process.argv.slice(2);
  if (!script) throw new Trouble('Say which script to run: tsx build/with-app.ts test/speed/bench.ts');
  const stage = await openStage();
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  if (isRoot) process.umask(0);
  try {
    const options = { cwd: projectDir, env: { ...process.env, ...stage.env }, stdio: 'inherit' as const };
    return (await run(process.execPath, ['--import', tsx, script, ...args], options)).code;
  } finally {
    stage.close();
  }
});
