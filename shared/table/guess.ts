/**
 * Bytes that are not UTF-8 → the page they are probably in. A guess: it is said, and can be changed. The detector is
 * large, and few files need it, so it is fetched when the first one does.
 */
import { isPage, type Page } from './encodings.ts';
import { asciiEnd, joined } from './utf8.ts';

/** What the detector calls differently, and what it tells apart although no text could. */
const names: Readonly<Record<string, string>> = {
  'iso-8859-1': 'windows-1252',
  'iso-8859-9': 'windows-1254',
  ascii: 'windows-1252',
  macroman: 'macintosh',
  maccyrillic: 'x-mac-cyrillic',
  cp932: 'shift_jis',
  cp949: 'euc-kr',
  cp874: 'windows-874',
  'tis-620': 'windows-874',
  gb2312: 'gb18030',
  gbk: 'gb18030',
  'big5-hkscs': 'big5',
  cp950: 'big5',
};

/** Few letters tell little: this near to each other, two guesses say the same. */
const near = 0.015;
const sampleBytes = 64 * 1024;

export async function guessPage(bytes: Uint8Array): Promise<Page> {
  const { detectAll } = await import('jschardet');
  const sample = linesBeyondAscii(bytes, sampleBytes);
  return pageOf(sample, detectAll(sample));
}

/**
 * The likeliest page. Of pages about as likely, that of Western Europe, and then the one in which the text has most
 * letters: read in another page of the same script, capitals turn into signs.
 */
export function pageOf(sample: Uint8Array, guesses: readonly { encoding: string | null; confidence: number }[]): Page {
  const pages: { page: Page; confidence: number }[] = [];
  for (const { encoding, confidence } of guesses) {
    const folded = (encoding ?? '').toLowerCase().replace(/^iso8859-/, 'iso-8859-');
    const page = names[folded] ?? folded;
    if (isPage(page)) pages.push({ page, confidence });
  }
  const highest = Math.max(...pages.map(({ confidence }) => confidence));
  const likeliest = pages.filter(({ confidence }) => confidence >= highest - near).map(({ page }) => page);
  if (likeliest.length === 0 || likeliest.includes('windows-1252')) return 'windows-1252';
  const letters = likeliest.map((page) => lettersIn(sample, page));
  return likeliest[letters.indexOf(Math.max(...letters))]!;
}

function lettersIn(sample: Uint8Array, page: Page): number {
  const text = new TextDecoder(page).decode(sample, { stream: true });
  return text.match(/\p{L}/gu)?.length ?? 0;
}

/** Whole lines that hold a byte beyond ASCII, up to so many bytes: all that tells one encoding from another. */
export function linesBeyondAscii(bytes: Uint8Array, limit: number): Uint8Array {
  const parts: Uint8Array[] = [];
  const isLineEnd = (byte: number) => byte === 0x0a || byte === 0x0d;
  let size = 0;
  let end = 0;
  for (let at = asciiEnd(bytes); at < bytes.length && size < limit; at = asciiEnd(bytes, end)) {
    let start = at;
    while (start > end && !isLineEnd(bytes[start - 1]!)) start -= 1;
    end = at;
    while (end < bytes.length && !isLineEnd(bytes[end]!)) end += 1;
    end = Math.min(bytes.length, end + 1);
    // A line without an end must not be all there is to see.
    const part = bytes.subarray(start, Math.min(end, start + limit - size));
    parts.push(part);
    size += part.length;
  }
  return parts.reduce(joined, new Uint8Array(0));
}
