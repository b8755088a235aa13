import type { KeyboardEvent, Ref } from 'react';
import { Icon } from './Icon.tsx';

export interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder: string;
  readonly onChange: (value: string) => void;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  readonly id?: string;
  readonly ref?: Ref<HTMLInputElement>;
}

/** A field to search with. Which key does what is its user's to say. */
export function SearchField({ label, value, placeholder, onChange, onKeyDown, id, ref }: SearchFieldProps) {
  return (
    <div className="search-field">
      <Icon name="search" />
      <input
        className="input"
        type="search"
        aria-label={label}
        value={value}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        onChange={(event) => onChange(event.target.value)}
        {...(onKeyDown && { onKeyDown })}
        {...(id !== undefined && { id })}
        {...(ref && { ref })}
      />
      {value !== '' && (
        <button type="button" className="search-clear" aria-label="Clear the search" onClick={() => onChange('')}>
          <Icon name="x" />
        </button>
      )}
    </div>
  );
}
