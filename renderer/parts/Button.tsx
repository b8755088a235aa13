import type { ReactNode, Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { Icon } from './Icon.tsx';
import type { IconName } from './IconSprite.tsx';
import { Tooltip } from './Tooltip.tsx';

export interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress?: () => void;
  readonly icon?: IconName;
  /** `main` is the one thing to do next; `quiet` has no frame until it is pointed at. */
  readonly look?: 'main' | 'plain' | 'quiet';
  readonly disabled?: boolean;
  readonly label?: string;
  readonly id?: string;
  readonly autoFocus?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button({ children, onPress, icon, look = 'plain', disabled, label, id, autoFocus, ref }: ButtonProps) {
  return (
    <AriaButton
      className={`button button-${look}`}
      {...(onPress && { onPress })}
      {...(disabled !== undefined && { isDisabled: disabled })}
      {...(label !== undefined && { 'aria-label': label })}
      {...(id !== undefined && { id })}
      {...(autoFocus !== undefined && { autoFocus })}
      {...(ref && { ref })}
    >
      {icon && <Icon name={icon} />}
      <span className="button-text">{children}</span>
    </AriaButton>
  );
}

export interface IconButtonProps {
  readonly icon: IconName;
  /** What it does; also its tooltip. */
  readonly label: string;
  /** Shown after the label, for example a key. */
  readonly hint?: string;
  readonly onPress?: () => void;
  readonly disabled?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function IconButton({ icon, label, hint, onPress, disabled, ref }: IconButtonProps) {
  return (
    <Tooltip text={hint ? `${label} · ${hint}` : label}>
      <AriaButton
        className="button button-icon"
        aria-label={label}
        {...(onPress && { onPress })}
        {...(disabled !== undefined && { isDisabled: disabled })}
        {...(ref && { ref })}
      >
        <Icon name={icon} />
      </AriaButton>
    </Tooltip>
  );
}
