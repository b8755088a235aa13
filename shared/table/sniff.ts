/** What a file is that is not the report, told from its first bytes. */
import type { FailureCode } from '../contract/failure.ts';

export interface Sniffed {
  readonly code: FailureCode;
  readonly detail?: string;
}

/** First bytes of well-known kinds of file; `at` is where they stand. */
const signatures: readonly { bytes: string; code: FailureCode; detail: string }[] = [
  { bytes: 'PK\x03\x04', code: 'archive', detail: 'a zip archive or a workbook (.xlsx, .ods)' },
  { bytes: '\xd0\xcf\x11\xe0', code: 'archive', detail: 'an old Excel workbook (.xls)' },
  { bytes: '\x1f\x8b', code: 'archive', detail: 'packed with gzip' },
  { bytes: '7z\xbc\xaf', code: 'archive', detail: 'a 7-Zip archive' },
  { bytes: '%PDF', code: 'binary', detail: 'a PDF document' },
  { bytes: '\x89PNG', code: 'binary', detail: 'a picture (PNG)' },
  { bytes: '\xff\xd8\xff', code: 'binary', detail: 'a picture (JPEG)' },
  { bytes: 'GIF8', code: 'binary', detail: 'a picture (GIF)' },
  { bytes: 'SQLite format 3', code: 'binary', detail: 'a database (SQLite)' },
];

/** `head`: the first bytes of the file, as they stand there. Undefined = text that may be a table. */
export function sniff(head: Uint8Array): Sniffed | undefined {
  const latin = (from: number, to: number) => String.fromCharCode(...head.subarray(from, to));
  for (const { bytes, code, detail } of signatures) {
    if (latin(0, bytes.length) === bytes) return { code, detail };
  }
  const utf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  const zeroEveryOther = head.length >= 4 && (head[0] === 0) !== (head[1] === 0) && (head[1] === 0) === (head[3] === 0);
  if (!utf16 && !zeroEveryOther && head.includes(0)) return { code: 'binary' };
  const text = new TextDecoder(utf16 ? (head[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8')
    .decode(head.slice(0, 4096), { stream: true })
    .replace(/^[\ufeff\s]+/, '');
  if (text === '') return { code: 'empty' };
  if (/^<(!doctype\s+html|html|head|body)\b/i.test(text)) return { code: 'web-page' };
  if (/^<(\?xml|error)\b/i.test(text)) {
    const code = /<Code>([^<]{1,80})<\/Code>/.exec(text)?.[1];
    const message = /<Message>([^<]{1,120})<\/Message>/.exec(text)?.[1];
    const detail = [code, message].filter(Boolean).join(': ');
    return /<html\b/i.test(text) ? { code: 'web-page' } : { code: 'storage-error', ...(detail ? { detail } : {}) };
  }
  if (/^<!--|^<[a-z]+[\s>]/i.test(text)) return { code: 'web-page' };
  if (/^[{[]\s*["{[\]}]/.test(text)) return { code: 'json' };
  return undefined;
}
