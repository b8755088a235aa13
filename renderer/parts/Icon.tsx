import type { IconName } from './IconSprite.tsx';

/** One icon of the sprite. It says nothing by itself: a word stands beside it, or its button has a name. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" aria-hidden="true" focusable="false">
      <use href={`#icon-${name}`} />
    </svg>
  );
}
