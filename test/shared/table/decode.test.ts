import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDecoder, guessEncoding } from '../../../shared/table/decode.ts';
import { type Encoding, growth } from '../../../shared/table/encodings.ts';
import { createSoundCheck } from '../../../shared/table/utf8.ts';
import { runs } from '../../support/runs.ts';
import { bytesOf, chunksOf, decoded, fixture, tableOf } from '../../support/table.ts';

const bytes = (...parts: (string | number)[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...bytesOf(part)] : [part])));
const utf16 = (text: string, little = true) => {
  const le = Buffer.from(text, 'utf16le');
  return new Uint8Array(little ? le : le.swap16());
};

/** Decodes in chunks, as the worker does: the last call brings nothing. `looked`: somebody else looks whether they are sound. */
function decodedText(file: Uint8Array, encoding: Encoding, cuts: readonly number[] = [], looked = false) {
  const soundOf = looked ? createSoundCheck() : () => undefined;
  let single = 0;
  const bad: number[] = [];
  const marks: number[] = [];
  const found = { undecodable: (offset: number) => bad.push(offset), mark: (offset: number) => marks.push(offset) };
  const decoder = createDecoder(encoding, false, found);
  const pieces: Uint8Array[] = [];
  const all = [...chunksOf(file, cuts), new Uint8Array(0)];
  for (const [at, chunk] of all.entries()) {
    const final = at === all.length - 1;
    pieces.push(decoder.decode(chunk, final, soundOf(chunk)).slice());
    if (!decoder.undecided) continue;
    single += 1;
    decoder.settle('windows-1252');
    pieces.push(decoder.decode(new Uint8Array(0), final).slice());
  }
  const raw = Buffer.concat(pieces);
  return { text: raw.toString('utf8'), damaged: decoder.damaged, single, raw: [...raw], bad, marks };
}

describe('the encoding', () => {
  test.each<[why: string, file: Uint8Array, encoding: Encoding, bom: number, why: string]>([
    ['a mark of UTF-8', bytes(0xef, 0xbb, 0xbf, 'a'), 'utf-8', 3, 'byte order mark'],
    ['a mark of UTF-16', bytes(0xff, 0xfe, 'a', 0), 'utf-16le', 2, 'byte order mark'],
    ['a mark of UTF-16, big end first', bytes(0xfe, 0xff, 0, 'a'), 'utf-16be', 2, 'byte order mark'],
    ['zeros in every other byte', utf16('course_id'), 'utf-16le', 0, 'zero bytes'],
    ['zeros in every other byte, big end first', utf16('course_id', false), 'utf-16be', 0, 'zero bytes'],
    ['nothing but ASCII', bytes('exam_name'), 'utf-8', 0, 'valid'],
    ['no byte at all', bytes(), 'utf-8', 0, 'valid'],
    ['characters of UTF-8', bytes('José 😀'), 'utf-8', 0, 'valid'],
    ['a character cut at the end', bytes('José').subarray(0, 4), 'utf-8', 0, 'valid'],
    [
      'a byte that UTF-8 does not have there',
      bytes('Jos', 0xe9, ','),
      'windows-1252',
      0,
      'not valid UTF-8, so guessed',
    ],
    ['a byte that begins no character', bytes('a', 0x80, 'b'), 'windows-1252', 0, 'not valid UTF-8, so guessed'],
    ['a damaged character behind a sound one', bytes('é', 'x', 0xff, 'y'), 'utf-8', 0, 'valid'],
  ])('is told from %s', (_, file, encoding, bom, why) => {
    expect(guessEncoding(file)).toEqual({ encoding, bom, why });
  });
});

describe('a decoder', () => {
  test('passes UTF-8 through as it stands', () => {
    const file = bytes(0xef, 0xbb, 0xbf, 'a,é,😀\r\n');
    expect(decodedText(file, 'utf-8')).toEqual({
      text: '\ufeffa,é,😀\r\n',
      damaged: false,
      single: 0,
      raw: [...file],
      bad: [],
      marks: [0],
    });
  });

  test('keeps the bytes of damaged UTF-8, and says that it is damaged', () => {
    const file = bytes('José', 0xff, 'x', 0xc3, ',');
    expect(decodedText(file, 'utf-8')).toMatchObject({ damaged: true, single: 0, raw: [...file] });
    expect(decodedText(bytes('é,Jos', 0xc3), 'utf-8')).toMatchObject({ damaged: true, single: 0 });
  });

  test.each([1, 3, 1000, 70_000])(
    'goes over to windows-1252 where the first byte beyond ASCII comes after %i',
    (size) => {
      const file = bytes('a'.repeat(size), 0x93, 'Pr', 0xfc, 'fung', 0x94, ' ', 0x80, 0x96);
      const cuts = [size >> 1, size, size + 1];
      expect(decodedText(file, 'utf-8', cuts)).toMatchObject({
        text: `${'a'.repeat(size)}“Prüfung” €–`,
        damaged: false,
        single: 1,
      });
    },
  );

  test('takes a last byte beyond ASCII for one of windows-1252', () => {
    expect(decodedText(bytes('caf', 0xe9), 'utf-8')).toMatchObject({ text: 'café', damaged: false, single: 1 });
  });

  test('reads every byte of windows-1252 as Windows does', () => {
    const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const { text } = decodedText(all, 'windows-1252', [100, 200]);
    expect(text.slice(0x80, 0xa0)).toBe('€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ');
    const latin = Array.from({ length: 0x60 }, (_, at) => String.fromCharCode(0xa0 + at)).join('');
    expect(text.slice(0xa0)).toBe(latin);
  });

  test.each([true, false])('reads UTF-16, also beyond the basic plane (little end first: %s)', (little) => {
    const encoding = little ? 'utf-16le' : 'utf-16be';
    const file = utf16('\ufeffИмя,😀\r\n', little);
    for (let cut = 0; cut <= file.length; cut += 1) {
      expect(decodedText(file, encoding, [cut])).toMatchObject({ text: '\ufeffИмя,😀\r\n', damaged: false });
    }
  });

  test('says that UTF-16 is damaged where half a character stands alone or a byte is missing', () => {
    expect(decodedText(utf16('a\ud83db'), 'utf-16le')).toMatchObject({ text: 'a\ufffdb', damaged: true });
    expect(decodedText(utf16('ab').subarray(0, 3), 'utf-16le').damaged).toBe(true);
  });

  test('needs no more room than its encoding may take', () => {
    const longest = {
      'utf-8': bytes('é'),
      'utf-16le': utf16('王'),
      'utf-16be': utf16('王'),
      'windows-1252': bytes(0x80),
    };
    for (const [encoding, file] of Object.entries(longest) as [Encoding, Uint8Array][]) {
      expect(decodedText(file, encoding).raw.length / file.length).toBeLessThanOrEqual(growth(encoding));
    }
  });

  test('gives the same wherever the file is cut, for any bytes', () => {
    const file = fc
      .array(fc.constantFrom(0x61, 0x2c, 0x0a, 0x61, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80, 0xff), {
        maxLength: 14,
      })
      .map((list) => Uint8Array.from(list));
    fc.assert(
      fc.property(
        file,
        fc.constantFrom<Encoding>('utf-8', 'windows-1252', 'utf-16le', 'utf-16be'),
        (file, encoding) => {
          const whole = decodedText(file, encoding);
          for (let cut = 0; cut <= file.length; cut += 1) expect(decodedText(file, encoding, [cut])).toEqual(whole);
          const everywhere = Array.from(file, (_, at) => at);
          expect(decodedText(file, encoding, everywhere)).toEqual(whole);
        },
      ),
      runs(300),
    );
  });

  test('gives the same where somebody else has looked whether the bytes are sound', () => {
    const byte = fc.constantFrom(0x61, 0x0a, 0x61, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80, 0xff);
    const letters = fc.constantFrom(...['a', 'é', '€', '😀', '\ufeff', 'aaaaaaaaa'].map((text) => [...bytesOf(text)]));
    const part = fc.oneof({ weight: 6, arbitrary: letters }, { weight: 1, arbitrary: byte.map((one) => [one]) });
    const told = { ascii: 0, 'utf-8': 0, undefined: 0 };
    fc.assert(
      fc.property(fc.array(part, { maxLength: 10 }), fc.array(fc.nat(40), { maxLength: 4 }), (parts, places) => {
        const file = Uint8Array.from(parts.flat());
        const cuts = places.map((place) => place % (file.length + 1));
        const { marks, ...plain } = decodedText(file, 'utf-8', cuts);
        const looked = decodedText(file, 'utf-8', cuts, true);
        expect(looked).toEqual({ ...plain, marks: looked.marks });
        expect(looked.marks.filter((at) => at > 0)).toEqual(marks.filter((at) => at > 0));
        const soundOf = createSoundCheck();
        for (const chunk of chunksOf(file, cuts)) told[`${soundOf(chunk)}`] += 1;
      }),
      runs(1000),
    );
    for (const times of Object.values(told)) expect(times).toBeGreaterThan(200);
  });

  test('tells where bytes are not UTF-8, as often as a reader shows U+FFFD for them', () => {
    const file = fc.array(
      fc.constantFrom(0x61, 0x0a, 0xc3, 0xa9, 0xe0, 0xe2, 0x82, 0xac, 0xed, 0xf0, 0x9f, 0x98, 0x80, 0xf4, 0xff),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(file, (list) => {
        const all = bytes('é', ...list);
        const { bad } = decodedText(all, 'utf-8');
        const shown = [
          ...Buffer.from(all)
            .toString('utf8')
            .matchAll(/\ufffd/g),
        ];
        expect(bad.length).toBe(shown.length);
        // What stands before the first of them reads the same by itself.
        if (bad[0] !== undefined) {
          expect(Buffer.from(all.slice(0, bad[0])).toString('utf8')).not.toContain('\ufffd');
          expect(shown[0]!.index).toBe(Buffer.from(all.slice(0, bad[0])).toString('utf8').length);
        }
      }),
      runs(500),
    );
  });

  test('tells where a byte order mark stands, also in the middle and in other encodings', () => {
    expect(decodedText(bytes(0xef, 0xbb, 0xbf, 'a\ufeffb'), 'utf-8').marks).toEqual([0, 4]);
    expect(decodedText(utf16('\ufeffa\ufeff'), 'utf-16le').marks).toEqual([0, 4]);
    expect(decodedText(utf16('ab\ud83d'), 'utf-16le').bad).toEqual([2]);
  });

  test('that is told to read UTF-8 reads nothing else', () => {
    const decoder = createDecoder('utf-8', true);
    expect([...decoder.decode(bytes('Jos', 0xe9, ','), true)]).toEqual([...bytes('Jos', 0xe9, ',')]);
    expect([decoder.undecided, decoder.damaged]).toEqual([undefined, true]);
  });

  test('finds damage wherever UTF-8 is not sound behind its first character', () => {
    const file = fc.array(fc.constantFrom(0x61, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xff), { maxLength: 10 });
    fc.assert(
      fc.property(file, (list) => {
        const all = bytes('é', ...list);
        const sound = Buffer.from(all).toString('utf8').includes('\ufffd') === false;
        expect(decodedText(all, 'utf-8').damaged).toBe(!sound);
      }),
      runs(300),
    );
  });
});

describe('a file', () => {
  test.each(['reports/utf16le.csv', 'reports/windows-1252.csv', 'reports/v1b.csv', 'reports/bom.csv'])(
    'cut inside its characters reads the same: %s',
    (name) => {
      const file = fixture(name);
      const whole = decoded(file);
      const text = Buffer.from(whole.bytes.slice(whole.from, whole.end));
      const beyond = [...file.keys()].filter((at) => file[at]! >= 0x80);
      for (const cut of [...beyond.slice(0, 40), ...beyond.slice(-5), 3, 101]) {
        const { bytes, from, end } = decoded(file, [cut]);
        expect(Buffer.from(bytes.slice(from, end)).equals(text)).toBe(true);
      }
    },
  );

  test('in windows-1252 shows its names and signs', () => {
    const table = tableOf(fixture('reports/windows-1252.csv'));
    const exams = new Set(Array.from({ length: table.rowCount }, (_, row) => table.column('exam_name')!.text(row)));
    expect(exams).toContain('Prüfung – Teil 1');
  });

  test('with one damaged byte keeps the names around it', () => {
    const text = bytesOf('username,exam_name,status,attempt_code\nJosé,E,verified,1\nZoë,E,verified,2\nana,E,x,3\n');
    const at = text.indexOf(0x61, text.length - 10);
    text[at] = 0xff;
    expect(decoded(text)).toMatchObject({ damaged: true, encoding: { encoding: 'utf-8' } });
    expect(tableOf(text).column('username')!.text(0)).toBe('José');
  });
});
