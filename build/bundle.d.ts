import { type InlineConfig } from 'vite';
export interface BundleOptions {
  /** The folder that holds main/, renderer/, shared/ and resources/. */
  readonly root?: string;
  readonly out?: string;
  /** Readable, with source maps, and with `import.meta.env.DEV` true. */
  readonly development?: boolean;
}
/** What Node runs: one file each. A sandboxed preload cannot load a second file, nor ES modules. */
export declare const NODE_ENTRIES: {
  readonly main: 'main/main.ts';
  readonly preload: 'main/preload.ts';
  readonly reader: 'main/reader.ts';
};
/** Bundles the app where a source is newer than what stands; returns the fingerprint of the sources. */
export declare function bundle(options?: BundleOptions): Promise<string>;
/**
 * One build for each file that Node runs, and one for the window.
 * @param packages takes up the folders of the packages that are bundled.
 */
export declare function bundleConfigs(options: Required<BundleOptions>, packages?: Set<string>): InlineConfig[];
/** What is not bundled: the app's own package.json, the sample report and the icon. */
export declare function copyRest(root: string, out: string): void;
