/** Charts are drawn one in a turn, when the window has nothing else to do, so that none of them keeps it waiting. */
type Job = () => Promise<unknown>;

const waiting = new Map<object, Job>();
let busy = false;

/** Of the jobs of one owner only the newest is done. */
export function queueDraw(owner: object, job: Job) {
  waiting.set(owner, job);
  next();
}

export function dropDraw(owner: object) {
  waiting.delete(owner);
}

function next() {
  const [first] = waiting;
  if (busy || !first) return;
  busy = true;
  const [owner] = first;
  requestIdleCallback(
    async () => {
      const job = waiting.get(owner);
      waiting.delete(owner);
      try {
        await job?.();
      } finally {
        // A frame in between: what was drawn is to be seen before the next one is begun.
        requestAnimationFrame(() => {
          busy = false;
          next();
        });
      }
    },
    { timeout: 200 },
  );
}
