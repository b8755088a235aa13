/**
 * Text of the file as nodes: the words of the search highlighted, and what cannot be seen as marks. The characters
 * themselves stay in the text, and a mark is drawn by the style before them (grid.css, base.css), so that what is
 * selected and copied is what the file holds.
 */

import { matchesIn } from '../../shared/table/view.ts';
import { piecesOf } from '../../shared/table/visible.ts';

export function cellText(text: string, terms: readonly string[]): (Node | string)[] {
  return piecesOf(text, matchesIn(text, terms)).map(({ text: piece, mark, highlit }) => {
    if (!mark) return highlit ? element('mark', '', piece) : piece;
    if (mark.kind === 'line-break') {
      // A lone CR would not break the line where lines wrap.
      return element('span', 'line-break', piece.includes('\n') ? piece : '\n');
    }
    // A `<bdi>` of its own: what it holds neither turns the text about nor decides its direction.
    const made = element('bdi', 'invisible', piece);
    made.dataset.sign = mark.sign;
    made.title = mark.name;
    made.setAttribute('role', 'img');
    made.setAttribute('aria-label', mark.name);
    return made;
  });
}

export function element(name: string, className: string, ...children: (Node | string)[]): HTMLElement {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}
