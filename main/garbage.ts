import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Collect = (how: { readonly type: 'major'; readonly execution: 'async' }) => Promise<void>;

/** Made when the first report is closed: the app starts without it. */
let collect: Collect | undefined;

function engineCollection(): Collect {
  // The engine runs already; what is made from now on gets the function.
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc');
}

/**
 * Has all garbage of this process collected, when it has nothing else to do. So little happens in main that the engine
 * would not look for hundreds of reports, and keep some kilobytes of each until then.
 */
export function collectGarbage(): void {
  collect ??= engineCollection();
  void collect({ type: 'major', execution: 'async' });
}
