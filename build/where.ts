import { makeReady } from './launch.ts';
import { runScript } from './say.ts';

// One line of JSON for a program that opens the app itself: `executable args…`, as an ordinary user.
runScript(async () => {
  const { executable, app } = await makeReady();
  process.stdout.write(`${JSON.stringify({ executable, args: [app] })}\n`);
  return 0;
});
