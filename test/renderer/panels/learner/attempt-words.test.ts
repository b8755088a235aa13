import { expect, test } from 'vitest';
import { earlierTexts } from '../../../../renderer/panels/learner/attempt-words.ts';
import { learnerRecord } from '../../../../shared/report/learner-record.ts';
import { reportFromText } from '../../../support/table.ts';

const started = '2015-09-02 09:00:05+00:00';
const told = (header: string, ...cells: string[]) => {
  const sources = ['submitted', 'verified'].map((status, download) => {
    const name = `x_proctored_exam_results_report_2015-09-0${download + 3}-0900.csv`;
    const text = `${header},user_email,exam_name,status,started_at\r\n${cells},ana@x.org,Final,${status},${started}`;
    return { id: name, report: reportFromText(text, name) };
  });
  const record = learnerRecord(sources, 0);
  return record.attempts.map((attempt) => earlierTexts(record, attempt));
};

test('what an earlier download said of an attempt is told, and how the attempt was known again where no code tells', () => {
  const [file, said] = ['x_proctored_exam_results_report_2015-09-03-0900.csv', 'In review'];
  expect(told('attempt_code', 'C1')).toEqual([[`Earlier: ${said}, in ${file}`]]);
  expect(told('is_sample_attempt', 'False')).toEqual([[`Earlier (inferred from exam and start): ${said}, in ${file}`]]);
});
