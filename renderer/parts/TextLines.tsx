import { useId } from 'react';
import { FieldError } from './FieldError.tsx';

export interface TextLinesProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly rows: number;
  /** What is wrong with the value. */
  readonly error?: string | undefined;
}

/** A labelled field of several lines. */
export function TextLines({ label, value, onChange, rows, error }: TextLinesProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        className="input"
        rows={rows}
        value={value}
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        onChange={(event) => onChange(event.target.value)}
        {...(error !== undefined && { 'aria-invalid': true, 'aria-describedby': `${id}-error` })}
      />
      <FieldError id={`${id}-error`} error={error} />
    </div>
  );
}
