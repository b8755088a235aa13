/** How the parts of a chart look: a tone, and a mark that tells parts of one tone apart, so that colour is never alone. */
import type { Bar, BarTone, Chart } from '../../shared/report/chart.ts';

export type Mark = 'solid' | 'slants' | 'dots' | 'lines' | 'bars' | 'squares' | 'crosses' | 'diamonds';

export interface Look {
  readonly tone: BarTone;
  readonly mark: Mark;
}

/** Verdicts keep their look in every chart. */
const verdictMarks: Readonly<Record<string, Mark>> = {
  'Needs you': 'solid',
  'In review': 'dots',
  'Not passed': 'slants',
  Unknown: 'crosses',
  'Blocked by onboarding': 'slants',
  Unfinished: 'lines',
  'Not started': 'solid',
  Passed: 'solid',
  Expired: 'squares',
  'Not proctored': 'bars',
  Superseded: 'diamonds',
  Practice: 'lines',
  Suspicious: 'solid',
  'Rules Violation': 'slants',
};

const tones: readonly BarTone[] = ['plain', 'waiting', 'progress', 'neutral'];
const marks: readonly Mark[] = ['solid', 'slants', 'dots', 'bars', 'lines', 'squares', 'crosses', 'diamonds'];

/** The look of each part; of a chart with one part, that of each bar is its own tone. */
export function partLook({ parts }: Chart, part: number): Look {
  const { tone, key } = parts[part]!;
  if (tone) return { tone, mark: verdictMarks[key] ?? 'solid' };
  return { tone: tones[part % tones.length]!, mark: marks[part % marks.length]! };
}

export const barLook = ({ tone }: Bar): Look => ({ tone: tone ?? 'plain', mark: 'solid' });
