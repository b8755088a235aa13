import { useState } from 'react';
import {
  Dialog as AriaDialog,
  Autocomplete,
  Input,
  ListBox,
  ListBoxItem,
  Modal,
  ModalOverlay,
  SearchField,
  useFilter,
} from 'react-aria-components';
import { type CommandId, command, commandIds } from '../../shared/commands.ts';
import type { Viewer } from '../../shared/contract/bridge.ts';
import { keyWords } from '../parts/key-words.ts';
import { appliesBehindDialog, perform } from '../perform.ts';
import { showDialog } from '../state/act.ts';
import './finding.css';

/** Every command that can be carried out now: typed for, and carried out with Enter. */
export function PaletteDialog({ platform }: { platform: Viewer['platform'] }) {
  const [ids] = useState(() => commandIds.filter((id) => id !== 'palette' && appliesBehindDialog(id)));
  const { contains } = useFilter({ sensitivity: 'base' });
  const close = () => void showDialog(undefined);
  const run = (id: CommandId) => {
    close();
    // Once the dialog is gone and has given the focus back, since many commands are about what has it.
    setTimeout(() => requestAnimationFrame(() => perform(id)));
  };
  return (
    <ModalOverlay className="shade" isOpen isDismissable onOpenChange={(open) => open || close()}>
      <Modal className="modal">
        <AriaDialog className="dialog palette" aria-label="Command palette">
          <Autocomplete filter={(text, typed) => typed.split(/\s+/u).every((word) => contains(text, word))}>
            <SearchField className="field-search" aria-label="Command" autoFocus>
              <Input className="input" placeholder="Type a command" />
            </SearchField>
            <ListBox
              className="palette-list"
              aria-label="Commands"
              items={ids.map((id) => ({ id, ...command(id) }))}
              selectionMode="none"
              onAction={(key) => run(key as CommandId)}
              renderEmptyState={() => <p className="palette-none">No command like this can be carried out now.</p>}
            >
              {({ id, title, keys }) => (
                <ListBoxItem key={id} id={id} className="palette-item" textValue={title}>
                  <span>{title}</span>
                  {keys !== undefined && <kbd>{keyWords(keys, platform)}</kbd>}
                </ListBoxItem>
              )}
            </ListBox>
          </Autocomplete>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
