/** What a person may read of our scripts. All of it goes to stderr: stdout belongs to answers that a program reads. */
export function say(line: string): void {
  process.stderr.write(`proctorsheet: ${line}\n`);
}

/** Something a person can act on; shown as its sentence alone, where any other error is shown with its stack. */
export class Trouble extends Error {
  override name = 'Trouble';
}

export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Runs a script's body and turns what it returns, or throws, into the exit code. */
export function runScript(body: () => Promise<number | undefined>): void {
  // Ended from outside, a script still tidies up: what it must undo listens to `exit`.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
  body().then(
    (code) => {
      process.exitCode = code ?? 0;
    },
    (error: unknown) => {
      say(error instanceof Trouble || !(error instanceof Error) ? sentenceOf(error) : (error.stack ?? error.message));
      process.exitCode = 1;
    },
  );
}
