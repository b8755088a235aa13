/** What a person may read of our scripts. All of it goes to stderr: stdout belongs to answers that a program reads. */
export declare function say(line: string): void;
/** Something a person can act on; shown as its sentence alone, where any other error is shown with its stack. */
export declare class Trouble extends Error {
  name: string;
}
export declare function sentenceOf(error: unknown): string;
/** Runs a script's body and turns what it returns, or throws, into the exit code. */
export declare function runScript(body: () => Promise<number | undefined>): void;
