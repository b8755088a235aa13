/**
 * Every word of the report and of the viewer explained, in one list: verdicts, statuses, reviews and columns. The texts
 * are those of the rules themselves, so that a tooltip and the help never say different things.
 */
import { isNone } from '../table/column.ts';
import { derivedColumns, knownColumns } from './columns.ts';
import { type FindingId, findingWords } from './finding-words.ts';
import { type Report, verdictColumn } from './report.ts';
import { ownRule, proctoringCode } from './sources.ts';
import {
  type ProviderFamily,
  reviewMeaning,
  reviews,
  reviewWord,
  statuses,
  statusMeaning,
  statusProviders,
  statusWord,
  violationByProvider,
} from './statuses.ts';
import { type VerdictKind, verdictKinds, verdictOf } from './verdict.ts';

export type GlossarySection = 'verdicts' | 'statuses' | 'reviews' | 'columns' | 'findings';

export interface GlossaryEntry {
  /** Stable, to be led to by. */
  readonly id: string;
  readonly section: GlossarySection;
  readonly title: string;
  /** As the file writes it, where the title is another word. */
  readonly written: string | undefined;
  readonly meaning: string;
  /** What more there is to say, a line each. */
  readonly more: readonly { readonly name: string; readonly text: string }[];
  /** What the learner sees and who acts; a column has neither. */
  readonly learnerSees: string | undefined;
  readonly whoActs: string | undefined;
  readonly source: string;
}

const otherStatus = 'status:other';
const noStatus = 'status:none';
const otherReview = 'review:other';
const noReview = 'review:none';

/** The id of the entry of a verdict. */
export const verdictEntry = (kind: VerdictKind): string => `verdict:${kind}`;

/** The id of the entry that a status cell belongs to. */
export const statusEntry = (text: string): string =>
  isNone(text) ? noStatus : statusWord(text) ? `status:${statusWord(text)!.key}` : otherStatus;

/** The id of the entry that a review cell belongs to. */
export const reviewEntry = (text: string): string =>
  isNone(text) ? noReview : reviewWord(text) ? `review:${reviewWord(text)!.key}` : otherReview;

/** The id of the entry of a column; undefined for one that only this file has. */
export const columnEntry = (id: string): string | undefined =>
  [...knownColumns, ...derivedColumns].some((column) => column.id === id) ? `column:${id}` : undefined;

/** The id of the entry of a finding. */
export const findingEntry = (id: FindingId): string => `finding:${id}`;

/** The id of the entry that explains a cell: what it says where that is one of few words, else its column. */
export function cellEntry(report: Report, row: number, column: string): string | undefined {
  if (report.facts.plain) return undefined;
  if (column === verdictColumn) return verdictEntry(report.verdict(row).kind);
  if (column === 'status') return statusEntry(report.cell(row, 'status') ?? '');
  if (column === 'review_status') return reviewEntry(report.cell(row, 'review_status') ?? '');
  return columnEntry(column);
}

const families: readonly { family: ProviderFamily; name: string; provider: string | undefined }[] = [
  { family: 'rpnow', name: 'With RPNow (software_secure, rpnow4)', provider: 'rpnow4' },
  { family: 'proctortrack', name: 'With Proctortrack', provider: 'proctortrack' },
  { family: 'other', name: 'With any other provider named', provider: 'null' },
  { family: 'unnamed', name: 'Where no provider is named', provider: undefined },
];

const byFamily = (texts: Readonly<Record<ProviderFamily, string>> | undefined) =>
  texts ? families.map(({ family, name }) => ({ name, text: texts[family] })) : [];

type Rest = Omit<GlossaryEntry, 'id' | 'section'>;
const bare = { written: undefined, more: [], learnerSees: undefined, whoActs: undefined } satisfies Partial<Rest>;

/** From which statuses a verdict follows: with whom, where that depends on the provider. */
function statusesOf(kind: VerdictKind): string {
  if (kind === 'practice') return 'Any, where is_sample_attempt is True';
  if (kind === 'unknown') return 'None of those the viewer knows, or no status';
  const led = (key: string) => families.filter(({ provider }) => verdictOf({ status: key, provider }).kind === kind);
  const words = [...statuses.keys()].flatMap((key) => {
    const found = led(key);
    if (found.length === 0) return [];
    return found.length === families.length ? key : `${key} (${found.map(({ name }) => lowerFirst(name)).join('; ')})`;
  });
  if (kind === 'superseded') words.push('error, where the file holds a later attempt of the learner at the exam');
  return words.join(', ');
}

const lowerFirst = (text: string): string => `${text[0]!.toLowerCase()}${text.slice(1)}`;

function verdictEntries(): GlossaryEntry[] {
  return verdictKinds.map(({ kind, label, meaning, learnerSees, whoActs, source }) => ({
    ...{ id: verdictEntry(kind), section: 'verdicts', title: label, written: undefined, meaning },
    ...{ more: [{ name: 'From the status', text: statusesOf(kind) }], learnerSees, whoActs, source },
  }));
}

function statusEntries(): GlossaryEntry[] {
  const known: GlossaryEntry[] = [...statuses.values()].map(
    ({ key, label, meaning, learnerSees, whoActs, source }) => ({
      ...{ id: `status:${key}`, section: 'statuses', title: label, written: key, meaning },
      ...{ more: byFamily(statusProviders(key)), learnerSees, whoActs, source },
    }),
  );
  const rest = (id: string, title: string, written: string | undefined, text: string): GlossaryEntry => ({
    ...{ ...bare, id, section: 'statuses', title, written, meaning: statusMeaning(text), source: ownRule },
  });
  return [...known, rest(otherStatus, 'Any other status', undefined, '?'), rest(noStatus, 'No status', 'None', 'None')];
}

function reviewEntries(): GlossaryEntry[] {
  const known: GlossaryEntry[] = [...reviews.values()].map(
    ({ key, label, meaning, result, learnerSees, whoActs, source }) => ({
      ...{ id: `review:${key}`, section: 'reviews', title: label, written: undefined, meaning },
      more: [
        { name: 'Exam result', text: result },
        ...(key === 'rules_violation' ? byFamily(violationByProvider) : []),
      ],
      ...{ learnerSees, whoActs, source },
    }),
  );
  const rest = (id: string, title: string, written: string | undefined, text: string, source: string) =>
    ({ ...bare, id, section: 'reviews', title, written, meaning: reviewMeaning(text), source }) satisfies GlossaryEntry;
  return [
    ...known,
    rest(noReview, 'No review', 'None', 'None', proctoringCode),
    rest(otherReview, 'Any other review', undefined, '?', ownRule),
  ];
}

function columnEntries(): GlossaryEntry[] {
  const all = [...derivedColumns.map((column) => ({ ...column, header: undefined })), ...knownColumns];
  return all.map(({ id, title, header, meaning, source }) => ({
    ...{ ...bare, id: `column:${id}`, section: 'columns', title, meaning, source },
    written: header === title ? undefined : header,
  }));
}

const severities = { contradiction: 'Contradiction', look: 'Worth a look', explained: 'Explained' } as const;

function findingEntries(): GlossaryEntry[] {
  return findingWords.map(({ id, title, severity, meaning, advice }) => ({
    ...{ ...bare, id: findingEntry(id), section: 'findings', title, meaning, source: ownRule },
    more: [
      { name: 'Severity', text: severities[severity] },
      { name: 'What to do', text: advice },
    ],
  }));
}

/** Everything that is explained, section by section. */
export const glossary: readonly GlossaryEntry[] = [
  ...verdictEntries(),
  ...statusEntries(),
  ...reviewEntries(),
  ...columnEntries(),
  ...findingEntries(),
];

/** What of a list has all the words of a query somewhere in its text; upper and lower case and `_` make no difference. */
export function searched<T>(items: readonly T[], query: string, textOf: (item: T) => string): T[] {
  const words = folded(query).split(' ').filter(Boolean);
  return items.filter((item) => {
    const text = folded(textOf(item));
    return words.every((word) => text.includes(word));
  });
}

const folded = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[\s_]+/g, ' ')
    .trim();

/** All the text of an entry, to search in. */
export const entryText = ({ title, written, meaning, more, learnerSees, whoActs }: GlossaryEntry): string =>
  [title, written, meaning, learnerSees, whoActs, ...more.map(({ name, text }) => `${name} ${text}`)].join(' ');
