/**
 * Whether a spreadsheet might take a cell for a formula: it begins with tab, CR, LF or NUL, or its first visible
 * character is `=`, `+`, `-`, `@` or the full-width form of one, or quotes (`'`) stand before such a start. The writer
 * also encloses such a cell in CSV quotes.
 * Source: docs/rules.md §7.
 */
export function needsGuard(text: string): boolean {
  return formulaStart.test(text);
}

// Leading quotes count as part of the start. Were they not, 'a cell that already read "'=1"' and '"=1" with its guard'
// would be the same text, and the guard could not be undone.
// `\p{Cf}` and `\p{DI}` are the zero-width and otherwise invisible characters; the last four are ＝ ＋ － ＠.
const formulaStart = /^'*(?:[\t\r\n\0]|[\s\p{Cc}\p{Cf}\p{DI}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/u;

/** The cell as "Safe" export writes it: unchanged, or with one more leading quote if it might run as a formula. */
export function guardCell(text: string): string {
  return needsGuard(text) ? `'${text}` : text;
}

/** Takes back what {@link guardCell} did: for every text, `unguardCell(guardCell(text)) === text`. */
export function unguardCell(text: string): string {
  return text.startsWith("'") && needsGuard(text.slice(1)) ? text.slice(1) : text;
}
