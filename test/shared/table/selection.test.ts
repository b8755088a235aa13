import { describe, expect, test } from 'vitest';
import {
  cellCount,
  contains,
  type Extent,
  keySelection,
  type Place,
  rectangleOf,
  type Selection,
  type SelectionKind,
  selectionOf,
  stepped,
} from '../../../shared/table/selection.ts';

const extent: Extent = { rowCount: 10, columns: ['a', 'b', 'c', 'd'] };
/** "3b" is the fourth row in column b. */
const place = (text: string): Place => ({ position: Number(text.slice(0, -1)), column: text.at(-1)! });
const selection = (kind: SelectionKind, anchor: string, focus: string): Selection => ({
  kind,
  anchor: place(anchor),
  focus: place(focus),
});
const written = (at: Place) => `${at.position}${at.column}`;

describe('a selection covers', () => {
  test.each<[kind: SelectionKind, anchor: string, focus: string, covers: string]>([
    ['cells', '2b', '4c', '2–4 bc'],
    ['cells', '4c', '2b', '2–4 bc'],
    ['cells', '4b', '2c', '2–4 bc'],
    ['cells', '3a', '3a', '3–3 a'],
    ['cells', '0d', '9a', '0–9 abcd'],
    ['rows', '5c', '3c', '3–5 abcd'],
    ['columns', '5c', '3b', '0–9 bc'],
    ['all', '5c', '5c', '0–9 abcd'],
    // Nothing where it reaches beyond what is shown.
    ['cells', '2b', '10b', ''],
    ['cells', '-1b', '2b', ''],
    ['rows', '2b', '10b', ''],
    ['cells', '2b', '3z', ''],
    ['columns', '2z', '3b', ''],
    // A column that is gone is not missed where every column counts, nor a row where every row does.
    ['rows', '2z', '3z', '2–3 abcd'],
    ['columns', '2b', '12c', '0–9 bc'],
  ])('%s from %s to %s: %s', (kind, anchor, focus, covers) => {
    const found = rectangleOf(selection(kind, anchor, focus), extent);
    expect(found ? `${found.top}–${found.bottom} ${found.columns.join('')}` : '').toBe(covers);
  });

  test('nothing where there is nothing', () => {
    expect(rectangleOf(selection('all', '0a', '0a'), { rowCount: 0, columns: ['a'] })).toBeUndefined();
    expect(rectangleOf(selection('all', '0a', '0a'), { rowCount: 1, columns: [] })).toBeUndefined();
  });

  test('the columns between its ends, whatever their order is now', () => {
    const turned = { ...extent, columns: ['d', 'b', 'a', 'c'] };
    expect(rectangleOf(selection('cells', '1b', '1c'), turned)?.columns).toEqual(['b', 'a', 'c']);
  });

  test('as many cells as it has, and knows which', () => {
    const rectangle = rectangleOf(selection('cells', '2b', '4c'), extent)!;
    expect(cellCount(rectangle)).toBe(6);
    expect(['2b', '4c', '3b'].every((text) => contains(rectangle, place(text)))).toBe(true);
    expect(['1b', '5c', '3a', '3d'].some((text) => contains(rectangle, place(text)))).toBe(false);
  });
});

test('one cell alone is no selection, one row or column alone is', () => {
  expect(selectionOf('cells', place('1a'), place('1a'))).toBeUndefined();
  expect(selectionOf('rows', place('1a'), place('1a'))?.kind).toBe('rows');
  expect(selectionOf('cells', place('1a'), place('1b'))?.kind).toBe('cells');
});

test.each<[from: string, step: Parameters<typeof stepped>[1], to: string]>([
  ['3b', { rows: 1 }, '4b'],
  ['9b', { rows: 1 }, '9b'],
  ['0b', { rows: -1 }, '0b'],
  ['3b', { rows: 4 }, '7b'],
  ['3b', { rows: 40 }, '9b'],
  ['3b', { columns: 1 }, '3c'],
  ['3d', { columns: 1 }, '3d'],
  ['3b', { columns: -1, far: true }, '3a'],
  ['3b', { rows: 1, far: true }, '9b'],
  ['3z', { columns: 1 }, '3a'],
])('from %s a step of %j leads to %s', (from, step, to) => {
  expect(written(stepped(place(from), step, extent))).toBe(to);
});

describe('a key', () => {
  const pressed = (keys: string) => {
    const parts = keys.split('+');
    const key = parts.pop()!;
    return {
      key: key === 'Space' ? ' ' : key,
      shiftKey: parts.includes('Shift'),
      ctrlKey: parts.includes('Ctrl'),
      metaKey: parts.includes('Cmd'),
      altKey: parts.includes('Alt'),
    };
  };
  test.each<[keys: string, now: Selection | undefined, then: string]>([
    ['Shift+ArrowDown', undefined, 'cells 3b–4b'],
    ['Shift+ArrowUp', undefined, 'cells 3b–2b'],
    ['Shift+ArrowRight', selection('cells', '3b', '5c'), 'cells 3b–5d'],
    ['Shift+ArrowUp', selection('cells', '3b', '4b'), 'cells 3b–3b'],
    ['Ctrl+Shift+ArrowDown', selection('cells', '3b', '5c'), 'cells 3b–9c'],
    ['Cmd+Shift+ArrowLeft', selection('cells', '3b', '5c'), 'cells 3b–5a'],
    ['Shift+Home', selection('cells', '3b', '5c'), 'cells 3b–5a'],
    ['Shift+End', undefined, 'cells 3b–3d'],
    ['Ctrl+Shift+Home', undefined, 'cells 3b–0a'],
    ['Ctrl+Shift+End', undefined, 'cells 3b–9d'],
    ['Shift+PageDown', undefined, 'cells 3b–8b'],
    ['Shift+PageUp', undefined, 'cells 3b–0b'],
    ['Shift+Space', undefined, 'rows 3b–3b'],
    ['Shift+Space', selection('cells', '3b', '5c'), 'rows 3b–5c'],
    ['Shift+ArrowDown', selection('rows', '3b', '5c'), 'rows 3b–6c'],
    ['Ctrl+Space', selection('cells', '3b', '5c'), 'columns 3b–5c'],
    ['Shift+ArrowRight', selection('columns', '3b', '5c'), 'columns 3b–5d'],
    ['Ctrl+Shift+Space', undefined, 'all 3b–3b'],
    ['Shift+ArrowDown', selection('all', '3b', '3b'), 'cells 3b–4b'],
    ['ArrowDown', selection('cells', '3b', '5c'), ''],
    ['Space', undefined, ''],
    ['Home', undefined, ''],
    ['Alt+Shift+ArrowDown', undefined, ''],
    ['Shift+x', undefined, ''],
    ['Shift+Enter', undefined, ''],
  ])('%s', (keys, now, then) => {
    const next = keySelection(pressed(keys), now, place('3b'), extent, 5);
    expect(next ? `${next.kind} ${written(next.anchor)}–${written(next.focus)}` : '').toBe(then);
  });
});
