import { describe, expect, test } from 'vitest';
import { encodings, type Page } from '../../../shared/table/encodings.ts';
import { guessPage, linesBeyondAscii, pageOf } from '../../../shared/table/guess.ts';
import { bytesOf } from '../../support/table.ts';

/** One character → its bytes, told by the decoder of the encoding itself. */
function encoded(label: Page, text: string): Uint8Array {
  const bytesOfChar = new Map<string, number[]>();
  const learn = (bytes: number[]) => {
    const char = new TextDecoder(label).decode(Uint8Array.from(bytes), { stream: true });
    if ([...char].length === 1 && char !== '\ufffd' && !bytesOfChar.has(char)) bytesOfChar.set(char, bytes);
  };
  for (let first = 0; first < 256; first += 1) learn([first]);
  if (/^(shift|euc|gb|big)/.test(label)) {
    for (let first = 0x81; first < 0xff; first += 1)
      for (let second = 0x40; second < 0xff; second += 1) learn([first, second]);
  }
  return Uint8Array.from([...text].flatMap((char) => bytesOfChar.get(char) ?? [0x3f]));
}

/** As a report has it: a few words among much that is the same in every encoding. */
const line = (words: string) =>
  `course-v1:edX+DemoX+2021,software_secure,verified,${words},learner@example.com,False,verified,Clean,0,,0,\r\n`;

describe('the page of a text', () => {
  test.each<[page: Page, words: string]>([
    ['windows-1252', 'Prüfung – größere Übung für Jürgen Müller'],
    ['windows-1252', 'Écran noir, caméra débranchée; l’élève à côté'],
    ['windows-1252', 'Examen de práctica, ¿Quién está ahí? mañana'],
    ['windows-1252', 'José'],
    ['macintosh', 'Écran noir, caméra débranchée; élève à côté, garçon'],
    ['windows-1250', 'Egzamin końcowy, żółty, ćwiczenie, źle, świat'],
    ['iso-8859-2', 'Závěrečná zkouška, Jiří Dvořák, Šárka Nováková, účastník'],
    ['windows-1251', 'Итоговый экзамен, Подозрительно, другой человек в комнате'],
    ['koi8-r', 'Итоговый экзамен, Подозрительно, другой человек в комнате'],
    ['ibm866', 'Итоговый экзамен, Подозрительно, другой человек в комнате'],
    ['x-mac-cyrillic', 'Итоговый экзамен, Подозрительно, другой человек в комнате'],
    ['windows-1253', 'Τελική εξέταση, άλλο άτομο στο δωμάτιο'],
    ['windows-1254', 'Dönem sonu sınavı, Ayşe Yılmaz, odada başka biri var, ışık'],
    ['windows-1255', 'בחינת גמר מועד א אדם נוסף בחדר'],
    ['windows-1256', 'امتحان نهائي هاتف على المكتب شخص آخر في الغرفة'],
    ['windows-874', 'การสอบปลายภาค มีบุคคลอื่นอยู่ในห้อง'],
    ['shift_jis', '期末試験、部屋に別の人がいます。携帯電話'],
    ['euc-jp', '期末試験、部屋に別の人がいます。携帯電話'],
    ['gb18030', '期末考试，房间里有另一个人，手机在桌子上'],
    ['big5', '期末考試，房間裡有另一個人，手機在桌子上'],
    ['euc-kr', '기말 시험, 방에 다른 사람이 있습니다. 휴대폰'],
  ])('in %s is told from “%s”', async (page, words) => {
    expect(await guessPage(encoded(page, line(words)))).toBe(page);
  });

  test('is that of Western Europe where nothing tells', async () => {
    expect(await guessPage(new Uint8Array(0))).toBe('windows-1252');
    expect(pageOf(new Uint8Array(0), [{ encoding: 'EBCDIC', confidence: 1 }])).toBe('windows-1252');
  });
});

test('every encoding has a title and a decoder', () => {
  expect(new Set(encodings.map(({ title }) => title)).size).toBe(encodings.length);
  for (const { id } of encodings) expect(new TextDecoder(id).encoding).toBe(id);
});

test('the lines that tell are those with a byte beyond ASCII, and no more than are asked for', () => {
  const text = bytesOf('plain\r\né one\r\nplain\né two\rplain');
  expect(Buffer.from(linesBeyondAscii(text, 100)).toString()).toBe('é one\ré two\r');
  expect(linesBeyondAscii(text, 3).length).toBe(3);
  expect(linesBeyondAscii(bytesOf('é'.repeat(50)), 10).length).toBe(10);
});
