// PapaParse alone, in a process of its own: node papa-reads.mjs FILE. Prints two times in ms: of a file that is read for
// the first time, and of the same once more, by code that is compiled by then.
import { readFileSync } from 'node:fs';
import Papa from 'papaparse';

const [path] = process.argv.slice(2);
const reads = () => {
  const began = performance.now();
  const text = new TextDecoder().decode(readFileSync(path));
  const { data } = Papa.parse(text, { header: false, delimiter: ',' });
  return { ms: performance.now() - began, rows: data.length };
};
const first = reads();
const again = reads();
console.log(JSON.stringify({ first: first.ms, again: again.ms, rows: first.rows }));
