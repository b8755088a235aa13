import { type CommandId, command, commandIds } from '../../../shared/commands.ts';
import type { Viewer } from '../../../shared/contract/bridge.ts';
import { keyWords } from '../../parts/key-words.ts';

/** A key and what it does. */
type Key = readonly [key: string, does: string];

interface KeyGroup {
  readonly title: string;
  readonly keys: readonly Key[];
}

const menus = [
  ['go', 'Go'],
  ['edit', 'Search and filter'],
  ['file', 'File'],
  ['view', 'View'],
  ['help', 'Help'],
] as const;

const inGrid: readonly Key[] = [
  ['Arrow keys', 'From cell to cell; up from the first row into the headers'],
  ['Page Up, Page Down', 'A screen up or down'],
  ['Home, End', 'First or last cell of the row'],
  ['Ctrl+Home, Ctrl+End', 'First or last cell'],
  ['Shift+Arrow keys', 'Select cells; with Ctrl as far as there are any'],
  ['Shift+Space', 'Select the rows'],
  ['Ctrl+Space', 'Select the columns'],
  ['Shift+F10', 'What can be done with the cell, or with the column of a header'],
  ['Click on a row’s number', 'Select the row; drag or Shift for several'],
  ['Ctrl+Click on a header', 'Select the column; Ctrl+Space with the keyboard'],
  ['Ctrl+Wheel', 'The sheet larger or smaller'],
  ['Enter on a header', 'Sort by the column: up, down, as in the file'],
  ['Shift+Enter on a header', 'Sort by this column as well'],
  ['Alt+↓ on a header', 'Filter by the column'],
  ['Enter on a row', 'Show the attempt'],
  ['Tab', 'Out of the grid'],
];

const inSearch: readonly Key[] = [
  ['Enter', 'Show the first attempt found'],
  ['Arrow down', 'Into the grid'],
  ['Esc', 'Clear the search, then leave it'],
];

const everywhere: readonly Key[] = [
  ['Esc', 'Close what lies on top: a dialog, a menu, the selection, the attempt, and then the search'],
];

/** Every key there is, those of commands from the same list as the menu. */
export function keyMap(platform: Viewer['platform']): KeyGroup[] {
  const ofMenus = menus.map(([menu, title]) => ({
    title,
    keys: commandIds
      .filter((id) => command(id).menu === menu && command(id).keys !== undefined)
      .map((id): Key => [keysOf(id, platform), command(id).title]),
  }));
  return [
    ...ofMenus,
    { title: 'In the grid', keys: inGrid },
    { title: 'In the search', keys: inSearch },
    { title: 'Everywhere', keys: everywhere },
  ];
}

/** All keys of a command, also those that the menu does not name. */
function keysOf(id: CommandId, platform: Viewer['platform']): string {
  const { keys, also } = command(id);
  return [keys, also].flatMap((one) => (one === undefined ? [] : [keyWords(one, platform)])).join(' or ');
}

/** All the text of a key, to search in. */
export const keyText = ([key, does]: Key): string => `${key} ${does}`;

export function KeyMap({ groups }: { groups: readonly KeyGroup[] }) {
  return (
    <div className="keys">
      {groups.map(({ title, keys }) => (
        <section key={title} className="key-group">
          <h4>{title}</h4>
          <dl>
            {keys.map(([key, does]) => (
              <div key={`${key} ${does}`} className="key-row">
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
