import { bundle } from './bundle.ts';
import { runScript } from './say.ts';

runScript(async () => {
  await bundle({ development: process.argv.includes('--development') });
  return 0;
});
