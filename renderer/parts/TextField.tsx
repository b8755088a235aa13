import { type HTMLInputTypeAttribute, useId } from 'react';
import { FieldError } from './FieldError.tsx';

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: Extract<HTMLInputTypeAttribute, 'text' | 'date'>;
  readonly numeric?: boolean;
  readonly placeholder?: string;
  readonly autoFocus?: boolean;
  /** The label is read out only: what stands around says it to the eye. */
  readonly quiet?: boolean;
  /** What is wrong with the value. */
  readonly error?: string | undefined;
}

/** A labelled line of text, number or date. */
export function TextField({
  label,
  value,
  onChange,
  type = 'text',
  numeric,
  placeholder,
  autoFocus,
  quiet,
  error,
}: TextFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id} className={quiet ? 'only-read' : undefined}>
        {label}
      </label>
      <input
        id={id}
        className="input"
        type={type}
        value={value}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        {...(numeric && { inputMode: 'decimal' as const })}
        {...(placeholder !== undefined && { placeholder })}
        {...(autoFocus && { autoFocus: true })}
        {...(error !== undefined && { 'aria-invalid': true, 'aria-describedby': `${id}-error` })}
      />
      <FieldError id={`${id}-error`} error={error} />
    </div>
  );
}
