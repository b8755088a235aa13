import { type CommandId, command, commandIds } from '../../shared/commands.ts';
import type { Viewer } from '../../shared/contract/bridge.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { keyWords } from '../parts/key-words.ts';
import { showDialog } from '../state/act.ts';

const groups = [
  ['go', 'Go'],
  ['edit', 'Search and filter'],
  ['file', 'File'],
  ['view', 'View'],
  ['help', 'Help'],
] as const;

const gridKeys = [
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
] as const;

/** Every key there is, from the same list as the menu. */
export function KeysDialog({ platform }: { platform: Viewer['platform'] }) {
  return (
    <Dialog title="Keyboard" wide onClose={() => void showDialog(undefined)}>
      <div className="keys">
        {groups.map(([menu, title]) => {
          const ids = commandIds.filter((id) => command(id).menu === menu && command(id).keys !== undefined);
          return (
            <KeyGroup key={menu} title={title} keys={ids.map((id) => [keysOf(id, platform), command(id).title])} />
          );
        })}
        <KeyGroup title="In the grid" keys={gridKeys} />
        <KeyGroup
          title="In the search"
          keys={[
            ['Enter', 'Show the first attempt found'],
            ['Arrow down', 'Into the grid'],
            ['Esc', 'Clear the search, then leave it'],
          ]}
        />
      </div>
      <section className="keys-notes">
        <h3>The order of text</h3>
        <p>
          Upper and lower case and accents make no difference, and numbers inside text count as numbers: exam 9 stands
          before exam 10. Latin letters come before other scripts. What has no value stands last, whichever way a column
          is sorted. Verdicts are ordered by what there is to do, statuses by the life of an attempt.
        </p>
        <h3>Esc</h3>
        <p>Closes what lies on top: a dialog, a menu, the selection, the attempt, and then the search.</p>
      </section>
    </Dialog>
  );
}

function keysOf(id: CommandId, platform: Viewer['platform']): string {
  const { keys, also } = command(id);
  return [keys, also].flatMap((one) => (one === undefined ? [] : [keyWords(one, platform)])).join(' or ');
}

function KeyGroup({ title, keys }: { title: string; keys: readonly (readonly [string, string])[] }) {
  return (
    <section className="key-group">
      <h3>{title}</h3>
      <dl>
        {keys.map(([key, does]) => (
          <div key={key} className="key-row">
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
