import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Packages that share the text of their licence; the app shows them under Help ▸ About. */
interface Licence {
  readonly licence: string;
  readonly packages: { readonly name: string; readonly version: string }[];
  readonly text: string;
}

/** Notes the folder of every package of which something is in the bundle, workers included. */
export function notePackages(folders: Set<string>): Plugin {
  return {
    name: 'note-packages',
    renderChunk(_code, chunk) {
      for (const [id, { renderedLength }] of Object.entries(chunk.modules)) {
        const folder = packageFolder(id);
        if (folder && renderedLength > 0) folders.add(folder);
      }
      return null;
    },
  };
}

/** The folder of the package that a module lies in. The bundler's own modules have names that are no paths. */
export function packageFolder(id: string): string | undefined {
  const [path = ''] = id.replaceAll('\\', '/').split('?');
  if (path.includes('\0')) return undefined;
  return /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
}

/** Writes the list where the app reads it, and fails where a package does not say under what licence it is. */
export function writeLicences(folders: ReadonlySet<string>, out: string): void {
  mkdirSync(join(out, 'resources'), { recursive: true });
  writeFileSync(join(out, 'resources', 'licences.json'), `${JSON.stringify(licencesOf(folders), null, 1)}\n`);
}

export function licencesOf(folders: ReadonlySet<string>): Licence[] {
  const byText = new Map<string, Licence>();
  const known = new Set<string>();
  for (const folder of [...folders].sort()) {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    if (known.has(`${name} ${version}`)) continue;
    known.add(`${name} ${version}`);
    if (typeof license !== 'string') throw new Error(`${name} is bundled and names no licence.`);
    const text = licenceText(folder);
    const key = `${license}\n${text}`;
    const group = byText.get(key) ?? { licence: license, packages: [], text };
    group.packages.push({ name, version });
    byText.set(key, group);
  }
  const first = (licence: Licence): string => licence.packages[0]!.name;
  return [...byText.values()].sort((a, b) => first(a).localeCompare(first(b)));
}

/** The texts that a package brings along: its licence, and notices that must travel with it. */
function licenceText(folder: string): string {
  if (!existsSync(folder)) return '';
  const names = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice)([.-].*)?$/i.test(name));
  return (
    names
      .sort()
      .map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n'))
      // Not the blanks of the first line: some titles are centred by them.
      .map((text) => text.replace(/^\s*\n/, '').trimEnd())
      .join('\n\n')
  );
}
