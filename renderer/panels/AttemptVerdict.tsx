import { reviewEntry, statusEntry, verdictEntry } from '../../shared/report/glossary.ts';
import type { Report } from '../../shared/report/report.ts';
import { reviewMeaning, reviewWord, statusMeaning } from '../../shared/report/statuses.ts';
import { mayBeTimedSentence } from '../../shared/report/timed-exams.ts';
import { decidesUnnamed, passingSaysNothing, type Verdict } from '../../shared/report/verdict.ts';
import type { Settings } from '../../shared/settings.ts';
import { isNone } from '../../shared/table/column.ts';
import { ReviewBadge, StatusBadge, VerdictBadge, verdictWord } from '../parts/Badge.tsx';
import { IconButton } from '../parts/Button.tsx';
import { showHelp } from '../state/act-help.ts';
import { SecondReviewChoice } from './SecondReviewChoice.tsx';

/** The answer in words: what it is, what the learner sees, who acts, what follows. */
export function AttemptVerdict({ report, row, settings }: { report: Report; row: number; settings: Settings }) {
  const verdict = report.verdict(row);
  const status = report.cell(row, 'status') ?? '';
  const review = report.cell(row, 'review_status');
  const provider = report.cell(row, 'provider');
  const sample = report.cell(row, 'is_sample_attempt');
  const unnamed = decidesUnnamed({ status, provider, sample });
  return (
    <section className="pane-section" aria-labelledby="pane-verdict">
      <h3 id="pane-verdict" className="only-read">
        Verdict
      </h3>
      <Explained word={verdictWord(verdict.kind).label} entry={verdictEntry(verdict.kind)}>
        <VerdictBadge verdict={verdict} large />
      </Explained>
      <p className="verdict-detail">{verdict.detail}</p>
      <dl className="facts">
        <Fact name="Learner sees">{verdict.learnerSees ?? 'no result'}</Fact>
        <Fact name="Who acts">{verdict.whoActs ?? 'nobody has to'}</Fact>
        <Fact name="Status">
          <Explained word={status} entry={statusEntry(status)}>
            <StatusBadge status={status} />
          </Explained>
          <span className="facts-note">{beyond(verdict.detail, statusMeaning(status, provider))}</span>
        </Fact>
        {review !== undefined && (
          <Fact name="Review">
            <span className="facts-line">
              <Explained word={review} entry={reviewEntry(review)}>
                <ReviewBadge review={review} />
              </Explained>{' '}
              {examResult(review)}
            </span>
            <span className="facts-note">{reviewMeaning(review, provider)}</span>
          </Fact>
        )}
        {verdict.consequence !== undefined && <Fact name="Consequence">{verdict.consequence}</Fact>}
      </dl>
      {mayBeTimed(report, row, verdict) && <p className="text-soft">{mayBeTimedSentence}</p>}
      {!saysIt(verdict) && <p className="text-soft">{passingSaysNothing}</p>}
      {unnamed && <SecondReviewChoice value={settings.secondReview} />}
      {unnamed && <p className="text-soft">The answer holds at once, for every report, and is kept.</p>}
    </section>
  );
}

/** A badge, and the way from it to its entry in Help. */
function Explained({ word, entry, children }: { word: string; entry: string; children: React.ReactNode }) {
  const label = isNone(word) ? 'What no value means here' : `What “${word}” means`;
  return (
    <span className="explained">
      {children}
      <IconButton icon="circle-question-mark" label={label} onPress={() => showHelp(entry)} />
    </span>
  );
}

/** Only an attempt that waits for a review can turn out never to get one. */
const mayBeTimed = (report: Report, row: number, verdict: Verdict): boolean =>
  verdict.kind === 'in-review' && report.facts.timedExams.includes(report.cell(row, 'exam_name') ?? '');

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** "Exam result: Pass", what the documentation makes of a review. */
function examResult(review: string): string {
  if (isNone(review)) return '';
  const word = reviewWord(review);
  return word ? `Exam result: ${word.result}` : '';
}

/** What a text says after words that have been said already. */
const beyond = (said: string, text: string): string => (text.startsWith(said) ? text.slice(said.length).trim() : text);

const saysIt = (verdict: Verdict): boolean =>
  verdict.detail.includes(passingSaysNothing) || (verdict.consequence?.includes(passingSaysNothing) ?? false);
