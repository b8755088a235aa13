/** What people use instead, on the same file in the same run. Those that the machine does not have are left out. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';

const options = { header: false, delimiter: ',' } as const;

/**
 * Read, decode, tokenise; no grid. In a new process, as the app is in which a person opens a file, and once more in the
 * same.
 */
export function papaReads(path: string, rowCount: number): { readonly first: number; readonly again: number } {
  const { stdout } = spawnSync(process.execPath, [join(import.meta.dirname, 'papa-reads.mjs'), path]);
  const { first, again, rows } = JSON.parse(stdout.toString()) as { first: number; again: number; rows: number };
  if (rows < rowCount) throw new Error(`PapaParse read ${rows} rows`);
  return { first, again };
}

/** Rows in memory → CSV text. */
export function papaWrites(path: string): number {
  const { data } = Papa.parse<string[]>(readFileSync(path, 'utf8'), options);
  const began = performance.now();
  const text = Papa.unparse(data, { newline: '\r\n' });
  const took = performance.now() - began;
  if (text.length < data.length) throw new Error('PapaParse wrote too little');
  return took;
}

/** `read_csv` into a table in memory; undefined = there is no DuckDB here. */
export async function duckReads(path: string, rowCount: number): Promise<number | undefined> {
  const duck = await import('@duckdb/node-api').catch(() => undefined);
  if (!duck) return undefined;
  const instance = await duck.DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const began = performance.now();
  // Left to itself it guesses, from the first rows, that the file has no quotes.
  await connection.run(`create table report as from read_csv('${path}', header = true, delim = ',', quote = '"')`);
  const took = performance.now() - began;
  const [[count]] = (await connection.runAndReadAll('select count(*) from report')).getRows() as [[bigint]];
  connection.closeSync();
  instance.closeSync();
  if (Number(count) !== rowCount) throw new Error(`DuckDB read ${count} rows`);
  return took;
}

/** LibreOffice Calc opens it, without a window, and writes it as a spreadsheet; undefined = it is not installed. */
export function calcReads(path: string): number | undefined {
  const out = mkdtempSync(join(tmpdir(), 'calc-'));
  const args = ['--headless', `-env:UserInstallation=file://${out}/home`, '--convert-to', 'ods', '--outdir', out, path];
  const took = timeOf('soffice', args);
  rmSync(out, { recursive: true, force: true });
  return took;
}

/** VisiData reads it whole and quits; undefined = it is not installed. */
export const visidataReads = (path: string): number | undefined =>
  timeOf('vd', ['--batch', '--output', '/dev/null', '--save-filetype', 'csv', path]);

function timeOf(command: string, args: readonly string[]): number | undefined {
  const began = performance.now();
  const { error, status } = spawnSync(command, args, { stdio: 'ignore', timeout: 300_000 });
  return error || status !== 0 ? undefined : performance.now() - began;
}
