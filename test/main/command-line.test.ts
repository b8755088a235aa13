import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readCommandLine } from '../../main/command-line.ts';

const folder = resolve('/reports');
const packaged = (...args: string[]) => readCommandLine(['proctorsheet', ...args], folder, false);
const unpackaged = (...args: string[]) => readCommandLine(['electron', ...args], folder, true);

describe('the command line', () => {
  test('names files relative to where it was typed', () => {
    expect(packaged('a.csv', '../b.csv').files).toEqual([resolve(folder, 'a.csv'), resolve(folder, '../b.csv')]);
  });

  test('without anything asks for nothing', () => {
    expect(packaged()).toEqual({ files: [], sample: false, noSandbox: false, help: false, version: false });
  });

  test('skips the app itself when started as `electron path/to/app`', () => {
    expect(unpackaged('.', 'a.csv').files).toEqual([resolve(folder, 'a.csv')]);
    expect(unpackaged('--inspect=0', '--remote-debugging-port=0', 'out/app', 'a.csv').files).toHaveLength(1);
    expect(unpackaged('-r', 'loader.cjs', 'out/app').files).toEqual([]);
  });

  test('takes switches of Chromium and of macOS for no files', () => {
    expect(packaged('--enable-features=X', '--flag', '-psn_0_1234', '-x', 'a.csv').files).toHaveLength(1);
  });

  test('takes everything after -- for files, whatever it looks like', () => {
    expect(packaged('--sample', '--', '--picture=x', '-', 'file:///a').files).toEqual(
      ['--picture=x', '-', 'file:///a'].map((name) => resolve(folder, name)),
    );
    expect(packaged('--', '--sample').sample).toBe(false);
  });

  test('reads its own options', () => {
    const read = packaged('--sample', '--picture=shot.png', '--user-data-dir=data', '--no-sandbox');
    expect(read).toMatchObject({ sample: true, noSandbox: true, files: [] });
    expect(read.picture).toBe(resolve(folder, 'shot.png'));
    expect(read.userData).toBe(resolve(folder, 'data'));
    expect(packaged('--picture=a=b.png').picture).toBe(resolve(folder, 'a=b.png'));
    expect(packaged('--help')).toMatchObject({ help: true });
    expect(packaged('--version')).toMatchObject({ version: true });
  });

  test('gives a picture without a file name no meaning', () => {
    expect(packaged('--picture').picture).toBeUndefined();
    expect(packaged('--picture=').picture).toBeUndefined();
  });

  test('understands the addresses that file managers hand over', () => {
    const path = resolve(folder, 'José é.csv');
    expect(packaged(pathToFileURL(path).href).files).toEqual([path]);
    expect(packaged('file://%zz').files).toHaveLength(1);
  });
});
