import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  doorwayWalls,
  exportRules,
  importsOf,
  lineLimit,
  nameAndSizeRules,
  packageRules,
  rendererPartWalls,
  roomWalls,
  type Source,
  sharedPartWalls,
  target,
  workplaceRules,
} from './support/walls.ts';

const root = new URL('../', import.meta.url);
/** What git does not keep, and what is not ours to shape. */
const elsewhere = /^(node_modules|out|dist|\.git)\//;
const isText = /\.(ts|tsx|css|js|json|md|yml|yaml|html|txt|csv)$|(^|\/)(\.ci\/\w+|\.git\w+|\.npmrc|LICENSE)$/;

function filesUnder(folder: string): string[] {
  return readdirSync(new URL(folder, root), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}${entry.name}`;
    if (!entry.isDirectory()) return entry.isFile() ? [path] : [];
    return elsewhere.test(`${path}/`) ? [] : filesUnder(`${path}/`);
  });
}

const files: Source[] = filesUnder('')
  .filter((path) => isText.test(path))
  .map((path) => ({ path, text: readFileSync(new URL(path, root), 'utf8') }));
const code = files.filter(({ path }) => /\.(ts|tsx|css)$/.test(path));

describe('the program keeps its own rules:', () => {
  test('there is something to look at', () => {
    for (const room of ['shared', 'main', 'renderer', 'build', 'test'])
      expect(code.filter(({ path }) => path.startsWith(`${room}/`)).length, room).toBeGreaterThan(5);
    expect(code.flatMap(importsOf).length).toBeGreaterThan(300);
  });

  test.each<[rule: string, rule: (source: Source) => string[], sources: readonly Source[]]>([
    ['a room imports only from the rooms and packages that are open to it', roomWalls, code],
    ['in shared/, a table knows nothing of reports, and neither of the app', sharedPartWalls, code],
    [
      'in renderer/, what shows does not reach for the state, nor the state’s readers for the engine',
      rendererPartWalls,
      code,
    ],
    ['each doorway between processes is in one file', doorwayWalls, code],
    ['everything is exported by its name, from where it is', exportRules, code],
    ['file names say what is inside, and files stay short', nameAndSizeRules, code],
    ['the packages left out stay out', packageRules, files.filter(({ path }) => path === 'package.json')],
    ['no file names a computer on which it was made', workplaceRules, files],
  ])('%s', (_, rule, sources) => {
    expect(sources.length).toBeGreaterThan(0);
    expect(sources.flatMap(rule)).toEqual([]);
  });
});

test('the start screen needs neither the grid nor the panels of a report, and so comes before them', () => {
  const needed = (from: string): { path: string; imports: string[] }[] => {
    const byPath = new Map(code.map((source) => [source.path, source]));
    const seen = new Map<string, string[]>();
    const visit = (path: string) => {
      const source = byPath.get(path);
      if (!source || seen.has(path)) return;
      // What is imported by a call is fetched later, and workers load by themselves.
      const fixed = { ...source, text: source.text.replace(/\bimport\(|new URL\(/g, 'later(') };
      const imports = importsOf(fixed).flatMap(({ from, typesOnly }) => (typesOnly ? [] : [from]));
      seen.set(path, imports);
      for (const from of imports) visit(target(path, from) ?? '');
    };
    visit(from);
    return [...seen].map(([path, imports]) => ({ path, imports }));
  };
  const grid = (from: string) =>
    needed(from).flatMap(({ path, imports }) => (imports.includes('ag-grid-community') ? [path] : []));
  expect(needed('renderer/main.tsx').map(({ path }) => path)).toContain('renderer/panels/Start.tsx');
  expect(grid('renderer/panels/Reports.tsx')).not.toEqual([]);
  expect(grid('renderer/main.tsx')).toEqual([]);
  expect(needed('renderer/main.tsx').map(({ path }) => path)).not.toContain('renderer/panels/ReportView.tsx');
});

/** Each rule against made-up files: those that keep it, and those that break it with a word from the message. */
const on = (rule: (source: Source) => string[], path: string, text: string) => rule({ path, text }).join('\n');

describe('a wall that is broken is named:', () => {
  test.each<[path: string, text: string, says: string | undefined]>([
    ['shared/table/scan.ts', `import { a } from './column.ts';`, undefined],
    ['shared/table/write.ts', `import Papa from 'papaparse';`, undefined],
    ['shared/table/head.ts', `import Papa from 'papaparse';`, 'packages here: none'],
    ['shared/contract/bridge.ts', `import * as v from 'valibot';`, undefined],
    ['shared/report/verdict.ts', `import * as v from 'valibot';`, 'packages here: none'],
    ['shared/table/scan.ts', `import { readFileSync } from 'node:fs';`, 'no Node'],
    ['shared/table/scan.ts', `import type { App } from 'electron';`, 'packages here: none'],
    ['shared/table/scan.ts', `import { a } from '../../main/files.ts';`, 'only shared'],
    ['main/files.ts', `import { open } from 'node:fs/promises';\nimport { app } from 'electron';`, undefined],
    ['main/files.ts', `import { a } from '../shared/settings.ts';`, undefined],
    ['main/files.ts', `import { store } from '../renderer/state/state.ts';`, 'only main and shared'],
    ['main/files.ts', `import React from 'react';`, 'electron, valibot'],
    ['renderer/App.tsx', `import { createRoot } from 'react-dom/client';\nimport './a.css';`, undefined],
    ['renderer/App.tsx', `import { a } from '../main/files.ts';`, 'only renderer and shared'],
    ['renderer/App.tsx', `import { ipcRenderer } from 'electron';`, 'packages here: react'],
    ['renderer/App.tsx', `const fs = await import('node:fs');`, 'no Node'],
    ['renderer/App.tsx', `export { a } from '@org/thing/part';`, '@org/thing/part'],
    ['renderer/App.tsx', `import {\n  a,\n  b,\n} from\n  '../main/files.ts';`, 'only renderer and shared'],
    ['renderer/App.tsx', `new Worker(new URL('../main/reader.ts', import.meta.url));`, 'only renderer and shared'],
    ['renderer/theme.css', `@import '../shared/theme.css';\n@import url("../main/a.css");`, 'main/a.css'],
    ['renderer/App.tsx', `// import { a } from '../main/files.ts';\n/* import b from 'electron' */`, undefined],
    ['renderer/App.tsx', `import { a } from './parts/Button';`, 'ending'],
    ['build/dev.ts', `import { build } from 'vite';\nimport { a } from './say.ts';`, undefined],
    ['build/dev.ts', `import { a } from '../shared/settings.ts';`, 'only build'],
    ['main/main.ts', `import { say } from '../build/say.ts';`, 'only main and shared'],
    ['test/main/a.test.ts', `import { say } from '../../build/say.ts';`, 'test may import only'],
    ['test/main/a.test.ts', `import { a } from '../../main/files.ts';`, undefined],
  ])('between rooms: %s with %j', (path, text, says) => {
    if (says === undefined) expect(on(roomWalls, path, text)).toBe('');
    else expect(on(roomWalls, path, text)).toContain(says);
  });

  test.each<[path: string, text: string, broken: boolean]>([
    ['shared/table/sniff.ts', `import type { FailureCode } from '../contract/failure.ts';`, false],
    ['shared/table/sniff.ts', `import { type A, type B } from '../contract/failure.ts';`, false],
    ['shared/table/sniff.ts', `import { type A, failure } from '../contract/failure.ts';`, true],
    ['shared/table/view.ts', `import type { Report } from '../report/report.ts';`, true],
    ['shared/report/report.ts', `import { isNone } from '../table/column.ts';`, false],
    ['shared/report/report.ts', `import { failure } from '../contract/failure.ts';`, true],
    ['shared/contract/bridge.ts', `import { commandIds } from '../commands.ts';`, false],
    ['shared/contract/bridge.ts', `import type { View } from '../table/view.ts';`, true],
    ['shared/settings.ts', `import { a } from './table/view.ts';`, true],
  ])('inside shared/: %s with %j', (path, text, broken) => {
    expect(on(sharedPartWalls, path, text) !== '').toBe(broken);
  });

  test.each<[path: string, text: string, broken: boolean]>([
    ['renderer/parts/Button.tsx', `import { Icon } from './Icon.tsx';`, false],
    ['renderer/parts/Button.tsx', `import { store } from '../state/state.ts';`, true],
    ['renderer/parts/Button.tsx', `import { Sheet } from '../grid/Sheet.tsx';`, true],
    ['renderer/parts/Button.tsx', `import type { Open } from '../state/state.ts';`, true],
    ['renderer/parts/Button.tsx', `import { limitMark } from '../../shared/report/minutes.ts';`, false],
    ['renderer/grid/Sheet.tsx', `import { Badge } from '../parts/Badge.tsx';`, false],
    ['renderer/grid/Sheet.tsx', `import { useOpen } from '../state/select.ts';`, true],
    ['renderer/grid/Sheet.tsx', `import { Start } from '../panels/Start.tsx';`, true],
    ['renderer/panels/filters/Values.tsx', `import { useOpen } from '../../state/select.ts';`, false],
    ['renderer/panels/Start.tsx', `import type { ExportPlan } from '../engine/asks.ts';`, false],
    ['renderer/panels/Start.tsx', `import { createEngine } from '../engine/engine.ts';`, true],
    ['renderer/state/act.ts', `import { portOf } from '../engine/ports.ts';`, false],
    ['renderer/state/select.ts', `import { portOf } from '../engine/ports.ts';`, true],
    ['renderer/state/select.ts', `import { Button } from '../parts/Button.tsx';`, true],
    ['renderer/engine/worker.ts', `import { store } from '../state/state.ts';`, true],
    ['renderer/main.tsx', `import { createEngine } from './engine/engine.ts';`, false],
    ['renderer/App.tsx', `import { createEngine } from './engine/engine.ts';`, true],
    ['renderer/maps/Bars.tsx', '', true],
  ])('inside renderer/: %s with %j', (path, text, broken) => {
    expect(on(rendererPartWalls, path, text) !== '').toBe(broken);
  });

  test.each<[path: string, text: string, broken: boolean]>([
    ['main/preload.ts', `contextBridge.exposeInMainWorld('viewer', viewer); ipcRenderer.on('x');`, false],
    ['renderer/main.tsx', 'connect(window.viewer);', false],
    ['renderer/state/act.ts', 'window.viewer.ask()', true],
    ['renderer/state/act.ts', '/** What `window.viewer` has. */', false],
    ['main/answer.ts', 'ipcMain.handle()', false],
    ['main/files.ts', 'ipcMain.handle()', true],
    ['main/window.ts', 'ipcRenderer.send()', true],
    ['shared/table/scan.ts', `console.log('here')`, true],
    ['main/main.ts', `console.log('usage')`, false],
  ])('at a doorway: %s with %j', (path, text, broken) => {
    expect(on(doorwayWalls, path, text) !== '').toBe(broken);
  });

  test.each<[path: string, text: string, broken: boolean]>([
    ['main/a.ts', 'export const a = 1;', false],
    ['main/a.ts', 'export default function a() {}', true],
    ['main/a.ts', 'export { a as default };', true],
    ['vitest.config.ts', 'export default defineConfig({});', false],
    ['main/a.ts', `export { b } from './b.ts';\nexport type { C } from './c.ts';`, true],
    ['main/a.ts', `// all of it\nexport * from './b.ts';`, true],
    ['main/a.ts', `export { b } from './b.ts';\nexport const a = 1;`, false],
    ['main/a.ts', `import './b.ts';`, false],
  ])('by an export: %s with %j', (path, text, broken) => {
    expect(on(exportRules, path, text) !== '').toBe(broken);
  });

  test.each<[path: string, says: string | undefined]>([
    ['shared/table/column-builder.ts', undefined],
    ['shared/table/utils.ts', 'utils'],
    ['shared/table/table-types.ts', 'types'],
    ['main/file-helper.ts', 'helper'],
    ['renderer/panels/WindowManager.tsx', 'Manager'],
    ['renderer/panels/Prototypes.tsx', undefined],
    ['main/commonly.ts', undefined],
    ['main/fileDesk.ts', 'kebab-case'],
    ['renderer/parts/button.tsx', 'PascalCase'],
    ['renderer/main.tsx', undefined],
    ['renderer/css.d.ts', undefined],
    ['test/shared/table/scan.test.ts', undefined],
    ['renderer/panels/Attempt.css', 'kebab-case'],
  ])('by a name: %s', (path, says) => {
    if (says === undefined) expect(on(nameAndSizeRules, path, '')).toBe('');
    else expect(on(nameAndSizeRules, path, '')).toContain(says);
  });

  test('by its length', () => {
    expect(on(nameAndSizeRules, 'main/a.ts', '\n'.repeat(lineLimit))).toBe('');
    expect(on(nameAndSizeRules, 'main/a.ts', '\n'.repeat(lineLimit + 1))).toContain('401 lines');
  });

  test('by a package', () => {
    const manifest = (names: Record<string, string>) => JSON.stringify({ devDependencies: names });
    expect(on(packageRules, 'package.json', manifest({ react: '1', 'ag-grid-community': '1' }))).toBe('');
    expect(on(packageRules, 'package.json', manifest({ 'ag-grid-enterprise': '1' }))).toContain('ag-grid-enterprise');
    expect(on(packageRules, 'package.json', JSON.stringify({ dependencies: { conf: '1' } }))).toContain('conf');
  });

  // Put together here, since this file is looked at too.
  const slash = '/';
  test.each<[text: string, broken: boolean]>([
    ['see docs/rules.md', false],
    ['teamwork/main and homework/a', false],
    ['https://docs.openedx.org/en/latest/', false],
    [`${slash}work/main/shared/table`, true],
    [`cd ${slash}root/project`, true],
    [`"resolved": "https:${slash}${slash}registry.${'npmjs'}.org/react"`, true],
    [`https:${slash}${slash}artifactory.example.com/npm`, true],
  ])('by the computer it was made on: %j', (text, broken) => {
    expect(on(workplaceRules, 'README.md', text) !== '').toBe(broken);
  });
});
