import type { ReactNode } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { useGroupName } from './use-group-name.ts';

export interface ChoiceOption<T extends string> {
  readonly value: T;
  readonly label: ReactNode;
  /** A sentence under the label; only in a list. */
  readonly note?: ReactNode;
}

export interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly ChoiceOption<T>[];
  readonly onChange: (value: T) => void;
  /** `segments` stand in one line, `list` one under the other. */
  readonly look?: 'segments' | 'list';
  /** What is chosen has the keyboard from the beginning. */
  readonly autoFocus?: boolean;
}

/** One of a few. The label is always to be seen. */
export function Choice<T extends string>({
  label,
  value,
  options,
  onChange,
  look = 'segments',
  autoFocus = false,
}: ChoiceProps<T>) {
  const name = useGroupName();
  return (
    <RadioGroup
      name={name}
      className={`choice choice-${look}`}
      value={value}
      orientation={look === 'list' ? 'vertical' : 'horizontal'}
      onChange={(next) => onChange(next as T)}
    >
      <Label className="choice-label">{label}</Label>
      <div className="choice-options">
        {options.map((option) => (
          <Radio
            key={option.value}
            value={option.value}
            className="choice-option"
            autoFocus={autoFocus && option.value === value}
          >
            {look === 'list' && <span className="choice-dot" />}
            <span>
              <span className="choice-name">{option.label}</span>
              {option.note !== undefined && <span className="choice-note">{option.note}</span>}
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
