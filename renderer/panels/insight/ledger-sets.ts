/** A line of the ledger as a set that the sheet can be filtered by. */
import type { Dictionary } from '../../../shared/report/dictionary.ts';
import { type IncidentKind, nearWording } from '../../../shared/report/incidents.ts';
import { categorySetName, sameText } from '../../../shared/report/ledger.ts';
import type { LedgerLine } from '../../../shared/report/ledger-lines.ts';
import { filterOf, type SetFamily, type View } from '../../../shared/table/view.ts';
import { visibleText } from '../../../shared/table/visible.ts';

const nameLength = 48;

const quoted = (text: string): string => {
  const plain = visibleText(text).replaceAll(/\s+/g, ' ');
  return `“${plain.length > nameLength ? `${plain.slice(0, nameLength - 1)}…` : plain}”`;
};

/** @param kind only incidents of this kind are listed. */
function placeOfLine(line: LedgerLine, kind: IncidentKind | undefined): { family: SetFamily; set: string } {
  switch (line.line) {
    case 'category':
      return { family: 'set:category', set: kind === undefined ? line.id : `${line.id}|${kind}` };
    case 'wording':
      return { family: 'set:wording', set: line.wording };
    case 'text':
      return { family: 'set:wording', set: sameText(line.text) };
    case 'entry':
      return { family: 'set:wording', set: nearWording(line.text) };
  }
}

/** With the words of the chip. */
export function setOfLine(line: LedgerLine, kind: IncidentKind | undefined, dictionary: Dictionary) {
  const place = placeOfLine(line, kind);
  const name = line.line === 'category' ? categorySetName(dictionary, place.set) : quoted(line.text);
  return { ...place, name: name ?? place.set };
}

export function isChosen(line: LedgerLine, kind: IncidentKind | undefined, view: View): boolean {
  const { family, set } = placeOfLine(line, kind);
  return filterOf(view, family, 'set')?.sets.includes(set) ?? false;
}
