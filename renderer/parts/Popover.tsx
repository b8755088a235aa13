import type { ReactNode, RefObject } from 'react';
import { Popover as AriaPopover, Dialog } from 'react-aria-components';

export interface PopoverProps {
  /** Its name for those who do not see it. */
  readonly label: string;
  /** What it stands at. */
  readonly anchor: RefObject<Element | null>;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A small sheet at a button. Esc, and a click elsewhere, close it. */
export function Popover({ label, anchor, open, onClose, children }: PopoverProps) {
  return (
    <AriaPopover
      className="popover"
      triggerRef={anchor}
      placement="bottom start"
      offset={4}
      containerPadding={8}
      isOpen={open}
      onOpenChange={(nowOpen) => nowOpen || onClose()}
    >
      <Dialog className="popover-dialog" aria-label={label}>
        {children}
      </Dialog>
    </AriaPopover>
  );
}
