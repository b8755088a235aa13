import type { KeyboardEvent } from 'react';
import { type CategoryProblems, otherId, otherName } from '../../../shared/report/dictionary.ts';
import type { DictionaryEffect } from '../../../shared/report/dictionary-effect.ts';
import { Button, IconButton } from '../../parts/Button.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { numberText } from '../../parts/words.ts';
import type { Draft } from './draft.ts';

interface CategoryListProps {
  readonly draft: Draft;
  readonly problems: readonly CategoryProblems[];
  readonly effect: DictionaryEffect | undefined;
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
  readonly onMove: (id: string, by: number) => void;
  readonly onAdd: () => void;
}

/** The categories in their order, each with its incidents before and after. */
export function CategoryList({ draft, problems, effect, chosen, onChoose, onMove, onAdd }: CategoryListProps) {
  const press = (id: string) => (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    event.stopPropagation();
    onMove(id, event.key === 'ArrowUp' ? -1 : 1);
  };
  const gone = effect?.categories.filter(({ after }) => after === undefined) ?? [];
  return (
    <div className="categories-list">
      <ul aria-label="Categories, each with its incidents">
        {draft.map(({ id, name }, place) => (
          <li key={id} onKeyDownCapture={press(id)}>
            <button
              type="button"
              className="categories-item"
              {...(id === chosen && { 'aria-current': true })}
              onClick={() => onChoose(id)}
            >
              <span className="categories-name">
                {Object.keys(problems[place] ?? {}).length > 0 && <Icon name="triangle-alert" />}
                <bdi>{name.trim() || '(no name)'}</bdi>
              </span>
              <Counts effect={effect} id={id} />
            </button>
          </li>
        ))}
        <li className="categories-item text-soft">
          {otherName}
          <Counts effect={effect} id={otherId} />
        </li>
        {gone.map(({ id, name }) => (
          <li key={`gone ${id}`} className="categories-item text-soft">
            <bdi>{name} (removed)</bdi>
            <Counts effect={effect} id={id} />
          </li>
        ))}
      </ul>
      <div className="categories-tools">
        <Button look="quiet" onPress={onAdd}>
          Add a category
        </Button>
        <IconButton icon="arrow-up" label="Move it up" hint="Alt+↑" onPress={() => chosen && onMove(chosen, -1)} />
        <IconButton icon="arrow-down" label="Move it down" hint="Alt+↓" onPress={() => chosen && onMove(chosen, 1)} />
      </div>
    </div>
  );
}

function Counts({ effect, id }: { effect: DictionaryEffect | undefined; id: string }) {
  const found = effect?.categories.find((category) => category.id === id);
  if (!found) return null;
  const { before = 0, after = 0 } = found;
  if (before === after) return <span className="categories-count">{numberText(after)}</span>;
  return (
    <strong className="categories-count">
      <span className="only-read">was </span>
      {numberText(before)} <span aria-hidden="true">→</span>
      <span className="only-read">, now </span> {numberText(after)}
    </strong>
  );
}
