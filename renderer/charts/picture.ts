/** A chart as a picture, drawn out of sight. */
import type { Drawing } from './chart-options.ts';
import { coloursNow } from './colours.ts';
import type { PictureWords } from './draw-chart.ts';

export async function pictureOf(
  drawing: Omit<Drawing, 'colours'>,
  words: PictureWords,
  styleNonce: string,
): Promise<Uint8Array> {
  const { chartPicture } = await import('./draw-chart.ts');
  return chartPicture({ ...drawing, colours: coloursNow() }, words, styleNonce);
}
