/** The columns that hold something of a person, of whatever header version (docs/domain.md §1). */
const headers: ReadonlySet<string> = new Set([
  ...['username', 'email', 'user_email', 'attempt_code', 'external_id'],
  ...['student_id', 'anonymous_user_id'],
]);

/** Whether a column holds a name, an address or a code of a person; a repeated one, "username (2)", does as well. */
export const isOfPerson = (columnId: string): boolean =>
  headers.has(
    columnId
      .replace(/^other:/, '')
      .trim()
      .toLowerCase()
      .replace(/ \(\d+\)$/, ''),
  );
