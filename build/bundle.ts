import { createHash, randomBytes } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative } from 'node:path';
import react from '@vitejs/plugin-react';
import { build, type InlineConfig } from 'vite';
import { notePackages, writeLicences } from './licences.ts';
import { appDir, projectDir } from './places.ts';
import { restWithin } from './rests.ts';
import { say, Trouble } from './say.ts';

export interface BundleOptions {
  /** The folder that holds main/, renderer/, shared/ and resources/. */
  readonly root?: string;
  readonly out?: string;
  /** Readable, with source maps, and with `import.meta.env.DEV` true. */
  readonly development?: boolean;
}

/** What Node runs: one file each. A sandboxed preload cannot load a second file, nor ES modules. */
export const NODE_ENTRIES = { main: 'main/main.ts', preload: 'main/preload.ts', reader: 'main/reader.ts' } as const;

const SOURCES = [
  ...['shared', 'main', 'renderer', 'resources', 'package.json', 'package-lock.json'],
  ...['build/bundle.ts', 'build/licences.ts', 'build/rests.ts'],
];

/** The oldest Chromium that one of our runtimes has. */
const TARGET = { node: 'node20', renderer: 'chrome130' };

/** Bundles the app where a source is newer than what stands; returns the fingerprint of the sources. */
export async function bundle(options: BundleOptions = {}): Promise<string> {
  const { root = projectDir, out = appDir, development = false } = options;
  const print = fingerprint(root, development);
  const stamp = `${out}.stamp`;
  if (existsSync(join(out, 'package.json')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === print) return print;

  const began = performance.now();
  // Made beside its place and then exchanged, so that a build that fails leaves the one that worked.
  const making = `${out}.${process.pid}.${randomBytes(3).toString('hex')}`;
  try {
    const packages = new Set<string>();
    for (const config of bundleConfigs({ root, out: making, development }, packages)) await build(config);
    copyRest(root, making);
    writeLicences(packages, making);
    rmSync(stamp, { force: true });
    exchange(making, out);
    writeFileSync(stamp, print);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
  say(`built ${relative(process.cwd(), out) || out} in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  return print;
}

/**
 * One build for each file that Node runs, and one for the window.
 * @param packages takes up the folders of the packages that are bundled.
 */
export function bundleConfigs(options: Required<BundleOptions>, packages = new Set<string>()): InlineConfig[] {
  for (const entry of [...Object.values(NODE_ENTRIES), 'renderer/index.html']) {
    if (!existsSync(join(options.root, entry)))
      throw new Trouble(`${entry} is missing: it is where the bundle begins.`);
  }
  const names = Object.keys(NODE_ENTRIES) as (keyof typeof NODE_ENTRIES)[];
  return [...names.map((name) => nodeConfig(name, options, packages)), rendererConfig(options, packages)];
}

function commonConfig(development: boolean): InlineConfig {
  // Nothing but this file says how the app is built: no config file, no .env, no public folder.
  return {
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'warn',
    mode: development ? 'development' : 'production',
    define: {
      'process.env.NODE_ENV': JSON.stringify(development ? 'development' : 'production'),
      'import.meta.env.DEV': JSON.stringify(development),
      'import.meta.env.PROD': JSON.stringify(!development),
    },
  };
}

function nodeConfig(
  name: keyof typeof NODE_ENTRIES,
  options: Required<BundleOptions>,
  packages: Set<string>,
): InlineConfig {
  const { root, out, development } = options;
  return {
    ...commonConfig(development),
    root,
    plugins: [notePackages(packages)],
    ssr: { target: 'node', noExternal: true, external: ['electron', ...builtinModules] },
    build: {
      ssr: join(root, NODE_ENTRIES[name]),
      outDir: out,
      emptyOutDir: false,
      target: TARGET.node,
      minify: !development,
      sourcemap: development,
      reportCompressedSize: false,
      rolldownOptions: {
        external: ['electron', /^electron\//, /^node:/],
        output: { format: 'cjs', entryFileNames: `${name}.cjs`, codeSplitting: false },
      },
    },
  };
}

function rendererConfig({ root, out, development }: Required<BundleOptions>, packages: Set<string>): InlineConfig {
  return {
    ...commonConfig(development),
    root: join(root, 'renderer'),
    base: './',
    plugins: [react(), restWithin(/\/node_modules\/ag-charts-/), notePackages(packages)],
    resolve: {
      alias: { 'react-aria/private/utils/runAfterKeyboard': join(root, 'renderer/parts/no-screen-keyboard.ts') },
    },
    worker: { format: 'es', plugins: () => [notePackages(packages)] },
    build: {
      outDir: join(out, 'renderer'),
      emptyOutDir: true,
      target: TARGET.renderer,
      minify: !development,
      sourcemap: development,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 4000,
      // The window's content security policy knows no data: fonts or scripts, and every preload works without help.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      // One style sheet, in the order of the imports, whatever is fetched when.
      cssCodeSplit: false,
    },
  };
}

/** What is not bundled: the app's own package.json, the sample report and the icon. */
export function copyRest(root: string, out: string): void {
  mkdirSync(out, { recursive: true });
  const { name, productName, version, description, license } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  const about = { name, productName, version, description, license, main: 'main.cjs' };
  writeFileSync(join(out, 'package.json'), `${JSON.stringify(about, null, 2)}\n`);
  const resources = join(root, 'resources');
  if (existsSync(resources)) cpSync(resources, join(out, 'resources'), { recursive: true });
}

function exchange(made: string, place: string): void {
  mkdirSync(dirname(place), { recursive: true });
  const old = `${made}.old`;
  if (existsSync(place)) renameSync(place, old);
  renameSync(made, place);
  rmSync(old, { recursive: true, force: true });
}

/** By content: a checkout gives every file a new time, and an editor's undo an old one. */
function fingerprint(root: string, development: boolean): string {
  const hash = createHash('sha256').update(`development ${development}\n`);
  for (const path of SOURCES.flatMap((source) => filesOf(join(root, source))).sort()) {
    hash.update(`${relative(root, path)}\0`).update(readFileSync(path));
  }
  return hash.digest('hex').slice(0, 16);
}

function filesOf(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => (name === 'node_modules' ? [] : filesOf(join(path, name))));
}
