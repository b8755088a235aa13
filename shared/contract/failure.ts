/**
 * What may go wrong, as a value. A failure travels between processes as data (Electron keeps only the message of a
 * thrown error), and every one has words that a person can act on: what happened, what is untouched, what to do next.
 */

export type FailureCode =
  | 'missing'
  | 'name-too-long'
  | 'directory'
  | 'no-permission'
  | 'not-a-regular-file'
  | 'too-large'
  | 'empty'
  | 'web-page'
  | 'storage-error'
  | 'json'
  | 'archive'
  | 'packed-damaged'
  | 'partial-download'
  | 'binary'
  | 'other-csv'
  | 'too-many-columns'
  | 'read-error'
  | 'changed-while-reading'
  | 'cancelled'
  | 'not-a-file'
  | 'engine-stopped'
  | 'window-incomplete'
  | 'not-categories'
  | 'save-onto-source'
  | 'no-space'
  | 'save-no-permission'
  | 'save-error'
  | 'save-unsure'
  | 'refused'
  | 'unexpected';

export interface Failure {
  readonly code: FailureCode;
  /** The name of the file (never its path), where one is meant. */
  readonly name?: string;
  /** A fact that belongs into the sentence: missing columns, a size, the system's own error code. */
  readonly detail?: string;
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export const success = <T>(value: T): Result<T> => ({ ok: true, value });

export function failure(
  code: FailureCode,
  about: { name?: string; detail?: string } = {},
): { ok: false; failure: Failure } {
  return { ok: false, failure: { code, ...about } };
}

/** A failure thrown where a value cannot be returned, for example out of a stream. */
export class FailureError extends Error {
  readonly failure: Failure;
  constructor(reason: Failure) {
    super(`${reason.code}${reason.detail ? `: ${reason.detail}` : ''}`);
    this.failure = reason;
  }
}

export interface FailureWords {
  readonly title: string;
  readonly sentence: string;
  /** The next step. */
  readonly next: string;
}

const passing: readonly FailureCode[] = [
  'missing',
  'no-permission',
  'empty',
  'packed-damaged',
  'read-error',
  'changed-while-reading',
  'engine-stopped',
  'unexpected',
];

/** Whether the same file may be read once more and open then, the person having done nothing but wait. */
export const mayPass = ({ code }: Failure): boolean => passing.includes(code);

const downloadAgain =
  'In the LMS open Instructor, then Data Download, reload the page and select the report’s link again: each link lives for 5 minutes.';

/** Title, sentence and next step of a failure. */
export function failureWords(reason: Failure): FailureWords {
  const named = reason.name ? `“${reason.name}”` : undefined;
  /** At the beginning of a sentence, and within one. */
  const fileFirst = named ?? 'The file';
  const file = named ?? 'the file';
  const detail = reason.detail ?? '';
  switch (reason.code) {
    case 'missing':
      return {
        title: 'The file is not there',
        sentence: `${fileFirst} was not found. It may have been moved, renamed or deleted.`,
        next: 'Look for it in the file manager, or download the report again.',
      };
    case 'name-too-long':
      return {
        title: 'The name is too long',
        sentence: `${fileFirst} has a longer name, or lies in more folders, than the system can open.`,
        next: 'Give it a shorter name, or move it to a folder nearer to the top.',
      };
    case 'directory':
      return {
        title: 'That is a folder',
        sentence: `${fileFirst} is a folder, and a report is a single file.`,
        next: 'Open the folder and choose the .csv file inside it.',
      };
    case 'no-permission':
      return {
        title: 'No permission to read the file',
        sentence: `The system does not let you read ${file}. Nothing was changed.`,
        next: 'Ask its owner for access, or download the report yourself.',
      };
    case 'not-a-regular-file':
      return {
        title: 'That is not an ordinary file',
        sentence: `${fileFirst} is ${detail || 'a device, a pipe or a broken link'}, and cannot hold a report.`,
        next: 'Choose the downloaded .csv file.',
      };
    case 'too-large':
      return {
        title: 'The file is too large',
        sentence: `${fileFirst} is larger than Proctorsheet reads${detail ? ` (${detail})` : ''}. Nothing was loaded.`,
        next: 'Open the reports of single courses instead of a joined file.',
      };
    case 'empty':
      return {
        title: 'The file is empty',
        sentence: `${fileFirst} holds no data, not even a header line. The download was probably interrupted.`,
        next: downloadAgain,
      };
    case 'web-page':
      return {
        title: 'This is a web page, not the report',
        sentence: `${fileFirst} holds a web page${detail ? ` (“${detail}”)` : ''}. Usually the sign-in or an error page was saved in place of the report.`,
        next: `Sign in to the LMS first. ${downloadAgain}`,
      };
    case 'storage-error':
      return {
        title:
          !detail || /expired/i.test(detail) ? 'The download link had expired' : 'The file store refused the download',
        sentence: `${fileFirst} holds an error message of the file store${detail ? ` (${detail})` : ''} in place of the report.`,
        next: downloadAgain,
      };
    case 'json':
      return {
        title: 'This is an error message, not the report',
        sentence: `${fileFirst} holds JSON data as servers send it with an error.`,
        next: downloadAgain,
      };
    case 'archive':
      return {
        title: 'This is a workbook or an archive',
        sentence: `${fileFirst} is ${detail || 'a packed file'}, whatever its name says.`,
        next: 'Open the .csv file as it was downloaded; a workbook saved from it may already have changed dates and names.',
      };
    case 'packed-damaged':
      return {
        title: 'The packed file is damaged',
        sentence: `${fileFirst} is packed with gzip, and cannot be unpacked to its end. The download was probably interrupted.`,
        next: downloadAgain,
      };
    case 'partial-download':
      return {
        title: 'The download is not finished',
        sentence: `${fileFirst} has the name that a browser gives to a file while it downloads it.`,
        next: 'Wait until the browser has finished, and open the .csv file. If it was interrupted, download the report again.',
      };
    case 'binary':
      return {
        title: 'This is not a text file',
        sentence: `${fileFirst} is ${detail || 'not text'}, so it cannot be the report.`,
        next: 'Choose the downloaded .csv file.',
      };
    case 'other-csv':
      return {
        title: 'This is not the Proctored Exam Results report',
        sentence: `${fileFirst} is a table, but it lacks ${detail || 'the columns of the report'}.`,
        next: 'In the LMS under Instructor, Data Download, choose “Generate Proctored Exam Results Report”, and open that file.',
      };
    case 'too-many-columns':
      return {
        title: 'Too many columns',
        sentence: `The first line of ${file} has ${detail || 'more than 10,000'} columns.`,
        next: 'Open the report as it was downloaded.',
      };
    case 'read-error':
      return {
        title: 'The file could not be read to its end',
        sentence: `Reading ${file} stopped with an error of the disk or the network${detail ? ` (${detail})` : ''}. The file is untouched.`,
        next: 'Copy it to this computer and open the copy.',
      };
    case 'changed-while-reading':
      return {
        title: 'The file changed while it was being read',
        sentence: `Another program wrote to ${file} in the meantime, so what was read may be incomplete.`,
        next: 'Wait until the download has finished, and try again.',
      };
    case 'cancelled':
      return {
        title: 'Cancelled',
        sentence: `${fileFirst} was given up before its end. Nothing was changed.`,
        next: 'Begin again at any time.',
      };
    case 'not-a-file':
      return {
        title: 'That cannot be opened',
        sentence: `What was dropped is ${detail || 'not a file'}. Nothing was loaded and nothing was sent.`,
        next: 'Drop the downloaded .csv file itself.',
      };
    case 'engine-stopped':
      return {
        title: 'The table had to be closed',
        sentence: `Working on ${file} stopped unexpectedly${detail ? ` (${detail})` : ''}. The file is untouched.`,
        next: 'Open the report again.',
      };
    case 'window-incomplete':
      return {
        title: 'The window is not complete',
        sentence:
          'A part of Proctorsheet could not be loaded, and without it no report can be shown. Your files are untouched.',
        next: 'Load the window again. If that does not help, close Proctorsheet and start it once more.',
      };
    case 'not-categories':
      return {
        title: 'The categories cannot be used',
        sentence: `${fileFirst} holds no incident categories that can be used${detail ? `: ${detail}` : ''}. Nothing was changed.`,
        next: 'Choose a file that was exported from “Incident categories”.',
      };
    case 'save-onto-source':
      return {
        title: 'That file is an open report',
        sentence: `${fileFirst} is the source of a report that is open here, and Proctorsheet never writes to a source file. Nothing was written.`,
        next: 'Choose another name or folder.',
      };
    case 'no-space':
      return {
        title: 'The disk is full',
        sentence: `There is no room for ${file}. What was there before is untouched.`,
        next: 'Free some space, or export to another disk.',
      };
    case 'save-no-permission':
      return {
        title: 'No permission to write there',
        sentence: `The system does not let you write ${file}. What was there before is untouched.`,
        next: 'Choose another folder.',
      };
    case 'save-error':
      return {
        title: 'The export was not written',
        sentence: `Writing ${file} failed${detail ? ` (${detail})` : ''}. What was there before is untouched.`,
        next: 'Try again, or choose another folder.',
      };
    case 'save-unsure':
      return {
        title: 'The export may have been written',
        sentence: `The disk stopped answering at the very end of ${file}. Either all of it stands there, or what was there before.`,
        next: 'Look into the folder when the disk answers again.',
      };
    case 'refused':
      return {
        title: 'Not allowed',
        sentence: `The window asked for something it may not do${detail ? ` (${detail})` : ''}.`,
        next: 'Close the window and open it again.',
      };
    case 'unexpected':
      return {
        title: 'Something unexpected happened',
        sentence: `${detail || 'An error that nobody foresaw'}. Your files are untouched.`,
        next: 'Open the report again. If it happens once more, restart Proctorsheet.',
      };
  }
}
