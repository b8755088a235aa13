/**
 * The walls between the rooms of the program, as functions from sources to what is wrong with them; ARCHITECTURE.md
 * draws them. Every message says which file breaks which rule, and what to do instead.
 */

export interface Source {
  /** From the root of the project, with slashes. */
  readonly path: string;
  readonly text: string;
}

export interface Import {
  /** As written. */
  readonly from: string;
  /** True where only types are taken, which are gone when the program runs. */
  readonly typesOnly: boolean;
}

/** The code without comments. Good enough for looking at imports: strings that hold `//` outlive it. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[\s;{}(),])\/\/.*$/gm, '$1');
}

export function importsOf({ path, text }: Source): Import[] {
  const code = withoutComments(text);
  if (path.endsWith('.css')) {
    return [...code.matchAll(/@import\s+(?:url\()?['"]([^'"]+)/g)].map(([, from]) => ({
      from: from!,
      typesOnly: false,
    }));
  }
  const found: Import[] = [];
  for (const [, what = '', from] of code.matchAll(
    /^\s*(?:import|export)\b([^'"`;=()]*?\bfrom\s*)?['"]([^'"\n]+)['"]/gm,
  )) {
    const names =
      /\{([^}]*)\}/
        .exec(what)?.[1]
        ?.split(',')
        .map((name) => name.trim()) ?? [];
    const each = names.filter(Boolean).every((name) => name.startsWith('type '));
    const onlyNames = /^\s*\{[^}]*\}\s*from/.test(what) && names.some(Boolean);
    found.push({ from: from!, typesOnly: /^\s*type\s+[\w*{]/.test(what) || (onlyNames && each) });
  }
  for (const [, from] of code.matchAll(/\b(?:import|require)\(\s*['"]([^'"]+)['"]/g))
    found.push({ from: from!, typesOnly: false });
  for (const [, from] of code.matchAll(/new URL\(\s*['"](\.[^'"]+\.(?:ts|tsx|css))['"],\s*import\.meta\.url/g))
    found.push({ from: from!, typesOnly: false });
  return found;
}

/** The path that a relative import means; undefined for a package. */
export function target(importer: string, from: string): string | undefined {
  if (!from.startsWith('.')) return undefined;
  return new URL(from.replace(/\?.*$/, ''), `file:///${importer}`).pathname.slice(1);
}

const packageOf = (from: string) =>
  from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/');
const roomOf = (path: string) => path.split('/')[0]!;

interface Room {
  readonly rooms: readonly string[];
  readonly packages: (path: string) => readonly string[] | 'any';
  readonly node: boolean;
}

const rooms: Readonly<Record<string, Room>> = {
  shared: {
    rooms: ['shared'],
    packages(path) {
      if (path === 'shared/table/write.ts') return ['papaparse'];
      if (path === 'shared/table/guess.ts') return ['jschardet'];
      return path.startsWith('shared/contract/') || path === 'shared/settings.ts' ? ['valibot'] : [];
    },
    node: false,
  },
  // Valibot checks what arrives from the window and from the disk, by the schemas of the contract.
  main: { rooms: ['main', 'shared'], packages: () => ['electron', 'valibot'], node: true },
  renderer: {
    rooms: ['renderer', 'shared'],
    packages: () => [
      'react',
      'react-dom',
      'ag-grid-community',
      'ag-charts-community',
      'zustand',
      'pako',
      'react-aria-components',
      'lucide-react',
      'react-resizable-panels',
    ],
    node: false,
  },
  build: { rooms: ['build'], packages: () => 'any', node: true },
  test: { rooms: ['test', 'shared', 'main', 'renderer'], packages: () => 'any', node: true },
};

/** Which room may import which, and which packages. */
export function roomWalls(source: Source): string[] {
  const room = rooms[roomOf(source.path)];
  if (!room) return [];
  const packages = room.packages(source.path);
  return importsOf(source).flatMap(({ from }) => {
    const to = target(source.path, from);
    const wrong = (rule: string) => [`${source.path} imports ${from}: ${rule}`];
    if (to !== undefined) {
      if (to in rooms || !to.includes('/')) return [];
      if (!room.rooms.includes(roomOf(to)))
        return wrong(
          `${roomOf(source.path)} may import only ${room.rooms.join(' and ')}; move what both need into shared/`,
        );
      if (!/\.(ts|tsx|css|json)$/.test(to)) return wrong('an import names its file with its ending');
      return [];
    }
    if (from.startsWith('node:'))
      return room.node ? [] : wrong('runs where there is no Node; let main/ do it and ask over the contract');
    if (packages === 'any' || packages.includes(packageOf(from))) return [];
    return wrong(`may import only these packages here: ${packages.join(', ') || 'none'}`);
  });
}

/** The part of a room a file is in: its folder, or its own name where it lies at the top of the room. */
const partOf = (path: string) => path.split('/')[1]!;

interface Wall {
  /** Parts whose values may be used. */
  readonly values: readonly string[];
  /** Parts of which only types may be used. */
  readonly types: readonly string[];
}

const sharedWalls: Readonly<Record<string, Wall>> = {
  table: { values: ['table'], types: ['contract'] },
  report: { values: ['report', 'table'], types: ['contract'] },
  contract: { values: ['contract', 'commands.ts', 'settings.ts'], types: [] },
  'commands.ts': { values: [], types: ['contract'] },
  'settings.ts': { values: [], types: ['contract'] },
};

/** In shared/: report → table, contract → commands and settings; a table knows nothing of reports. */
export function sharedPartWalls(source: Source): string[] {
  const wall = roomOf(source.path) === 'shared' ? sharedWalls[partOf(source.path)] : undefined;
  return wall ? brokenWalls(source, 'shared', wall) : [];
}

const top = ['App.tsx', 'main.tsx', 'keys.ts', 'perform.ts'];
const rendererWalls: Readonly<Record<string, Wall>> = {
  parts: { values: ['parts'], types: [] },
  grid: { values: ['grid', 'parts'], types: [] },
  charts: { values: ['charts', 'parts'], types: [] },
  panels: { values: ['panels', 'grid', 'charts', 'parts', 'state', 'perform.ts'], types: ['engine'] },
  state: { values: ['state'], types: ['engine'] },
  engine: { values: ['engine'], types: [] },
  'App.tsx': { values: [...top, 'panels', 'grid', 'parts', 'state'], types: ['engine'] },
  'keys.ts': { values: [...top, 'panels', 'parts', 'state'], types: [] },
  'perform.ts': { values: [...top, 'panels', 'parts', 'state'], types: [] },
};

/** In renderer/: App → panels → grid, parts, state; state → engine, and its values only in state/act….ts. */
export function rendererPartWalls(source: Source): string[] {
  if (roomOf(source.path) !== 'renderer' || source.path.endsWith('.d.ts')) return [];
  const part = partOf(source.path);
  if (part === 'main.tsx' || part.endsWith('.css')) return [];
  const wall = rendererWalls[part];
  if (!wall) return [`${source.path}: a new part of the window; give it a wall in test/support/walls.ts`];
  const acts = /^renderer\/state\/act(-[a-z]+)?\.ts$/.test(source.path);
  return brokenWalls(source, 'renderer', acts ? { ...wall, values: [...wall.values, 'engine'] } : wall);
}

function brokenWalls(source: Source, room: string, wall: Wall): string[] {
  return importsOf(source).flatMap(({ from, typesOnly }) => {
    const to = target(source.path, from);
    if (to === undefined || roomOf(to) !== room || to.endsWith('.css')) return [];
    const part = partOf(to);
    if (wall.values.includes(part)) return [];
    if (wall.types.includes(part)) {
      if (typesOnly) return [];
      return [
        `${source.path} imports ${from}: ${partOf(source.path)} may take only types from ${part}; use import type`,
      ];
    }
    const may = [...wall.values, ...wall.types.map((type) => `types of ${type}`)].join(', ') || 'nothing';
    return [
      `${source.path} imports ${from}: ${partOf(source.path)} may import only ${may}; hand it over as an argument`,
    ];
  });
}

/** Words of which each may stand in few files only, so that one can see all there is to a doorway. */
const doorways: readonly { word: RegExp; only: readonly string[]; instead: string }[] = [
  {
    word: /\bwindow\.viewer\b|\bexposeInMainWorld\b/,
    only: ['main/preload.ts', 'renderer/main.tsx'],
    instead: 'call a function of renderer/state/act….ts',
  },
  { word: /\bipcMain\b/, only: ['main/answer.ts'], instead: 'add a request to the contract and answer it there' },
  { word: /\bipcRenderer\b/, only: ['main/preload.ts'], instead: 'add a request to the contract' },
];

export function doorwayWalls({ path, text }: Source): string[] {
  if (!['shared', 'main', 'renderer'].includes(roomOf(path))) return [];
  const code = withoutComments(text);
  const wrong = doorways
    .filter(({ word, only }) => word.test(code) && !only.includes(path))
    .map(({ word, only, instead }) => `${path} names ${word.exec(code)![0]}: only ${only.join(', ')} may; ${instead}`);
  if (roomOf(path) === 'shared' && /\bconsole\.\w/.test(code))
    wrong.push(`${path} writes to the console: shared/ returns what there is to say`);
  return wrong;
}

/** Named exports, and no file that only passes on what others export. */
export function exportRules({ path, text }: Source): string[] {
  if (path.endsWith('.css')) return [];
  const code = withoutComments(text);
  const wrong: string[] = [];
  const isConfig = /^[\w.-]+\.config\.ts$/.test(path);
  if (!isConfig && /^\s*export\s+(?:default\b|\{[^}]*\bas\s+default\b)/m.test(code))
    wrong.push(`${path} has a default export: export it by its name`);
  const passing = /^\s*export\b[^'"`;=()]*\bfrom\s*['"][^'"\n]+['"];?/gm;
  const rest = code.replace(passing, '').replace(/^\s*import\b[^'"`;=()]*['"][^'"\n]+['"];?/gm, '');
  if (passing.test(code) && rest.trim() === '')
    wrong.push(`${path} only passes on what other files export: import from those files`);
  return wrong;
}

export const lineLimit = 400;

/** Names that say what is inside, in one spelling, and files that can be read at a sitting. */
export function nameAndSizeRules({ path, text }: Source): string[] {
  const name = path.split('/').at(-1)!;
  const stem = name.replace(/\.(tsx?|css)$/, '');
  const wrong: string[] = [];
  const vague = /(?:^|[-.])(utils?|helpers?|common|types?|managers?|services?)(?:$|[-.])/i.exec(
    stem.replace(/(?<=[a-z])(?=[A-Z])/g, '-'),
  );
  if (vague) wrong.push(`${path}: “${vague[1]}” says nothing of what is inside; name it for its main export`);
  if (name.endsWith('.tsx')) {
    if (name !== 'main.tsx' && !/^[A-Z][A-Za-z0-9]*(\.test)?$/.test(stem))
      wrong.push(`${path}: a component's file is named like it, in PascalCase`);
  } else if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)?$/.test(stem)) {
    wrong.push(`${path}: a file's name is in kebab-case`);
  }
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  if (lines > lineLimit) wrong.push(`${path} has ${lines} lines, more than ${lineLimit}: divide it by its ideas`);
  return wrong;
}

const unwanted =
  /^(ag-grid-enterprise|ag-charts-enterprise|exceljs|xlsx|electron-store|conf|write-file-atomic|atomically)$/;

/** Packages that were weighed and left out: licences, weight, or something the program does itself. */
export function packageRules({ path, text }: Source): string[] {
  const manifest = JSON.parse(text) as Record<string, Record<string, string> | undefined>;
  const names = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((list) =>
    Object.keys(manifest[list] ?? {}),
  );
  return names
    .filter((name) => unwanted.test(name))
    .map((name) => `${path} names ${name}, which this project does without`);
}

const registryHost =
  /https?:\/\/[^\s/'"]*(?:registry|mirror|artifactory|nexus|verdaccio|npmjs)[^\s/'"]*|\bnpm\.pkg\.github/i;
const workplace = /(?<![\w.~-])\/(?:work|root|workspace)\/[\w.-]|\/tmp\/bash_jobs/;

/** Nothing that holds on one computer only: hosts to download from, and where the project happened to lie. */
export function workplaceRules({ path, text }: Source): string[] {
  return [
    { found: registryHost.exec(text), rule: 'leave the choice of a registry to the npm of whoever builds it' },
    { found: workplace.exec(text), rule: 'say it from the root of the project' },
  ].flatMap(({ found, rule }) => (found ? [`${path} names ${found[0]}: ${rule}`] : []));
}
