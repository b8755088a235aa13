/** Questions about the whole of a view, for the panels beside the sheet; and which of these is to be seen. */
import type { Settings } from '../../shared/settings.ts';
import { type AskName, type Asks, GivenUp } from '../engine/asks.ts';
import { changeSettings, showAttempt } from './act.ts';
import { engine } from './doorway.ts';
import { activeOpen, store } from './state.ts';

export const askEngine = <N extends AskName>(name: N, args: Asks[N]['args']): Promise<Asks[N]['answer']> =>
  engine.ask(name, args);

/** Asks one question at a time, and of those that come meanwhile only the newest; then only its answer is told. */
export function createAsker<Q, A>(ask: (question: Q) => Promise<A>, tell: (answer: A, question: Q) => void) {
  let wanted: Q | undefined;
  let busy = false;

  async function askOn() {
    busy = true;
    let asked: Q | undefined;
    while (wanted && wanted !== asked) {
      asked = wanted;
      try {
        const answer = await ask(asked);
        if (wanted === asked) tell(answer, asked);
      } catch (error) {
        // Refused for a view that was wanted only for a moment. A worker that broke tells so itself.
        if (error instanceof GivenUp) asked = undefined;
      }
    }
    busy = false;
  }

  return {
    /** `undefined`: nothing any more. */
    want(question: Q | undefined) {
      wanted = question;
      if (!busy) void askOn();
    },
  };
}

export type Insight = Settings['insight'];

let last: Insight = 'overview';

/** Where the window is too narrow for it to stand beside the sheet, it lies over it for as long as it is wanted. */
export function showInsight(insight: Insight) {
  if (insight !== 'closed') last = insight;
  store.setState({ insightOver: insight !== 'closed' });
  if (insight !== store.getState().settings.insight) void changeSettings({ insight });
}

export function toggleInsight(seen: boolean) {
  showInsight(seen ? 'closed' : last);
}

/** The next attempt on the worklist, or the one before, whatever order the sheet is in. */
export async function stepWork(step: 1 | -1) {
  const { settings } = store.getState();
  const open = activeOpen(store.getState());
  if (!open || open.report.facts.plain) return;
  const { id, view, paneRow } = open;
  const args = { report: id, view, days: settings.reviewDays, from: paneRow, step };
  // A worker that broke tells so itself, by the reports it took with it.
  const row = await askEngine('next-work', args).catch(() => undefined);
  if (row !== undefined && activeOpen(store.getState())?.id === id) showAttempt(row);
}
