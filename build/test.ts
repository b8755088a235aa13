import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { openStage, type Stage } from './journey-stage.ts';
import { isRoot, outDir, projectDir } from './places.ts';
import { run } from './processes.ts';
import { runScript, say, sentenceOf } from './say.ts';

// `npm test -- filter`: the unit tests, then the journeys, which drive the real app in the real Electron (for what they
// find in their environment see journey-stage.ts). Ends with the line `N passed, N failed` over both.
//
//   --full         property tests with their full number of cases
//   --screenshots  takes the pictures of the documentation instead of testing

interface Tally {
  passed: number;
  failed: number;
}

const resultsDir = join(outDir, 'test');

runScript(async () => {
  const flags = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
  const filters = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  if (flags.includes('--full')) process.env.FAST_CHECK_FULL = '1';
  rmSync(resultsDir, { recursive: true, force: true });
  mkdirSync(resultsDir, { recursive: true });

  const total: Tally = { passed: 0, failed: 0 };
  if (flags.includes('--screenshots')) {
    if (hasTests('.shots.ts', filters)) add(total, await runOnStage('screenshots', filters));
  } else {
    add(total, await runProject('unit', filters, {}));
    if (hasTests('.test.ts', filters)) add(total, await runOnStage('journeys', filters));
  }
  if (total.passed + total.failed === 0) say('no test was run');
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
  return total.failed > 0 || total.passed === 0 ? 1 : 0;
});

/** Where there is nothing to drive, the app need not be built. */
function hasTests(suffix: string, filters: readonly string[]): boolean {
  const folder = join(projectDir, 'test', 'journeys');
  if (!existsSync(folder)) return false;
  const files = readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name)));
  return files.some(
    (file) => file.endsWith(suffix) && (filters.length === 0 || filters.some((filter) => file.includes(filter))),
  );
}

async function runOnStage(project: string, filters: readonly string[]): Promise<Tally> {
  let stage: Stage;
  try {
    stage = await openStage();
  } catch (error) {
    // Said here, so that the closing line still comes: the app that cannot be built is one thing that failed.
    say(sentenceOf(error));
    return { passed: 0, failed: 1 };
  }
  // What the tests write, the app must be able to read and to change, though it is run by another user.
  const mask = isRoot ? process.umask(0) : undefined;
  try {
    return await runProject(project, filters, stage.env);
  } finally {
    if (mask !== undefined) process.umask(mask);
    stage.close();
  }
}

async function runProject(
  project: string,
  filters: readonly string[],
  extraEnv: Readonly<Record<string, string>>,
): Promise<Tally> {
  const results = join(resultsDir, `${project}.json`);
  const args = ['run', '--project', project, '--passWithNoTests', ...filters];
  // Nobody else wants the machine meanwhile; of two cores Vitest would leave one free.
  const workers =
    project === 'unit' ? availableParallelism() : (extraEnv.PROCTORSHEET_DISPLAYS?.split(' ').length ?? 1);
  args.push(`--maxWorkers=${workers}`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
  const vitest = join(projectDir, 'node_modules', 'vitest', 'vitest.mjs');
  const ended = await run(process.execPath, [vitest, ...args, ...reporters], {
    cwd: projectDir,
    env: { ...process.env, ...extraEnv },
    stdio: 'inherit',
  });
  const tally = existsSync(results) ? tallyOf(readFileSync(results, 'utf8')) : { passed: 0, failed: 0 };
  // An error outside every test, or a run that died, is a failure that no test counts.
  if (ended.code !== 0 && tally.failed === 0) tally.failed = 1;
  return tally;
}

function tallyOf(json: string): Tally {
  interface Results {
    readonly numPassedTests: number;
    readonly numFailedTests: number;
    readonly testResults: readonly {
      readonly status: string;
      readonly assertionResults: readonly { status: string }[];
    }[];
  }
  const results: Results = JSON.parse(json);
  // A file that could not even be loaded has no failed test in it, but is one.
  const broken = results.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  return { passed: results.numPassedTests, failed: results.numFailedTests + broken.length };
}

function add(total: Tally, more: Tally): void {
  total.passed += more.passed;
  total.failed += more.failed;
}
