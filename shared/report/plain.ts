/**
 * A table that is not the report, in the report's form: all that a person can do with rows, and nothing of what is
 * concluded from them.
 */
import { sharedArray } from '../table/column-builder.ts';
import { type HeaderCell, headerCells } from './columns.ts';
import { defaultDictionary } from './dictionary.ts';
import { asOf } from './file-name.ts';
import { openReport, type Report, type ReportSource } from './report.ts';
import { verdictOf } from './verdict.ts';

/** The columns of any header. A name that the report has too means nothing here. */
export const plainCells = (header: readonly string[]): HeaderCell[] =>
  headerCells(header).map((cell) => ({ ...cell, known: undefined }));

export function plainReportOf(source: ReportSource): Report {
  const { table, cells, about, complete, secondReview, dictionary = defaultDictionary } = source;
  return openReport({
    table: table.parts,
    cells,
    facts: {
      ...about,
      plain: true,
      complete,
      courses: [],
      asOf: asOf({ fileName: about.fileName }),
      examCounts: { exams: 0, practice: 0 },
      usualLimits: {},
      timedExams: [],
      unnamedSecondReviews: 0,
      secondReview,
      dictionary,
    },
    // Nobody asks for these; they are what nothing known leads to.
    verdicts: [verdictOf({ status: '' })],
    verdictCodes: sharedArray(Uint16Array, table.rowCount),
  });
}
