/** What changed between two views, in sentences to be read out. */
import type { View } from '../../shared/table/view.ts';
import type { Zone } from '../parts/words.ts';
export declare function viewNews(before: View, now: View, titles: ReadonlyMap<string, string>, zone: Zone): string;
