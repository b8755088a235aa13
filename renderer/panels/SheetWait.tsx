import { Button } from '../parts/Button.tsx';
import { takeViewBack } from '../state/act.ts';
import type { Open } from '../state/state.ts';
import { filterTitles } from './filters/filter-words.ts';
import { waitWords } from './view-news.ts';

/** Over the sheet while a view takes its time, half a second and more: what is worked out, and the way back. */
export function SheetWait({ open }: { open: Open }) {
  return (
    <div className="sheet-wait">
      <span role="status">{waitWords(open.shownView, open.view, filterTitles(open.report))}</span>
      <Button onPress={takeViewBack}>Cancel</Button>
    </div>
  );
}
