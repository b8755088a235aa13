import { VisibleText } from './VisibleText.tsx';

/** A text with some of its places marked: pairs of start and end, in order, none overlapping. */
export function Marked({ text, places }: { text: string; places: readonly (readonly [number, number])[] }) {
  return (
    <bdi>
      <VisibleText text={text} places={places} />
    </bdi>
  );
}
