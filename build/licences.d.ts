import type { Plugin } from 'vite';

/** Packages that share the text of their licence; the app shows them under Help ▸ About. */
interface Licence {
  readonly licence: string;
  readonly packages: {
    readonly name: string;
    readonly version: string;
  }[];
  readonly text: string;
}
/** Notes the folder of every package of which something is in the bundle, workers included. */
export declare function notePackages(folders: Set<string>): Plugin;
/** The folder of the package that a module lies in. The bundler's own modules have names that are no paths. */
export declare function packageFolder(id: string): string | undefined;
/** Writes the list where the app reads it, and fails where a package does not say under what licence it is. */
export declare function writeLicences(folders: ReadonlySet<string>, out: string): void;
export declare function licencesOf(folders: ReadonlySet<string>): Licence[];
