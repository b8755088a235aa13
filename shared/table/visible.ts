/**
 * Characters that cannot be seen, or that turn the text around them about, as visible marks. A mark stands for the
 * character on screen only; the character itself stays in the text, so that what is copied is what the file holds.
 */
export interface Segment {
  /** Verbatim. The texts of all segments together are the whole text. */
  readonly text: string;
  /** There where the text is a line break, or one or more of the same invisible character. */
  readonly mark?: Mark;
}

export interface Mark {
  readonly kind: 'line-break' | 'control' | 'bidi' | 'zero-width';
  /** What is shown: "␀", "RLM", "␀×12". */
  readonly sign: string;
  /** "right-to-left mark (U+200F)". */
  readonly name: string;
}

type Known = readonly [sign: string, name: string, kind: Exclude<Mark['kind'], 'line-break'>];

const known: ReadonlyMap<number, Known> = new Map<number, Known>([
  [0x00ad, ['SHY', 'soft hyphen', 'zero-width']],
  [0x034f, ['CGJ', 'combining grapheme joiner', 'zero-width']],
  [0x061c, ['ALM', 'Arabic letter mark', 'bidi']],
  [0x180e, ['MVS', 'Mongolian vowel separator', 'zero-width']],
  [0x200b, ['ZWSP', 'zero-width space', 'zero-width']],
  [0x200c, ['ZWNJ', 'zero-width non-joiner', 'zero-width']],
  [0x200d, ['ZWJ', 'zero-width joiner', 'zero-width']],
  [0x200e, ['LRM', 'left-to-right mark', 'bidi']],
  [0x200f, ['RLM', 'right-to-left mark', 'bidi']],
  [0x2028, ['LS', 'line separator', 'control']],
  [0x2029, ['PS', 'paragraph separator', 'control']],
  [0x202a, ['LRE', 'left-to-right embedding', 'bidi']],
  [0x202b, ['RLE', 'right-to-left embedding', 'bidi']],
  [0x202c, ['PDF', 'pop directional formatting', 'bidi']],
  [0x202d, ['LRO', 'left-to-right override', 'bidi']],
  [0x202e, ['RLO', 'right-to-left override', 'bidi']],
  [0x2060, ['WJ', 'word joiner', 'zero-width']],
  [0x2061, ['FA', 'function application', 'zero-width']],
  [0x2062, ['IT', 'invisible times', 'zero-width']],
  [0x2063, ['IS', 'invisible separator', 'zero-width']],
  [0x2064, ['IP', 'invisible plus', 'zero-width']],
  [0x2066, ['LRI', 'left-to-right isolate', 'bidi']],
  [0x2067, ['RLI', 'right-to-left isolate', 'bidi']],
  [0x2068, ['FSI', 'first strong isolate', 'bidi']],
  [0x2069, ['PDI', 'pop directional isolate', 'bidi']],
  [0xfeff, ['BOM', 'byte order mark, a zero-width no-break space', 'zero-width']],
]);

const controlNames = [
  ...['null', 'start of heading', 'start of text', 'end of text', 'end of transmission', 'enquiry', 'acknowledge'],
  ...['bell', 'backspace', 'tab', 'line feed', 'vertical tab', 'form feed', 'carriage return', 'shift out', 'shift in'],
  ...['data link escape', 'device control 1', 'device control 2', 'device control 3', 'device control 4'],
  ...['negative acknowledge', 'synchronous idle', 'end of transmission block', 'cancel', 'end of medium', 'substitute'],
  ...['escape', 'file separator', 'group separator', 'record separator', 'unit separator'],
];

const hex = (code: number): string => `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;

/** What a character is shown as; undefined for one that can be seen. */
function markOf(code: number): Known | undefined {
  if (code < 0x20) return [String.fromCharCode(0x2400 + code), controlNames[code]!, 'control'];
  if (code < 0x7f) return undefined;
  if (code === 0x7f) return ['␡', 'delete', 'control'];
  if (code <= 0x9f) return [code === 0x85 ? 'NEL' : hex(code), code === 0x85 ? 'next line' : 'control', 'control'];
  if (code >= 0x206a && code <= 0x206f) return [hex(code), 'deprecated format character', 'bidi'];
  if (code >= 0xfff9 && code <= 0xfffb) return [hex(code), 'interlinear annotation', 'zero-width'];
  if (code >= 0xe0000 && code <= 0xe007f) return [hex(code), 'tag character', 'zero-width'];
  return known.get(code);
}

// Every character that has a mark, and a few more: most texts have none, and are told so at once.
const invisible = /\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}|\u034f/u;

const emoji = /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier})\ufe0f?$/u;
const emojiNext = /^\p{Extended_Pictographic}/u;
/** Scripts in which a joiner or non-joiner is spelling: Arabic and its kin, and those of India and its neighbours. */
const joiningScripts =
  '\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Mongolian}\\p{Script=Nko}\\p{Script=Devanagari}\\p{Script=Bengali}' +
  '\\p{Script=Gurmukhi}\\p{Script=Gujarati}\\p{Script=Oriya}\\p{Script=Tamil}\\p{Script=Telugu}\\p{Script=Kannada}' +
  '\\p{Script=Malayalam}\\p{Script=Sinhala}\\p{Script=Khmer}\\p{Script=Myanmar}\\p{Script=Tibetan}';
const joining = new RegExp(`[${joiningScripts}]\\p{M}?$`, 'u');
const joiningNext = new RegExp(`^[${joiningScripts}]`, 'u');

/** Whether a joiner or tag belongs to how its neighbours are written, and so is seen by what it does. */
function isSpelling(text: string, at: number, code: number): boolean {
  if (code >= 0xe0020 && code <= 0xe007f) {
    // The flags of Scotland, Wales and others are a black flag with tags.
    return /🏴[\u{e0020}-\u{e007f}]*$/u.test(text.slice(Math.max(0, at - 32), at));
  }
  if (code !== 0x200c && code !== 0x200d) return false;
  const [before, after] = [text.slice(Math.max(0, at - 5), at), text.slice(at + 1, at + 3)];
  if (code === 0x200d && emoji.test(before) && emojiNext.test(after)) return true;
  // Malayalam and Sinhala write a joiner at the end of a word too.
  return joining.test(before) && (joiningNext.test(after) || (code === 0x200d && !/^\p{L}/u.test(after)));
}

/** The text in pieces: what can be read as it stands, and what needs a mark. */
export function segmentsOf(text: string): Segment[] {
  if (text === '') return [];
  if (!invisible.test(text)) return [{ text }];
  const segments: Segment[] = [];
  let plainFrom = 0;
  let at = 0;
  const plainTo = (end: number) => {
    if (end > plainFrom) segments.push({ text: text.slice(plainFrom, end) });
  };
  while (at < text.length) {
    const code = text.codePointAt(at)!;
    const size = code > 0xffff ? 2 : 1;
    const breaks = code === 0x0a ? 1 : code === 0x0d ? (text.charCodeAt(at + 1) === 0x0a ? 2 : 1) : 0;
    const found = breaks > 0 ? undefined : markOf(code);
    if (breaks === 0 && (!found || isSpelling(text, at, code))) {
      at += size;
      continue;
    }
    plainTo(at);
    if (found) {
      // A run of the same character is one mark: a cell of a thousand NULs is still a line.
      let end = at + size;
      while (text.codePointAt(end) === code) end += size;
      const [sign, name, kind] = found;
      const count = (end - at) / size;
      const shown = count === 1 ? sign : `${sign}×${count}`;
      const words = `${name} (${hex(code)})${count === 1 ? '' : ` × ${count}`}`;
      segments.push({ text: text.slice(at, end), mark: { kind, sign: shown, name: words } });
      at = end;
    } else {
      const mark: Mark = { kind: 'line-break', sign: '↵', name: 'line break' };
      segments.push({ text: text.slice(at, at + breaks), mark });
      at += breaks;
    }
    plainFrom = at;
  }
  plainTo(text.length);
  return segments;
}

/** The same as plain text, where there can be no elements: "a⟨RLM⟩b". Line breaks stay. */
export const visibleText = (text: string): string =>
  segmentsOf(text)
    .map(({ text: piece, mark }) => (!mark || mark.kind === 'line-break' ? piece : `⟨${mark.sign}⟩`))
    .join('');

/** A piece of a text: plain or with a mark, and whether it is one of the places that are to be highlighted. */
export interface Piece extends Segment {
  readonly highlit: boolean;
}

/** The segments, cut where the places begin and end: pairs of start and end, in order, none overlapping. */
export function piecesOf(text: string, places: readonly (readonly [number, number])[]): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  for (const segment of segmentsOf(text)) {
    const end = start + segment.text.length;
    const within = places.filter(([from, to]) => from < end && to > start);
    if (segment.mark || within.length === 0) pieces.push({ ...segment, highlit: within.length > 0 });
    else {
      let at = start;
      for (const [from, to] of within) {
        const [first, last] = [Math.max(from, start), Math.min(to, end)];
        if (first > at) pieces.push({ text: text.slice(at, first), highlit: false });
        pieces.push({ text: text.slice(first, last), highlit: true });
        at = last;
      }
      if (at < end) pieces.push({ text: text.slice(at, end), highlit: false });
    }
    start = end;
  }
  return pieces;
}
