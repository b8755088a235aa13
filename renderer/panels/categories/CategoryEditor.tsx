import type { CategoryProblems } from '../../../shared/report/dictionary.ts';
import { Button } from '../../parts/Button.tsx';
import { TextField } from '../../parts/TextField.tsx';
import { TextLines } from '../../parts/TextLines.tsx';
import type { DraftCategory } from './draft.ts';

interface CategoryEditorProps {
  readonly category: DraftCategory;
  readonly problems: CategoryProblems;
  readonly onChange: (category: DraftCategory) => void;
  readonly onRemove: () => void;
}

/** The language of a line; see shared/report/phrases.ts. */
const notation: readonly (readonly [sign: string, means: string])[] = [
  ['photo id', 'these words one after the other, in either case, with spaces or a hyphen between'],
  ['phone*', 'any word that begins so; *phone ends so, *phone* holds it'],
  ['(look|gaze) away', 'one of these'],
  ['phone[s]', 'may be there or not; also [the] and [a|the]'],
  ['left … room', 'up to five words between, in the same sentence; three dots will do'],
];

/** One category: its name, and its words. */
export function CategoryEditor({ category, problems, onChange, onRemove }: CategoryEditorProps) {
  const set = (change: Partial<DraftCategory>) => onChange({ ...category, ...change });
  return (
    <section className="categories-editor" aria-label="The category">
      <div className="categories-title">
        <TextField
          label="Name"
          value={category.name}
          error={problems.name}
          autoFocus={category.name === ''}
          onChange={(name) => set({ name })}
        />
        <Button onPress={onRemove}>Remove</Button>
      </div>
      <TextLines
        label="Words, one phrase a line; any of them will do"
        value={category.words}
        rows={7}
        error={problems.words}
        onChange={(words) => set({ words })}
      />
      <TextLines
        label="But not within"
        value={category.except}
        rows={2}
        error={problems.except}
        onChange={(except) => set({ except })}
      />
      <details className="categories-notation">
        <summary>How a line is written</summary>
        <dl>
          {notation.map(([sign, means]) => (
            <div key={sign}>
              <dt>
                <code>{sign}</code>
              </dt>
              <dd>{means}</dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  );
}
