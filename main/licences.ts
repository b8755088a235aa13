/** The licences of all that is bundled into the app, as the build wrote them down. */
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import type { Licence } from '../shared/contract/bridge.ts';

const licencesSchema = v.array(
  v.object({
    licence: v.string(),
    packages: v.array(v.object({ name: v.string(), version: v.string() })),
    text: v.string(),
  }),
);

/** None where the build wrote none, as in development. */
export async function readLicences(path: string): Promise<readonly Licence[]> {
  try {
    return v.parse(licencesSchema, JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return [];
  }
}
