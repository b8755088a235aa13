/** How the parts of a chart look: a tone, and a mark that tells parts of one tone apart, so that colour is never alone. */
import type { Bar, BarTone, Chart } from '../../shared/report/chart.ts';

/** Two fills, an outline and few hatchings that nobody takes for one another, also where a bar is small. */
export type Mark = 'solid' | 'pale' | 'hollow' | 'slants' | 'falls' | 'dots' | 'bars' | 'lines' | 'crosses';

export interface Look {
  readonly tone: BarTone;
  readonly mark: Mark;
}

/** Verdicts keep their look in every chart. Any two of them may be neighbours, so no hatching comes twice. */
const verdictMarks: Readonly<Record<string, Mark>> = {
  'Needs you': 'solid',
  'In review': 'pale',
  'Not passed': 'slants',
  Unknown: 'lines',
  'Blocked by onboarding': 'crosses',
  Unfinished: 'falls',
  'Not started': 'hollow',
  Passed: 'solid',
  Expired: 'dots',
  'Not proctored': 'bars',
  Superseded: 'solid',
  Practice: 'pale',
  Suspicious: 'solid',
  'Rules Violation': 'slants',
};

const tones: readonly BarTone[] = ['plain', 'waiting', 'progress', 'neutral'];
const marks: readonly Mark[] = ['solid', 'pale', 'slants', 'dots', 'hollow', 'bars'];

/** The look of each part; of a chart with one part, that of each bar is its own tone. */
export function partLook({ parts }: Chart, part: number): Look {
  const { tone, key } = parts[part]!;
  if (tone) return { tone, mark: verdictMarks[key] ?? 'solid' };
  return { tone: tones[part % tones.length]!, mark: marks[part % marks.length]! };
}

/** What has no value is paler than what has one. */
export const barLook = ({ tone, key, besides }: Bar): Look => ({
  tone: tone ?? 'plain',
  mark: key === '' && !besides ? 'pale' : 'solid',
});
