/** The encodings that a file can be read in, by the names under which every browser knows them. */

interface EncodingWords {
  readonly id: string;
  /** For the list a person chooses from. */
  readonly title: string;
}

const unicode = [
  { id: 'utf-8', title: 'Unicode (UTF-8)' },
  { id: 'utf-16le', title: 'Unicode (UTF-16, little end first)' },
  { id: 'utf-16be', title: 'Unicode (UTF-16, big end first)' },
] as const satisfies readonly EncodingWords[];

/** Encodings of one script or a few, which say nowhere in a file that they are meant. */
const pages = [
  { id: 'windows-1252', title: 'Western European (Windows)' },
  { id: 'iso-8859-15', title: 'Western European (ISO 8859-15)' },
  { id: 'macintosh', title: 'Western European (Mac)' },
  { id: 'windows-1250', title: 'Central European (Windows)' },
  { id: 'iso-8859-2', title: 'Central European (ISO 8859-2)' },
  { id: 'windows-1257', title: 'Baltic (Windows)' },
  { id: 'iso-8859-13', title: 'Baltic (ISO 8859-13)' },
  { id: 'windows-1251', title: 'Cyrillic (Windows)' },
  { id: 'koi8-r', title: 'Cyrillic (KOI8-R)' },
  { id: 'koi8-u', title: 'Cyrillic (KOI8-U)' },
  { id: 'iso-8859-5', title: 'Cyrillic (ISO 8859-5)' },
  { id: 'ibm866', title: 'Cyrillic (DOS)' },
  { id: 'x-mac-cyrillic', title: 'Cyrillic (Mac)' },
  { id: 'windows-1253', title: 'Greek (Windows)' },
  { id: 'iso-8859-7', title: 'Greek (ISO 8859-7)' },
  { id: 'windows-1254', title: 'Turkish (Windows)' },
  { id: 'windows-1255', title: 'Hebrew (Windows)' },
  { id: 'iso-8859-8', title: 'Hebrew (ISO 8859-8)' },
  { id: 'windows-1256', title: 'Arabic (Windows)' },
  { id: 'iso-8859-6', title: 'Arabic (ISO 8859-6)' },
  { id: 'windows-1258', title: 'Vietnamese (Windows)' },
  { id: 'windows-874', title: 'Thai (Windows)' },
  { id: 'gb18030', title: 'Chinese, simplified (GB 18030)' },
  { id: 'big5', title: 'Chinese, traditional (Big5)' },
  { id: 'shift_jis', title: 'Japanese (Shift JIS)' },
  { id: 'euc-jp', title: 'Japanese (EUC)' },
  { id: 'euc-kr', title: 'Korean (EUC)' },
] as const satisfies readonly EncodingWords[];

export type Page = (typeof pages)[number]['id'];
export type Encoding = (typeof unicode)[number]['id'] | Page;

export const encodings: readonly { readonly id: Encoding; readonly title: string }[] = [...unicode, ...pages];

export const encodingTitle = (id: string): string => encodings.find((one) => one.id === id)?.title ?? id;

export const isPage = (name: string): name is Page => pages.some(({ id }) => id === name);

/** How many bytes of UTF-8 one byte of the encoding can become, at most. */
export function growth(encoding: Encoding): number {
  if (encoding === 'utf-8') return 1;
  return encoding === 'utf-16le' || encoding === 'utf-16be' ? 1.5 : 3;
}
