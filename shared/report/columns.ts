import { documentedColumn, ownRule, platformCode } from './sources.ts';

/** A column whose meaning the viewer knows, by a stable id. */
export type KnownId =
  | 'course_id'
  | 'provider'
  | 'track'
  | 'exam_name'
  | 'username'
  | 'email'
  | 'user_email'
  | 'attempt_code'
  | 'external_id'
  | 'allowed_time_limit_mins'
  | 'is_sample_attempt'
  | 'created'
  | 'modified'
  | 'started_at'
  | 'completed_at'
  | 'status'
  | 'review_status'
  | 'suspicious_count'
  | 'suspicious_comments'
  | 'rules_violation_count'
  | 'rules_violation_comments';

/** How the cells of a column are read beside their text. */
export type ColumnKind = 'text' | 'number' | 'time' | 'flag';

/** One known column: `header` as the platform writes it, `title` as the viewer heads it, `source` for the help. */
export interface KnownColumn {
  id: KnownId;
  header: string;
  title: string;
  kind: ColumnKind;
  meaning: string;
  source: string;
}

/** A header row that some release of the platform really wrote (docs/domain.md §1). */
export type VersionId = 'V0' | 'V1a' | 'V1b' | 'V2' | 'V3a' | 'V3' | 'NAU-1' | 'NAU-2';

function column(id: KnownId, header: string, title: string, kind: ColumnKind, source: string, meaning: string) {
  return { id, header, title, kind, meaning, source } satisfies KnownColumn;
}

/**
 * Every known column, in the order in which the viewer shows them.
 * Source: docs/domain.md §1.
 */
export const knownColumns: readonly KnownColumn[] = [
  column(
    'course_id',
    'course_id',
    'Course',
    'text',
    documentedColumn,
    'The key of the course. One report holds one course.',
  ),
  column(
    'provider',
    'provider',
    'Provider',
    'text',
    platformCode,
    'The proctoring service set for the exam. “null” is a provider of that name; “None” means that none is recorded. ' +
      'A provider here does not prove that the exam was proctored.',
  ),
  column(
    'track',
    'track',
    'Track',
    'text',
    platformCode,
    'How the learner is enrolled now, for example verified or audit. “Unknown” means that no enrolment was found.',
  ),
  column(
    'exam_name',
    'exam_name',
    'Exam',
    'text',
    documentedColumn,
    'The name the exam carries today. Two exams of a course may share a name.',
  ),
  column('username', 'username', 'Username', 'text', documentedColumn, 'The learner’s current username.'),
  column('email', 'email', 'Email', 'text', documentedColumn, 'The learner’s current email address.'),
  column(
    'user_email',
    'user_email',
    'User email',
    'text',
    platformCode,
    'The learner’s email address, in reports of 2015–2017.',
  ),
  column(
    'attempt_code',
    'attempt_code',
    'Attempt code',
    'text',
    documentedColumn,
    'The attempt’s own code. It never changes; give it to support when you ask about an attempt.',
  ),
  column(
    'external_id',
    'external_id',
    'External id',
    'text',
    platformCode,
    'The provider’s own name for the attempt, in reports of 2015.',
  ),
  column(
    'allowed_time_limit_mins',
    'allowed_time_limit_mins',
    'Minutes allowed',
    'number',
    documentedColumn,
    'The minutes this learner was given, any extra minutes included. A resumed attempt shows what was left, and a ' +
      'due date close by cuts it short.',
  ),
  column(
    'is_sample_attempt',
    'is_sample_attempt',
    'Practice',
    'flag',
    documentedColumn,
    'True for a practice exam, and for an onboarding exam too.',
  ),
  column(
    'created',
    'created',
    'Created',
    'time',
    platformCode,
    'When the attempt’s record was made (UTC), in reports of 2015.',
  ),
  column(
    'modified',
    'modified',
    'Modified',
    'time',
    platformCode,
    'When the attempt’s record last changed (UTC), in reports of 2015.',
  ),
  column(
    'started_at',
    'started_at',
    'Started',
    'time',
    documentedColumn,
    'When the learner first began the exam (UTC).',
  ),
  column(
    'completed_at',
    'completed_at',
    'Completed',
    'time',
    documentedColumn,
    'When the exam was handed in, the last time if more than once (UTC).',
  ),
  column(
    'status',
    'status',
    'Status',
    'text',
    documentedColumn,
    'Where the proctoring session as a whole stands. The outcome of the attempt is read from here.',
  ),
  column(
    'review_status',
    'review_status',
    'Review',
    'text',
    documentedColumn,
    'What the review of the session found. “None” means that no review is recorded.',
  ),
  column(
    'suspicious_count',
    'Suspicious Count',
    'Suspicious',
    'number',
    documentedColumn,
    'How many incidents the reviewer marked as Suspicious.',
  ),
  column(
    'suspicious_comments',
    'Suspicious Comments',
    'Suspicious comments',
    'text',
    documentedColumn,
    'What the reviewer wrote about the Suspicious incidents.',
  ),
  column(
    'rules_violation_count',
    'Rules Violation Count',
    'Rules violations',
    'number',
    documentedColumn,
    'How many incidents the reviewer marked as Rules Violation.',
  ),
  column(
    'rules_violation_comments',
    'Rules Violation Comments',
    'Rules violation comments',
    'text',
    documentedColumn,
    'What the reviewer wrote about the Rules Violation incidents.',
  ),
];

/** A column that the viewer works out; its id is not one of a file. */
export interface DerivedColumn {
  id: string;
  title: string;
  meaning: string;
  source: string;
}

/** The columns that stand beside those of the file, by the ids that report.ts gives them. */
export const derivedColumns: readonly DerivedColumn[] = [
  {
    id: 'verdict',
    title: 'Verdict',
    meaning: 'What the status says of the proctoring review, and who has to act. It says nothing about the score.',
    source: ownRule,
  },
  {
    id: 'minutes-used',
    title: 'Minutes used',
    meaning: 'From started to completed, in minutes, of the minutes allowed.',
    source: ownRule,
  },
];

const v1b =
  'user_email,exam_name,attempt_code,allowed_time_limit_mins,is_sample_attempt,started_at,completed_at,status';
const review = 'review_status,Suspicious Count,Suspicious Comments,Rules Violation Count,Rules Violation Comments';
const attempt =
  `exam_name,username,email,attempt_code,allowed_time_limit_mins,is_sample_attempt,` +
  `started_at,completed_at,status,${review}`;
const v3 = `course_id,provider,track,${attempt}`;

/**
 * The header rows ever written, oldest first, each in its exact spelling and order.
 * Source: docs/domain.md §1.
 */
export const headerVersions: readonly { id: VersionId; headers: readonly string[] }[] = [
  {
    id: 'V0',
    headers: (
      'created,modified,started_at,exam_name,user_email,completed_at,external_id,' +
      'allowed_time_limit_mins,status,attempt_code,is_sample_attempt'
    ).split(','),
  },
  { id: 'V1a', headers: v1b.replace('attempt_code,', '').split(',') },
  { id: 'V1b', headers: v1b.split(',') },
  { id: 'V2', headers: `course_id,${attempt}`.split(',') },
  { id: 'V3a', headers: `course_id,${attempt},provider,track`.split(',') },
  { id: 'V3', headers: v3.split(',') },
  { id: 'NAU-1', headers: `org_id,course_id,course_run,anonymous_user_id,${v3}`.split(',') },
  { id: 'NAU-2', headers: `course_id,email,username,student_id,${v3}`.split(',') },
];

/** One cell of a header row. */
export interface HeaderCell {
  /** Place in the row, from 0. */
  index: number;
  /** The text as written, which export writes back. */
  header: string;
  /** The name on screen, no two alike: a repeated one is "name (2)", an empty one "column 4". */
  name: string;
  /** The known column it is; only the first cell of a name has it. */
  known: KnownId | undefined;
}

// trim() takes a BOM away too; "ï»¿" is a BOM that was once read as a single-byte page and saved again.
const tidy = (header: string) => header.replace(/^ï»¿/, '').trim();
const fold = (header: string) => tidy(header).toLowerCase();

// Maps, not objects: a header may be called "constructor" or "__proto__".
const byHeader = new Map<string, KnownId>(knownColumns.map((known) => [fold(known.header), known.id]));
const byFingerprint = new Map<string, VersionId>(headerVersions.map(({ id, headers }) => [fingerprint(headers), id]));

function fingerprint(header: readonly string[]): string {
  const folded = header.map(fold);
  // A spreadsheet pads the header with empty cells; they do not make it another version.
  while (folded.length > 0 && folded[folded.length - 1] === '') folded.pop();
  return JSON.stringify(folded);
}

const needed: readonly (readonly KnownId[])[] = [
  ['exam_name'],
  ['status'],
  ['attempt_code', 'is_sample_attempt', 'allowed_time_limit_mins'],
  ['username', 'email', 'user_email'],
];

/**
 * What a header row lacks to be this report, each part in words ready for a sentence: `status`,
 * `one of username, email or user_email`. Empty means that nothing is missing.
 * Source: docs/rules.md §1.
 */
export function missingFromReport(header: readonly string[]): string[] {
  const present = new Set(header.map((text) => byHeader.get(fold(text))));
  return needed
    .filter((anyOf) => !anyOf.some((id) => present.has(id)))
    .map((anyOf) => (anyOf.length === 1 ? anyOf[0]! : `one of ${anyOf.slice(0, -1).join(', ')} or ${anyOf.at(-1)}`));
}

/**
 * Reads a header row. Names are compared trimmed, case-folded and without a BOM, in any order; where a name repeats,
 * its first column is the known one. `version` is the header version whose columns and order these are, if any;
 * `undefined` as the whole answer means that this is not the header of a Proctored Exam Results report.
 * Source: docs/rules.md §1.
 */
export function recognise(
  header: readonly string[],
): { cells: HeaderCell[]; version: VersionId | undefined } | undefined {
  if (missingFromReport(header).length > 0) return undefined;
  return { cells: headerCells(header), version: byFingerprint.get(fingerprint(header)) };
}

/** The cells of any header row, recognised or not, with unique names. */
export function headerCells(header: readonly string[]): HeaderCell[] {
  const written = header.map((text, index) => tidy(text) || `column ${index + 1}`);
  const firstAt = new Map<string, number>();
  for (const [index, name] of written.entries()) {
    if (!firstAt.has(name.toLowerCase())) firstAt.set(name.toLowerCase(), index);
  }
  // A column really called "email (2)" keeps its name, so the numbering of repeats steps over it.
  const taken = new Set(firstAt.keys());
  const lastNumber = new Map<string, number>();
  return header.map((text, index) => {
    const plain = written[index]!;
    const folded = plain.toLowerCase();
    if (firstAt.get(folded) === index) return { index, header: text, name: plain, known: byHeader.get(fold(text)) };
    let number = lastNumber.get(folded) ?? 1;
    do number += 1;
    while (taken.has(`${folded} (${number})`));
    lastNumber.set(folded, number);
    taken.add(`${folded} (${number})`);
    return { index, header: text, name: `${plain} (${number})`, known: undefined };
  });
}
