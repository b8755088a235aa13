/** Where what the viewer says of columns and values comes from, in words for people. The evidence is in docs/domain.md. */

const page = 'Open edX documentation, “Interpret the Proctored Exam Results Report”';

export const documentedColumn = `${page}: the report’s fields`;
export const documentedStatus = `${page}: values of the status column`;
export const documentedReview = `${page}: values of the review_status column`;
export const platformCode = 'Source code of the Open edX platform; its documentation does not describe this';
export const proctoringCode = 'Source code of edx-proctoring; the documentation does not describe this';
/** What the viewer concludes by itself; the rules are docs/rules.md. */
export const ownRule = 'Proctorsheet’s own rule; the report does not say this by itself';
