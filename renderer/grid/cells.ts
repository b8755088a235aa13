/**
 * How a cell is drawn: plain DOM, made anew with each drawing, since a scroll asks for hundreds of them. Text of the
 * file is only ever a text node.
 */
import { formatTime, formatTimeWithSeconds, limitMark, limitSentence } from '../../shared/report/minutes.ts';
import type { Report } from '../../shared/report/report.ts';
import {
  type IconName,
  reviewMeaning,
  reviewWord,
  statusMeaning,
  statusWord,
  type Tone,
} from '../../shared/report/statuses.ts';
import { shortRowSentence, verdictKinds } from '../../shared/report/verdict.ts';
import { isNone } from '../../shared/table/column.ts';
import { visibleText } from '../../shared/table/visible.ts';
import { showPerson } from '../parts/show-person.ts';
import { cellText, element } from './cell-text.ts';
import type { SheetColumn } from './sheet-columns.ts';

export interface CellContext {
  readonly report: Report;
  readonly terms: readonly string[];
  readonly zone: 'utc' | 'local';
}

const svg = 'http://www.w3.org/2000/svg';

/** An icon of the sprite that the app draws once (parts/IconSprite). */
export function icon(name: IconName | 'arrow-up' | 'arrow-down' | 'list-filter'): SVGElement {
  const image = document.createElementNS(svg, 'svg');
  image.setAttribute('class', 'icon');
  image.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(svg, 'use');
  use.setAttribute('href', `#icon-${name}`);
  image.append(use);
  return image;
}

const dash = () => element('span', 'cell-none', '–');

function badge(text: string, tone: Tone, name: IconName, terms: readonly string[]): HTMLElement {
  return element('span', `badge badge-${tone}`, icon(name), element('span', 'badge-text', ...cellText(text, terms)));
}

/** Beside the verdict of a row that lacks cells. */
function markOfShort(): HTMLElement {
  return element(
    'span',
    'badge-short',
    icon('triangle-alert'),
    element('span', 'only-read', 'fewer cells than the header'),
  );
}

const kindWords = new Map(verdictKinds.map((word) => [word.kind, word]));

/** The content of one cell. */
export function drawCell(column: SheetColumn, row: number, { report, terms, zone }: CellContext): HTMLElement {
  const text = report.table.column(column.id)?.text(row) ?? '';
  switch (column.look) {
    case 'verdict': {
      const verdict = report.verdict(row);
      const word = kindWords.get(verdict.kind)!;
      const drawn = badge(verdict.label, word.tone, word.icon, terms);
      if (report.isShort(row)) drawn.append(markOfShort());
      return drawn;
    }
    case 'status': {
      if (isNone(text)) return dash();
      const word = statusWord(text);
      return word ? badge(text, word.tone, word.icon, terms) : badge(text, 'neutral', 'circle-question-mark', terms);
    }
    case 'review': {
      if (isNone(text)) return dash();
      const word = reviewWord(text);
      return word ? badge(text, word.tone, word.icon, terms) : badge(text, 'neutral', 'circle-question-mark', terms);
    }
    case 'minutes':
      return drawMinutes(row, report);
    case 'time': {
      if (isNone(text)) return dash();
      const micros = report.table.column(column.id)!.number(row);
      if (Number.isNaN(micros)) return element('span', 'cell-text cell-unread', ...cellText(text, terms));
      return element('span', 'cell-time', formatTime(micros, zone, -new Date(micros / 1000).getTimezoneOffset()));
    }
    case 'count': {
      if (isNone(text)) return dash();
      if (!column.id.endsWith('_count')) return element('span', 'cell-count', ...cellText(text, terms));
      if (text === '0') return element('span', 'cell-count cell-zero', text);
      const link = element('span', 'cell-count cell-link', ...cellText(text, terms));
      link.dataset.opens = 'attempt';
      return link;
    }
    case 'person':
      return isNone(text) ? dash() : element('bdi', 'cell-text', ...cellText(showPerson(text), terms));
    case 'text':
      return isNone(text) ? dash() : element('bdi', 'cell-text', ...cellText(text, terms));
  }
}

/** "97 of 120" over a bar; above the allowed time the bar is full and the text says so. */
function drawMinutes(row: number, report: Report): HTMLElement {
  const { used, allowed, ratio, usual } = report.minutes(row);
  if (used === undefined) return dash();
  const mark = limitMark(allowed, usual);
  const words = allowed === undefined ? `${Math.round(used)} min` : `${Math.round(used)} of ${allowed}`;
  const text = element(
    'span',
    'minutes-text',
    mark === undefined ? words : `${words} ${mark === 'longer' ? '▲' : '▼'}`,
  );
  if (ratio === undefined) return element('span', 'minutes', text);
  const fill = element('span', ratio > 1 ? 'minutes-fill minutes-over' : 'minutes-fill');
  fill.style.width = `${Math.min(100, Math.round(ratio * 100))}%`;
  return element('span', 'minutes', text, element('span', 'minutes-bar', fill));
}

/** What a pause of the pointer over a cell tells. */
export function cellTooltip(column: SheetColumn, row: number, { report, zone }: CellContext): string | undefined {
  const text = report.table.column(column.id)?.text(row) ?? '';
  const provider = report.cell(row, 'provider');
  switch (column.look) {
    case 'verdict': {
      const verdict = report.verdict(row);
      const short = report.isShort(row) ? shortRowSentence : undefined;
      return [short, verdict.detail, verdict.consequence].filter(Boolean).join(' ');
    }
    case 'status':
      return isNone(text) ? undefined : statusMeaning(text, provider);
    case 'review':
      return isNone(text) ? 'No review is recorded.' : reviewMeaning(text, provider);
    case 'minutes': {
      const { used, allowed, usual } = report.minutes(row);
      if (used === undefined) return undefined;
      const mark = limitMark(allowed, usual);
      const words = `${used.toFixed(1)} minutes used${allowed === undefined ? '' : ` of ${allowed} allowed`}.`;
      return mark ? `${words} ${limitSentence(mark)}` : words;
    }
    case 'time': {
      if (isNone(text)) return undefined;
      const micros = report.table.column(column.id)!.number(row);
      if (Number.isNaN(micros)) return `${text} – not a time the viewer can read, so it is shown as text.`;
      const other = zone === 'utc' ? 'local' : 'utc';
      const offset = -new Date(micros / 1000).getTimezoneOffset();
      return `In the file: ${text}\n${other === 'utc' ? 'UTC' : 'Local'}: ${formatTimeWithSeconds(micros, other, offset)}`;
    }
    default:
      return isNone(text) || text.length < 12 ? undefined : visibleText(text);
  }
}
