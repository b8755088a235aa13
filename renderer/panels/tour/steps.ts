/** The tour over the sample report: what is pointed at, and what is said of it. */
import { closePane, showAttempt, stepIncidents } from '../../state/act.ts';
import { showInsight } from '../../state/act-insight.ts';

export interface TourStep {
  /** What is pointed at, as a selector. */
  readonly target: string;
  readonly title: string;
  readonly text: string;
  /** Brings on screen what is pointed at. */
  readonly prepare?: () => void;
}

export const tourSteps: readonly TourStep[] = [
  {
    target: '.sheet',
    title: 'One row is one attempt',
    text:
      'Each row is one try of one learner at one exam, as the report has it. A learner may have several. Click a header ' +
      'to sort; drag it to move the column.',
    prepare: closePane,
  },
  {
    target: '.status-verdicts',
    title: 'Verdicts',
    text:
      'The first column says what the status means and who has to act, and here they are counted. Press one to see ' +
      'only those attempts; press it again to see all. A verdict is about the review and says nothing about the score.',
  },
  {
    target: '.search-bar',
    title: 'Find somebody',
    text: 'Type a name, an email, an exam, or a word of a comment. Enter opens the first attempt that is found.',
  },
  {
    target: '#filter-columns',
    title: 'Filter by any column',
    text:
      'By values, text, numbers or dates. Every filter becomes a chip beside the search, and is taken back there. ' +
      'Right-click a cell for more.',
  },
  {
    target: '.pane',
    title: 'One attempt, one learner',
    text:
      'Enter on a row opens this pane: the verdict in words, and what the reviewer wrote, incident by incident. J and K ' +
      'go on to the next. Its second tab is the learner, who can be saved as PDF.',
    prepare() {
      showAttempt();
      void stepIncidents(1);
    },
  },
  {
    target: '.insight',
    title: 'The report as a whole',
    text:
      'How did it go, who needs you, what did the reviewers see, is the report sound? Whatever you press here filters ' +
      'the rows.',
    prepare() {
      closePane();
      showInsight('overview');
    },
  },
  {
    target: '.title-tools',
    title: 'Save a part of it',
    text:
      'Export writes the rows and columns on screen to a new file. A report is confidential, wherever you save it. ' +
      'F1 explains every status, column and key.',
  },
];
