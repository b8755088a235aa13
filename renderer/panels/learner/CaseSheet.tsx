import { noIncidentsSentence } from '../../../shared/report/attempt-incidents.ts';
import { asOfText } from '../../../shared/report/file-name.ts';
import {
  incidentCount,
  type LearnerAttempt,
  type LearnerRecord,
  type Moment,
} from '../../../shared/report/learner-record.ts';
import { formatTimeWithSeconds } from '../../../shared/report/minutes.ts';
import { mayBeTimedSentence, mayBeTimedWords } from '../../../shared/report/timed-exams.ts';
import { passingSaysNothing } from '../../../shared/report/verdict.ts';
import { capital } from '../../../shared/report/words.ts';
import { isNone } from '../../../shared/table/column.ts';
import { showPerson } from '../../parts/show-person.ts';
import { minutesWords } from '../../parts/TimeBar.tsx';
import { counted, numberText, type Zone, zoneText } from '../../parts/words.ts';
import { earlierTexts, reportName, startedText } from './attempt-words.ts';
import { hasIncidents } from './LearnerIncidents.tsx';

interface CaseSheetProps {
  readonly record: LearnerRecord;
  readonly zone: Zone;
  /** When the sheet is made: "25 Nov 2026". */
  readonly made: string;
}

/**
 * One learner on paper, to decide on: what the file says, the reviewer's words as they stand, and room for a decision.
 * Nobody else is on it. Drawn without inline styles and icons, so that its markup and its own style sheet are all of it.
 */
export function CaseSheet({ record, zone, made }: CaseSheetProps) {
  const courses = [...new Set(record.attempts.map(({ course }) => course).filter((course) => !isNone(course)))];
  const hasCounts = record.attempts.some(({ incidents }) => incidents.length > 0);
  return (
    <article className="case-sheet" lang="en">
      <header>
        <p className="sheet-kind">Case sheet · proctored exams of one learner</p>
        <h1>
          <bdi>{showPerson(record.usernames[0] ?? record.emails[0])}</bdi>
        </h1>
        <dl className="sheet-facts">
          {record.usernames.length > 1 && <Fact name="Usernames" texts={record.usernames.map(showPerson)} />}
          <Fact name="Email" texts={record.emails.map(showPerson)} />
          <Fact name={courses.length > 1 ? 'Courses' : 'Course'} texts={courses} />
          {record.reports.map(({ id, fileName, asOf }) => (
            <Fact key={id} name="Report" texts={[fileName, asOfText(asOf)]} />
          ))}
          <Fact name="Sheet made" texts={[made]} />
        </dl>
      </header>
      <section>
        <h2>Verdicts of the proctoring review</h2>
        <table>
          <thead>
            <tr>
              <th scope="col">Exam</th>
              <th scope="col">Attempt</th>
              {hasCounts && <th scope="col">Incidents</th>}
              <th scope="col">Verdict, and why</th>
            </tr>
          </thead>
          <tbody>
            {record.attempts.map((attempt) => (
              <tr key={`${attempt.report} ${attempt.row}`}>
                <td>
                  <bdi>{attempt.exam}</bdi>
                </td>
                <td className={attempt.started?.micros === undefined ? undefined : 'sheet-moment'}>
                  {startedText(attempt, zone)}
                </td>
                {hasCounts && <td>{attempt.incidents.length > 0 ? numberText(incidentCount(attempt)) : '–'}</td>}
                <td>
                  <strong>{attempt.verdict.label}</strong>
                  {attempt.mayBeTimed && ` (${mayBeTimedWords})`}, because {attempt.reason}.
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {record.exams.flatMap(({ course, name, together }) =>
          together.map(({ report, line }) => (
            <p key={`${course} ${name} ${report}`}>
              <bdi>{name}</bdi>: {line}
            </p>
          )),
        )}
        <p>{passingSaysNothing}</p>
      </section>
      {record.attempts.map((attempt, place) => (
        <AttemptPart
          key={`${attempt.report} ${attempt.row}`}
          attempt={attempt}
          heading={`${place + 1} of ${counted(record.attempts.length, 'attempt')}`}
          file={record.reports.length > 1 ? reportName(record, attempt.report) : undefined}
          earlier={earlierTexts(record, attempt)}
          zone={zone}
        />
      ))}
      <DecisionBox />
      <footer>
        <p>
          Proctorsheet made this sheet from the report named above and adds no judgement of its own. An incident is what
          the reviewer reported, word for word.
        </p>
        <p>
          This sheet is confidential personal data. Your institution’s data stewardship policy applies wherever it is
          opened, saved or printed.
        </p>
      </footer>
    </article>
  );
}

interface AttemptPartProps {
  readonly attempt: LearnerAttempt;
  readonly heading: string;
  readonly file: string | undefined;
  readonly earlier: readonly string[];
  readonly zone: Zone;
}

function AttemptPart({ attempt, heading, file, earlier, zone }: AttemptPartProps) {
  const { exam, code, verdict, status, review, provider, started, completed, minutes, mayBeTimed } = attempt;
  return (
    <section className="sheet-attempt">
      <h2>
        <bdi>{exam}</bdi> <span className="sheet-place">{heading}</span>
      </h2>
      <dl className="sheet-facts">
        {file !== undefined && <Fact name="Report" texts={[file, ...earlier]} />}
        <Fact name="Verdict" texts={[`${verdict.label}. ${verdict.detail}`]} />
        <Fact name="Learner sees" texts={[verdict.learnerSees ?? 'No result']} />
        <Fact name="Who acts" texts={[capital(verdict.whoActs ?? 'nobody has to')]} />
        {verdict.consequence !== undefined && <Fact name="Consequence" texts={[verdict.consequence]} />}
        <Fact name="Status" texts={[isNone(status) ? 'No status' : status]} />
        {review !== undefined && <Fact name="Review" texts={[isNone(review) ? 'No review' : review]} />}
        {provider !== undefined && (
          <Fact name="Provider" texts={[isNone(provider) ? 'Not named' : providerText(provider)]} />
        )}
        <Fact name="Started" texts={[momentText(started, zone)]} />
        <Fact name="Completed" texts={[momentText(completed, zone)]} />
        <Fact name="Time" texts={[minutesWords(minutes)]} />
        {code !== undefined && <Fact name="Attempt code" texts={[showPerson(code)]} />}
      </dl>
      {mayBeTimed && <p>{mayBeTimedSentence}</p>}
      <Incidents attempt={attempt} />
    </section>
  );
}

/** `null` reads like none, and is one. */
const providerText = (provider: string): string =>
  provider.trim() === 'null' ? 'null, a provider of that name' : provider;

function Incidents({ attempt }: { attempt: LearnerAttempt }) {
  const { incidents } = attempt;
  if (incidents.length === 0) return null;
  if (!hasIncidents(attempt)) return <p>{noIncidentsSentence(attempt.review)}</p>;
  return (
    <>
      <h3>Incidents reported by the reviewer, word for word</h3>
      {incidents.map(({ kind, count, entries, note }) => (
        <div key={kind}>
          {entries.length > 0 && (
            <h4>
              {kind}
              {count !== undefined && ` · ${count} counted by the report`}
            </h4>
          )}
          <ol className="sheet-incidents">
            {entries.map(({ text, times }) => (
              <li key={text}>
                <p className="sheet-verbatim" dir="auto">
                  {text}
                </p>
                {times > 1 && <p className="sheet-note">Stands {times} times in the report.</p>}
              </li>
            ))}
          </ol>
          {note !== undefined && (
            <p className="sheet-note">
              {kind}: {note}
            </p>
          )}
        </div>
      ))}
    </>
  );
}

/** Room to write in. */
function DecisionBox() {
  return (
    <section className="sheet-decision">
      <h2>Decision of the course team</h2>
      <div className="sheet-room" />
      <div className="sheet-signs">
        <p>Date</p>
        <p>Name</p>
        <p>Signature</p>
      </div>
    </section>
  );
}

function Fact({ name, texts }: { name: string; texts: readonly string[] }) {
  if (texts.length === 0) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {texts.map((text) => (
          <span key={text}>
            <bdi>{text}</bdi>
          </span>
        ))}
      </dd>
    </div>
  );
}

function momentText(moment: Moment | undefined, zone: Zone): string {
  if (!moment) return 'no time recorded';
  if (moment.micros === undefined) return moment.text;
  return `${formatTimeWithSeconds(moment.micros, zone)} ${zoneText(zone, moment.micros)}`;
}
