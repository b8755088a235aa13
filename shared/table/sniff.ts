/** What a file is that is not the report, told from its first bytes. */
import type { FailureCode } from '../contract/failure.ts';

export interface Sniffed {
  readonly code: FailureCode;
  readonly detail?: string;
}

interface Signature {
  readonly bytes: string;
  /** Where they stand; at the very beginning if not said. */
  readonly at?: number;
  readonly code: FailureCode;
  readonly detail: string;
}

/** First bytes of well-known kinds of file. None of them could begin a table. */
const signatures: readonly Signature[] = [
  { bytes: 'PK\x05\x06', code: 'archive', detail: 'an empty zip archive' },
  { bytes: 'PK\x07\x08', code: 'archive', detail: 'a zip archive' },
  { bytes: '\xd0\xcf\x11\xe0', code: 'archive', detail: 'an old Excel workbook (.xls)' },
  { bytes: '7z\xbc\xaf', code: 'archive', detail: 'a 7-Zip archive' },
  { bytes: 'Rar!\x1a', code: 'archive', detail: 'a RAR archive' },
  { bytes: '\xfd7zXZ\0', code: 'archive', detail: 'packed with xz' },
  { bytes: '\x28\xb5\x2f\xfd', code: 'archive', detail: 'packed with Zstandard' },
  { bytes: 'BZh', code: 'archive', detail: 'packed with bzip2' },
  { bytes: 'ustar', at: 257, code: 'archive', detail: 'a tar archive' },
  { bytes: '%PDF', code: 'binary', detail: 'a PDF document' },
  { bytes: '{\\rtf', code: 'binary', detail: 'a text document (RTF)' },
  { bytes: '\x89PNG', code: 'binary', detail: 'a picture (PNG)' },
  { bytes: '\xff\xd8\xff', code: 'binary', detail: 'a picture (JPEG)' },
  { bytes: 'GIF8', code: 'binary', detail: 'a picture (GIF)' },
  { bytes: 'II*\0', code: 'binary', detail: 'a picture (TIFF)' },
  { bytes: 'MM\0*', code: 'binary', detail: 'a picture (TIFF)' },
  { bytes: 'WEBP', at: 8, code: 'binary', detail: 'a picture (WebP)' },
  { bytes: 'ftyp', at: 4, code: 'binary', detail: 'a picture or a film' },
  { bytes: 'SQLite format 3\0', code: 'binary', detail: 'a database (SQLite)' },
  { bytes: '\x7fELF', code: 'binary', detail: 'a program' },
];

/** `head`: the first bytes of the file, as they stand there. Undefined = it may be a table. */
export function sniff(head: Uint8Array): Sniffed | undefined {
  const latin = (from: number, to: number) => String.fromCharCode(...head.subarray(from, to));
  if (latin(0, 4) === 'PK\x03\x04') return { code: 'archive', detail: zipKind(latin(30, 400)) };
  for (const { bytes, at = 0, code, detail } of signatures) {
    if (latin(at, at + bytes.length) === bytes) return { code, detail };
  }
  return sniffText(textOf(head));
}

/** A workbook is a zip archive whose first entries give it away. */
function zipKind(entries: string): string {
  if (entries.startsWith('mimetypeapplication/vnd.oasis.opendocument.spreadsheet'))
    return 'a LibreOffice workbook (.ods)';
  return /^(\[Content_Types\]\.xml|_rels\/|docProps\/|xl\/)/.test(entries)
    ? 'an Excel workbook (.xlsx)'
    : 'a zip archive';
}

function textOf(head: Uint8Array): string {
  const utf16 = utf16Of(head);
  // A copy: shared memory cannot be decoded.
  return new TextDecoder(utf16 ?? 'utf-8').decode(head.slice(0, 4096), { stream: true }).replace(/^[\ufeff\s]+/, '');
}

function utf16Of(head: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const everyOther = head.length >= 4 && (head[0] === 0) !== (head[1] === 0) && (head[1] === 0) === (head[3] === 0);
  return everyOther ? (head[0] === 0 ? 'utf-16be' : 'utf-16le') : undefined;
}

function sniffText(text: string): Sniffed | undefined {
  if (text === '') return { code: 'empty' };
  if (/^<\?xml\b|^<error\b/i.test(text) && !/<html\b/i.test(text)) {
    const code = /<Code>([^<]{1,80})<\/Code>/.exec(text)?.[1];
    const message = /<Message>([^<]{1,120})<\/Message>/.exec(text)?.[1];
    const detail = [code, message].filter(Boolean).join(': ');
    return { code: 'storage-error', ...(detail ? { detail } : {}) };
  }
  if (/^<(!doctype\s+html|html|head|body|\?xml)\b|^<!--|^<[a-z]+[\s>]/i.test(text)) {
    const title = /<title[^>]*>\s*([^<]{1,200}?)\s*(?:<|$)/i.exec(text)?.[1]?.replace(/\s+/g, ' ');
    return { code: 'web-page', ...(title ? { detail: title } : {}) };
  }
  if (/^[{[]\s*["{[\]}]/.test(text)) return { code: 'json' };
  return undefined;
}

/**
 * Whether bytes in which no header was found are no text at all: a zero, or more control characters than a damaged text
 * has. Asked only then, since a report with a zero in a comment is a report.
 */
export function looksBinary(head: Uint8Array): boolean {
  if (utf16Of(head)) return false;
  let controls = 0;
  for (const byte of head) {
    if (byte === 0) return true;
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d && byte !== 0x1a) controls += 1;
  }
  return controls > 2 && controls > head.length / 100;
}
