import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox } from 'react-aria-components';
import { Icon } from './Icon.tsx';

export interface CheckboxProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}

export function Checkbox({ checked, onChange, disabled = false, children }: CheckboxProps) {
  return (
    <AriaCheckbox className="checkbox" isSelected={checked} isDisabled={disabled} onChange={onChange}>
      <span className="checkbox-box">{checked && <Icon name="check" />}</span>
      <span className="checkbox-text">{children}</span>
    </AriaCheckbox>
  );
}
