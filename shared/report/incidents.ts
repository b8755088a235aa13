import { isNone } from '../table/column.ts';

export type IncidentKind = 'Suspicious' | 'Rules Violation';

export type CategoryId =
  | 'identity'
  | 'room'
  | 'person'
  | 'device'
  | 'programs'
  | 'notes'
  | 'looking-away'
  | 'left-room'
  | 'headphones'
  | 'noise'
  | 'camera'
  | 'technical'
  | 'not-entered'
  | 'other';

/** A category that a text fell into, with the word of the text that decided it; empty for `other`. */
export interface CategoryMatch {
  category: CategoryId;
  word: string;
}

/** One incident reported by the reviewer. `times` is above 1 where the report repeats the text. */
export interface Incident {
  kind: IncidentKind;
  text: string;
  times: number;
  categories: readonly CategoryMatch[];
}

/** What the count and comments cells of one kind say. */
export interface Incidents {
  /** The file's count, which holds whatever the text says; `undefined` if missing or not a whole number. */
  count: number | undefined;
  /** Whether `entries` are the single incidents, rather than the whole text as one entry. */
  divided: boolean;
  entries: Incident[];
  /** What to tell the reader where count and text do not agree. */
  note: string | undefined;
  /** The comments cell, untouched. */
  raw: string;
}

/**
 * Divides a comments cell into as many pieces as the report counts: at `; `, as the platform joins them, else at `;`.
 * `separator` joins the pieces back to the very text. `undefined` when neither gives the count.
 * Source: docs/rules.md §3.
 */
export function splitComments(text: string, count: number): { pieces: string[]; separator: string } | undefined {
  // A single comment was never joined to another, whatever semicolons it holds.
  if (count === 1) return { pieces: [text], separator: '' };
  for (const separator of ['; ', ';']) {
    const pieces = text.split(separator);
    if (pieces.length === count) return { pieces, separator };
  }
  return undefined;
}

/**
 * Reads the two cells of one kind of incident. The same text twice in an attempt becomes one entry with `times` 2; an
 * empty piece reads "(no text)"; text that cannot be divided stays whole, with a note.
 * Source: docs/rules.md §3.
 */
export function incidentsOf(kind: IncidentKind, countText: string, commentsText: string): Incidents {
  const count = readCount(countText);
  const found = { count, raw: commentsText };
  const hasText = !isNone(commentsText);
  if (!hasText && (count ?? 0) === 0) return { ...found, divided: true, entries: [], note: undefined };

  const split = count === undefined ? undefined : splitComments(commentsText, count);
  if (split) return { ...found, divided: true, entries: gather(kind, split.pieces), note: undefined };

  const entries = hasText ? [incident(kind, commentsText.trim(), 1)] : [];
  return { ...found, divided: false, entries, note: undividedNote(count, hasText) };
}

function undividedNote(count: number | undefined, hasText: boolean): string {
  if (count === undefined) return 'The report gives no count; the text is shown whole.';
  if (count === 0) return 'The report counts 0 but holds a text, which is shown whole.';
  if (!hasText) return `The report counts ${count} but holds no text.`;
  return `The report counts ${count}; the text cannot be divided for certain.`;
}

/** A count cell as a number. "2.0" is one that went through a spreadsheet or a data frame. */
export function readCount(text: string): number | undefined {
  const digits = /^(\d{1,9})(?:\.0+)?$/.exec(text.trim())?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function gather(kind: IncidentKind, pieces: readonly string[]): Incident[] {
  const times = new Map<string, number>();
  for (const piece of pieces) times.set(piece.trim(), (times.get(piece.trim()) ?? 0) + 1);
  return [...times].map(([text, count]) => incident(kind, text, count));
}

function incident(kind: IncidentKind, text: string, times: number): Incident {
  if (text === '') return { kind, text: '(no text)', times, categories: [] };
  return { kind, text, times, categories: categoriesOf(text) };
}

/** The categories of incidents, in the order in which they are listed. */
export const categories: readonly { id: CategoryId; label: string }[] = [
  { id: 'identity', label: 'Identity or photo ID' },
  { id: 'room', label: 'Room or environment' },
  { id: 'person', label: 'Another person or voice' },
  { id: 'device', label: 'Phone or device' },
  { id: 'programs', label: 'Other websites or programs' },
  { id: 'notes', label: 'Notes, books or paper' },
  { id: 'looking-away', label: 'Looking away' },
  { id: 'left-room', label: 'Left the room' },
  { id: 'headphones', label: 'Headphones' },
  { id: 'noise', label: 'Noise or music' },
  { id: 'camera', label: 'Camera or screen blocked' },
  { id: 'technical', label: 'Technical' },
  { id: 'not-entered', label: 'Exam not entered' },
  { id: 'other', label: 'Other' },
];

// In a rule, a space stands for spaces or a hyphen; `…` for up to 30 characters within the same sentence.
const gone = 'left|leaves?|leaving|exit(?:s|ed|ing)?|out of|(?:step|walk)(?:s|ped|ping|ed|ing)? (?:away from|out of)';
const whose = '(?:(?:the|their|his|her) )?(?:(?:exam|testing) )?';
const hidden = 'block(?:s|ed|ing)|cover(?:s|ed|ing)|obstruct(?:s|ed|ing)?|disabled|turned off|switched off|not visible';
const lens = 'web ?cam(?:era)?|camera|screen|lens';
const keywords: readonly (readonly [Exclude<CategoryId, 'other'>, string])[] = [
  [
    'identity',
    'photo ids?|id (?:cards?|photo|picture)|ids? (?:not|was|is|missing|blurry|unclear)|identity|identification|' +
      "passport|driver'?s licen[cs]e",
  ],
  // A room or desk that was left is the left-room rule's.
  ['room', `(?<!(?:${gone}) ${whose})(?:rooms?|desks?)|environment|surroundings|workspace`],
  [
    'person',
    '(?:an)?other (?:person|people|individuals?|students?|learners?)|second person|' +
      '(?:two|three|multiple|several) people|someone|somebody|' +
      'third part(?:y|ies)|voices?|whisper(?:s|ed|ing)?|talk(?:s|ed|ing)|conversations?|' +
      'speak(?:s|ing)|help(?:ed)? (?:from|by)|friends?',
  ],
  [
    'device',
    '(?:(?:cell|mobile|smart) ?)?phones?|tablets?|ipads?|smart ?watch(?:es)?|calculators?|devices?|' +
      '(?:second|another|other) (?:computer|laptop|monitor|screen)s?',
  ],
  [
    'programs',
    'brows(?:e|es|ed|ing|ers?)|web ?(?:sites?|pages?)|internet(?! (?:connection|outage))|search engines?|google|' +
      'chat ?gpt|programs?|applications?|(?:other|another|unauthori[sz]ed) (?:software|windows?)|' +
      '(?:other|another|new) (?:browser )?tabs?|messaging|remote access',
  ],
  ['notes', 'notes|notebooks?|(?:text)?books?|papers?|cheat sheets?|(?:written|study) materials?'],
  [
    'looking-away',
    'look(?:s|ed|ing)? (?:away|off|around|down|elsewhere|to the side)|gaz(?:es?|ed|ing)|eyes? (?:off|away|movements?)',
  ],
  ['left-room', `(?:${gone}) ${whose}(?:rooms?|desk|seat|chair|computer|area|view|frame)|not in (?:view|frame)`],
  ['headphones', 'head ?(?:phones?|sets?)|ear ?(?:phones?|buds?|plugs?|pieces?)|air ?pods?'],
  ['noise', 'nois(?:es?|y)|music|tv|television|radio|background sounds?'],
  ['camera', `(?:${lens}) …(?:${hidden}|off)|(?:${hidden}) …(?:${lens}|view)`],
  [
    'technical',
    'technical|software (?:errors?|problems?|issues?|failures?)|crash(?:es|ed)?|froze|frozen|disconnect(?:s|ed|ion)?|' +
      'connection|power (?:cut|failure|outage)|internet outage|' +
      '(?:no|missing|lost|corrupt) (?:audio|video|recording|sound)|upload failed|system error|error messages?',
  ],
  [
    'not-entered',
    "(?:never|not|did ?n[o’']t) (?:enter(?:ed)?|beg[iau]n|start(?:ed)?|open(?:ed)?) (?:the )?exam|" +
      'exam (?:was )?not (?:entered|started)',
  ],
];

const rules = keywords.map(([category, source]) => ({ category, pattern: wordPattern(source) }));

// \b knows only ASCII letters; the look-arounds keep "phone" out of "phoneme" in every script.
function wordPattern(source: string): RegExp {
  const spaced = source.replaceAll(' ?', '[\\s-]?').replaceAll(' …', '\\s[^.;]{0,30}?').replaceAll(' ', '[\\s-]+');
  return new RegExp(`(?<![\\p{L}\\p{N}_])(?:${spaced})(?![\\p{L}\\p{N}_])`, 'iu');
}

/**
 * The categories of a comment by English keywords, each with the first word of the text that decided it; several are
 * allowed, and `other` stands alone when none fits. A text without content has no category.
 * Source: docs/rules.md §3.
 */
export function categoriesOf(text: string): CategoryMatch[] {
  if (text.trim() === '') return [];
  const matches: CategoryMatch[] = [];
  for (const { category, pattern } of rules) {
    const word = pattern.exec(text)?.[0];
    if (word !== undefined) matches.push({ category, word });
  }
  return matches.length > 0 ? matches : [{ category: 'other', word: '' }];
}

/**
 * A comment reduced for "near-identical wording": two texts are near-identical when this gives the same for both. Case,
 * digits, punctuation and repeated spaces are taken out.
 * Source: docs/rules.md §3.
 */
export function nearWording(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\p{Nd}\p{P}\p{S}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}
