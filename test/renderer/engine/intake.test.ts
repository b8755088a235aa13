import { describe, expect, test } from 'vitest';
import { createIntake } from '../../../renderer/engine/intake.ts';
import { textMemory } from '../../../shared/table/text-memory.ts';

/** So much is there before anything is decided; none of it is beyond ASCII. */
const plainRows = Array.from({ length: 2400 }, (_, at) => `Final exam ${at % 3},verified,CODE-${at},learner${at}\r\n`);
const begin = Buffer.from(`exam_name,status,attempt_code,username\r\n${plainRows.join('')}`);
const names = ['José García', 'François Léger', 'Jürgen Weiß', 'Søren Ågård'];
const namedRows = names.map((name, at) => `Final exam,verified,KEY-${at},${name}\r\n`).join('');

/** The encoding and the cells of a file that comes in these pieces. */
async function read(bytes: Uint8Array, cuts: readonly number[]) {
  const text = textMemory(bytes.length);
  text.bytes.set(bytes);
  const intake = createIntake({
    ...{ order: { report: '1', name: 'report.csv', secondReview: 'not-said' }, fileBytes: bytes.length, text },
    ...{ packed: undefined, begun: () => undefined, first: () => undefined },
  });
  for (const cut of cuts) await intake.take(cut, false);
  const { facts, table } = (await intake.take(bytes.length, true))!;
  const column = table.column('username')!;
  const cells = names.map((_, at) => column.text(plainRows.length + at));
  return { encoding: facts.encoding, cells, sample: Buffer.from(facts.sample!).toString('latin1') };
}

describe('a file in an old encoding', () => {
  test('is read the same wherever it is cut', async () => {
    const bytes = Buffer.concat([begin, Buffer.from(namedRows, 'latin1')]);
    const whole = { encoding: 'windows-1252', cells: names, sample: namedRows.replaceAll('\n', '') };
    expect(begin.length).toBeGreaterThan(64 * 1024);
    expect(await read(bytes, [])).toEqual(whole);
    for (let cut = begin.length - 1; cut < bytes.length; cut += 1) {
      expect(await read(bytes, [begin.length - 100, cut]), `cut at ${cut - begin.length}`).toEqual(whole);
    }
  });

  test('is told from the same bytes of a long file, whether they come at once or one piece after the other', async () => {
    const more = Buffer.concat([Buffer.from(namedRows, 'latin1'), begin.subarray(begin.indexOf('\n') + 1)]);
    const bytes = Buffer.concat([begin, ...Array.from({ length: 20 }, () => more)]);
    const whole = await read(bytes, []);
    expect(whole).toMatchObject({ encoding: 'windows-1252', cells: names });
    for (const size of [1000, 65_536, 1_000_000]) {
      const cuts = Array.from({ length: Math.floor(bytes.length / size) }, (_, at) => (at + 1) * size);
      expect(await read(bytes, cuts)).toEqual(whole);
    }
  });
});
