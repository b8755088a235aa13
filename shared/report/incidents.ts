import { isNone } from '../table/column.ts';

export type IncidentKind = 'Suspicious' | 'Rules Violation';

export const incidentKinds: readonly IncidentKind[] = ['Suspicious', 'Rules Violation'];

/** Stands for a comment without content, which has no category. */
export const noText = '(no text)';

/** One incident reported by the reviewer. `times` is above 1 where the report repeats the text. */
export interface Incident {
  kind: IncidentKind;
  text: string;
  times: number;
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

const incident = (kind: IncidentKind, text: string, times: number): Incident => ({ kind, text: text || noText, times });

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
