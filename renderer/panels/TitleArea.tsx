import { readFileName } from '../../shared/report/file-name.ts';
import { courseLimit, type Report, type ReportFacts } from '../../shared/report/report.ts';
import { examsText } from '../../shared/report/words.ts';
import type { Settings } from '../../shared/settings.ts';
import { Button } from '../parts/Button.tsx';
import { Choice } from '../parts/Choice.tsx';
import { counted, momentText, offsetText, type Zone } from '../parts/words.ts';
import { showDialog } from '../state/act.ts';
import { setTime, ThemeMenu } from './WindowSettings.tsx';

interface TitleAreaProps {
  readonly name: string;
  readonly sample: boolean;
  readonly report: Report | undefined;
  readonly settings: Settings;
}

/** Which course this is, how much of it, and of when. */
export function TitleArea({ name, sample, report, settings }: TitleAreaProps) {
  const zone = settings.time;
  return (
    <div className="title-area">
      <div className="title-words">
        <h1 title={courseTitle(name, report)}>
          <bdi>{courseTitle(name, report)}</bdi>
        </h1>
        <p className="text-soft">
          {sample && <span className="title-sample">Sample with made-up learners</span>}
          {report ? aboutText(report, zone) : 'Opening…'}
        </p>
      </div>
      <div className="title-tools">
        <Choice
          label="Times:"
          value={zone}
          options={[
            { value: 'utc', label: 'UTC' },
            { value: 'local', label: `local (${offsetText(report?.facts.asOf?.micros ?? Date.now() * 1000)})` },
          ]}
          onChange={setTime}
        />
        <ThemeMenu theme={settings.theme} />
        <Button icon="download" disabled={!report?.facts.complete} onPress={() => void showDialog('export')}>
          Export…
        </Button>
      </div>
    </div>
  );
}

/** The course's key; where no column says it, what the file's name says, which is only a hint. */
function courseTitle(name: string, report: Report | undefined): string {
  const courses = report?.facts.courses ?? [];
  if (courses.length === 1) return courses[0]!;
  const atLeast = courses.length >= courseLimit ? 'at least ' : '';
  if (courses.length > 1) return `${courses[0]} and ${atLeast}${counted(courses.length - 1, 'more course')}`;
  return readFileName(name)?.prefix ?? name;
}

function aboutText(report: Report, zone: Zone): string {
  if (report.facts.plain) return 'A table that is not the report: shown as it stands, without verdicts';
  const { exams, practice } = report.facts.examCounts;
  const parts = [
    exams + practice > 0 && report.facts.complete ? examsText([], exams, practice) : undefined,
    asOfWords(report.facts, zone),
  ];
  return parts.filter(Boolean).join(' · ');
}

function asOfWords({ asOf }: ReportFacts, zone: Zone): string {
  if (!asOf) return 'time of the report not known';
  const moment = momentText(asOf.micros, zone);
  return asOf.source === 'file name'
    ? `as of ${moment} (from the file name)`
    : `not before ${moment} (the newest time in the file)`;
}
