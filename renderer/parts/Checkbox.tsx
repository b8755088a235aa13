import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox } from 'react-aria-components';
import { Icon } from './Icon.tsx';

export interface CheckboxProps {
  readonly checked: boolean;
  /** Neither on nor off: some of what it stands for is on. */
  readonly mixed?: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}

export function Checkbox({ checked, mixed = false, onChange, disabled = false, children }: CheckboxProps) {
  return (
    <AriaCheckbox
      className="checkbox"
      isSelected={checked}
      isIndeterminate={mixed}
      isDisabled={disabled}
      onChange={onChange}
    >
      <span className="checkbox-box">{mixed ? <Icon name="minus" /> : checked && <Icon name="check" />}</span>
      <span className="checkbox-text">{children}</span>
    </AriaCheckbox>
  );
}
