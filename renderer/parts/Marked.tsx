import { Fragment } from 'react';

/** A text with some of its places marked: pairs of start and end, in order, none overlapping. */
export function Marked({ text, places }: { text: string; places: readonly (readonly [number, number])[] }) {
  return (
    <bdi>
      {places.map(([start, end], index) => (
        <Fragment key={start}>
          {text.slice(places[index - 1]?.[1] ?? 0, start)}
          <mark>{text.slice(start, end)}</mark>
        </Fragment>
      ))}
      {text.slice(places.at(-1)?.[1] ?? 0)}
    </bdi>
  );
}
