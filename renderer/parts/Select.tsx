import { useId } from 'react';

export interface SelectProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
  /** The label is read out only: what stands around says it to the eye. */
  readonly quiet?: boolean;
}

/** One of a list that is too long to be shown at once; drawn and opened by the system. */
export function Select<T extends string>({ label, value, options, onChange, quiet }: SelectProps<T>) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id} className={quiet ? 'only-read' : undefined}>
        {label}
      </label>
      <select id={id} className="input" value={value} onChange={(event) => onChange(event.target.value as T)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
