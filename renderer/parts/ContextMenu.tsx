import { useEffect, useRef, useState } from 'react';
import { Menu as AriaMenu, Popover as AriaPopover, MenuItem, Separator } from 'react-aria-components';
import { Icon } from './Icon.tsx';
import type { IconName } from './IconSprite.tsx';

/** An entry as data, so that whoever knows of something to do can add it to the list. */
export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconName;
  /** As on the keyboard: "Ctrl+C". */
  readonly keys?: string;
  /** A line stands above it. */
  readonly apart?: boolean;
  readonly disabled?: boolean;
  readonly run: () => void;
}

export interface ContextMenuProps {
  readonly label: string;
  /** Where it was asked for, in the window. */
  readonly at: { readonly x: number; readonly y: number };
  readonly entries: readonly MenuEntry[];
  readonly onClose: () => void;
}

/** A menu at a place. Esc, and a press elsewhere, close it; the focus goes back to where it was. */
export function ContextMenu({ label, at, entries, onClose }: ContextMenuProps) {
  const spot = useRef<HTMLSpanElement>(null);
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  return (
    <>
      <span ref={spot} className="spot" style={{ left: at.x, top: at.y }} />
      {ready && (
        <AriaPopover
          className="popover"
          aria-label={label}
          triggerRef={spot}
          placement="bottom start"
          offset={2}
          containerPadding={8}
          isOpen
          onOpenChange={(open) => open || onClose()}
        >
          <AriaMenu
            className="menu"
            aria-label={label}
            autoFocus="first"
            disabledKeys={entries.filter(({ disabled }) => disabled).map(({ id }) => id)}
            onAction={(key) => entries.find(({ id }) => id === key)?.run()}
            onClose={onClose}
          >
            {entries.flatMap((entry) => [
              ...(entry.apart ? [<Separator key={`${entry.id}-above`} className="menu-line" />] : []),
              <MenuItem key={entry.id} id={entry.id} textValue={entry.label} className="menu-item">
                <span className="menu-tick">{entry.icon && <Icon name={entry.icon} />}</span>
                <span className="menu-label">{entry.label}</span>
                {entry.keys && (
                  <span className="menu-keys" aria-hidden="true">
                    {entry.keys}
                  </span>
                )}
              </MenuItem>,
            ])}
          </AriaMenu>
        </AriaPopover>
      )}
    </>
  );
}
