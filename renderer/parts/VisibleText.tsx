import { Fragment } from 'react';
import { type Piece, piecesOf } from '../../shared/table/visible.ts';

export interface VisibleTextProps {
  readonly text: string;
  /** Places to highlight: pairs of start and end, in order, none overlapping. */
  readonly places?: readonly (readonly [number, number])[];
}

const nowhere: readonly (readonly [number, number])[] = [];

/**
 * Text of the file with marks for what cannot be seen. The characters stay in it, and the marks are drawn by the style,
 * so that what is selected and copied is what the file holds.
 */
export function VisibleText({ text, places = nowhere }: VisibleTextProps) {
  let start = 0;
  return piecesOf(text, places).map((piece) => {
    const key = start;
    start += piece.text.length;
    return <Fragment key={key}>{pieceOf(piece)}</Fragment>;
  });
}

function pieceOf({ text, mark, highlit }: Piece) {
  if (!mark || mark.kind === 'line-break') return highlit ? <mark>{text}</mark> : text;
  return (
    <bdi className="invisible" role="img" aria-label={mark.name} title={mark.name} data-sign={mark.sign}>
      {text}
    </bdi>
  );
}
