import { describe, expect, test } from 'vitest';
import { command, commandIds } from '../../shared/commands.ts';

const all = commandIds.map((id) => ({ id, ...command(id) }));
const withKeys = all.flatMap(({ keys, also, ...each }) =>
  [keys, also].flatMap((one) => (one === undefined ? [] : [{ ...each, keys: one }])),
);

/** One spelling for each combination of keys, as it is pressed on Linux and Windows. */
function pressed(keys: string): string {
  const parts = keys.replace('CmdOrCtrl', 'Ctrl').split('+');
  const key = parts.pop()!;
  return [...parts.sort(), key.toUpperCase()].join('+');
}

describe('commands', () => {
  // `pane` applies only where `report` does, and `always` at all times: any two commands can apply at once.
  test('have keys that no other command has while both apply', () => {
    const clashes = withKeys.flatMap((one, index) =>
      withKeys
        .slice(index + 1)
        .filter((other) => pressed(one.keys) === pressed(other.keys))
        .map((other) => `${one.id} and ${other.id}: ${one.keys}`),
    );
    expect(clashes).toEqual([]);
  });

  test('have titles that tell them apart', () => {
    expect(new Set(all.map(({ title }) => title)).size).toBe(all.length);
    for (const { title } of all) expect(title).toMatch(/^\p{Lu}.*[^.]$/u);
  });

  test('that open a dialog say so by three dots', () => {
    expect(all.filter(({ title }) => title.endsWith('…')).map(({ id }) => id)).toEqual([
      ...['open', 'export', 'save-case-sheet', 'reopen-encoding', 'settings', 'edit-categories', 'show-problems'],
    ]);
    expect(all.filter(({ title }) => title.includes('...'))).toEqual([]);
  });

  test('have keys in the words of Electron', () => {
    for (const { id, keys } of withKeys) {
      expect(keys, id).toMatch(/^((CmdOrCtrl|Ctrl|Alt|Shift)\+)*([A-Z0-9]|F\d{1,2}|Plus|-|,|Enter|Tab|Esc)$/);
    }
  });

  test('do not take keys that write into a text field, nor those of the system', () => {
    const taken = ['A', 'C', 'V', 'X', 'Z', 'Q'].map((key) => `Ctrl+${key}`);
    expect(withKeys.filter(({ keys, role }) => !role && taken.includes(pressed(keys)))).toEqual([]);
  });

  test('that are ticked belong to a choice of at least two', () => {
    const choices = all.flatMap(({ choice }) => choice ?? []);
    expect([...new Set(choices)]).toEqual(['theme', 'time', 'wrap', 'density', 'row-numbers']);
    for (const choice of choices) expect(choices.filter((other) => other === choice).length).toBeGreaterThan(1);
  });
});
