/**
 * A person's name, address and code reach the screen through here and nowhere else, so that there is one place to hide
 * them. `None` and an empty cell name nobody. Draw the result in a `<bdi>`: names are written in every direction.
 */
import { isNone } from '../../shared/table/column.ts';

export function showPerson(text: string | undefined): string {
  return text === undefined || isNone(text) ? '–' : text;
}
