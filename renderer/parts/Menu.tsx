import { Menu as AriaMenu, Popover as AriaPopover, Button, MenuItem, MenuTrigger } from 'react-aria-components';
import { Icon } from './Icon.tsx';
import type { IconName } from './IconSprite.tsx';
import { Tooltip } from './Tooltip.tsx';

export interface MenuOption<T extends string> {
  readonly value: T;
  readonly label: string;
}

export interface ChoiceMenuProps<T extends string> {
  readonly icon: IconName;
  /** Its name, and what is chosen now: "Theme: dark". */
  readonly label: string;
  readonly value: T;
  readonly options: readonly MenuOption<T>[];
  readonly onChange: (value: T) => void;
}

/** A button with a menu of which one entry is ticked. */
export function ChoiceMenu<T extends string>({ icon, label, value, options, onChange }: ChoiceMenuProps<T>) {
  return (
    <MenuTrigger>
      <Tooltip text={label}>
        <Button className="button button-icon" aria-label={label}>
          <Icon name={icon} />
        </Button>
      </Tooltip>
      <AriaPopover className="popover" placement="bottom end" offset={4}>
        <AriaMenu
          className="menu"
          aria-label={label}
          selectionMode="single"
          selectedKeys={[value]}
          onSelectionChange={(keys) => {
            const [key] = keys === 'all' ? [] : [...keys];
            if (key !== undefined) onChange(key as T);
          }}
        >
          {options.map((option) => (
            <MenuItem key={option.value} id={option.value} className="menu-item">
              <span className="menu-tick">{option.value === value && <Icon name="check" />}</span>
              {option.label}
            </MenuItem>
          ))}
        </AriaMenu>
      </AriaPopover>
    </MenuTrigger>
  );
}
