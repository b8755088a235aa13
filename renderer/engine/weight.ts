/**
 * No engine counts shared memory, so reports that were closed look like a few small objects, and are not looked for until
 * hundreds of megabytes hang on them. So each is given as much ordinary memory, which nobody touches and which costs
 * nothing, and is found in time.
 */
const weights = new WeakMap<object, ArrayBuffer>();

/**
 * What a report leaves beside its text and columns, however small it is: the cells that were drawn, and threads that have
 * ended. With less, a dozen small reports that were closed took two hundred megabytes before they were looked for.
 */
const least = 32 * 2 ** 20;
/** More than this is as good as this. */
const most = 256 * 2 ** 20;

/** `bytes`: the text of a report; its columns come to about as much. It weighs as long as it is kept. */
export function weigh(bytes: Uint8Array, size = least + 2 * bytes.length) {
  if (weights.has(bytes)) return;
  try {
    weights.set(bytes, new ArrayBuffer(Math.min(size, most)));
  } catch {
    // There is no room for it, and the engine has looked for garbage already.
  }
}

/**
 * Has the engine look for garbage soon, when something large is done: otherwise it waits until twice as much is in use,
 * and what was dropped lies about for as long as nobody does anything.
 */
export function lookForGarbage() {
  // Nobody holds this key, so the weight is a reason to look, and is found.
  weigh(new Uint8Array(0), most);
}

/** How thoroughly: `last-resort` also moves together what is still in use, and takes twice as long. */
type Flavor = 'regular' | 'last-resort';

declare global {
  /** The engine's own, which main has it give to its pages; elsewhere there is none. */
  var gc:
    | ((how: { readonly type: 'major'; readonly execution: 'async'; readonly flavor: Flavor }) => Promise<void>)
    | undefined;
}

/** Has all garbage of this thread collected, when it has nothing else to do. */
export function collectNow(flavor: Flavor = 'regular') {
  void globalThis.gc?.({ type: 'major', execution: 'async', flavor });
}

/** Two frames. */
const soonMs = 34;
/** By then whatever was waiting for the report has given up, and the window has let go of what it showed before. */
const againMs = 2000;
let isSoon = false;
let again: ReturnType<typeof setTimeout> | undefined;

/**
 * When a report has gone, and what is shown instead has been painted: has all garbage of this thread collected at once,
 * and once more when nothing has been closed for two seconds. It takes some tens of milliseconds, in which nobody waits
 * for anything. With `lookForGarbage` alone the sheets of closed reports lie about in pieces among what is in use, and
 * take some 80 KB more with each report.
 *
 * `isIdle`: whether no report is open. Then the second time is thorough: some pieces stay behind each time, and the
 * memory around them is given back only when these are moved together.
 */
export function collectGarbage(isIdle: () => boolean) {
  if (!isSoon) {
    isSoon = true;
    setTimeout(() => {
      isSoon = false;
      collectNow();
    }, soonMs);
  }
  clearTimeout(again);
  again = setTimeout(() => collectNow(isIdle() ? 'last-resort' : 'regular'), againMs);
}
