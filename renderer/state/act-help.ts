/** Help, at the entry that is asked for, and the tour over the sample report. */
import type { Settings } from '../../shared/settings.ts';
import { showReport } from './act.ts';
import { showInsight } from './act-insight.ts';
import { openSample } from './act-open.ts';
import { store } from './state.ts';

const get = store.getState;
const set = store.setState;

/** Opens Help; `at` is the id of a glossary entry (shared/report/glossary.ts) or of a section. */
export function showHelp(at?: string) {
  set({ dialog: 'help', helpAt: at });
}

/** What was to be seen beside the sheet before the tour, to be left as it was. */
let before: Settings['insight'] | undefined;

/** The tour goes over the sample, which is opened for it where it is not open yet. */
export async function takeTour() {
  set({ dialog: undefined });
  const sample = get().reports.find((report) => report.sample && report.stage !== 'failed');
  if (sample) showReport(sample.id);
  else await openSample();
  // Taken once more while it runs: the panel now open is the tour's own.
  before ??= get().settings.insight;
  goTour(0);
}

export function goTour(tour: number) {
  set({ tour });
}

export function endTour() {
  set({ tour: undefined });
  if (before !== undefined && before !== get().settings.insight) showInsight(before);
  before = undefined;
}
