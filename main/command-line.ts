/** What the command line asks for: `proctorsheet [options] files…`. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface CommandLine {
  /** Absolute, in the order given. */
  readonly files: readonly string[];
  readonly sample: boolean;
  /** Where the picture of the shown report goes. */
  readonly picture?: string;
  readonly userData?: string;
  readonly noSandbox: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

export const usage = `Usage: proctorsheet [options] [files…]

  --sample          open the sample report
  --picture=FILE    write a picture (PNG) of the report as it is shown, and quit
  --version         print the version
  --help            print this
  --                everything after it is a file
`;

/** @param unpackaged started as `electron path/to/app …`: the first plain argument is the app itself. */
export function readCommandLine(argv: readonly string[], folder: string, unpackaged: boolean): CommandLine {
  const files: string[] = [];
  const options = new Map<string, string>();
  let appIsNext = unpackaged;
  let onlyFiles = false;
  for (let index = 1; index < argv.length; index++) {
    const argument = argv[index]!;
    if (argument === '') continue;
    if (appIsNext && (argument === '-r' || argument === '--require')) index++;
    else if (!onlyFiles && argument === '--' && !appIsNext) onlyFiles = true;
    // Chromium's own switches, macOS's -psn_… and options that we do not know are not files.
    else if (!onlyFiles && argument.startsWith('-') && argument.length > 1) {
      const [, key, value] = /^--?([^=]*)=?([\s\S]*)$/.exec(argument)!;
      if (argument.startsWith('--')) options.set(key!, value!);
    } else if (appIsNext) appIsNext = false;
    else files.push(filePath(argument, folder, onlyFiles));
  }
  const pathOf = (key: string): string | undefined => {
    const value = options.get(key);
    return value ? resolve(folder, value) : undefined;
  };
  const picture = pathOf('picture');
  const userData = pathOf('user-data-dir');
  return {
    files,
    sample: options.has('sample'),
    ...(picture && { picture }),
    ...(userData && { userData }),
    noSandbox: options.has('no-sandbox'),
    help: options.has('help'),
    version: options.has('version'),
  };
}

/** File managers of Linux hand over addresses (`file:///…`) where the desktop entry says `%U`. */
function filePath(argument: string, folder: string, plain: boolean): string {
  if (!plain && /^file:\/\//i.test(argument)) {
    try {
      return fileURLToPath(argument);
    } catch {
      // Not an address of this computer: taken as a name, it will be reported as missing.
    }
  }
  return resolve(folder, argument);
}
