import type { Settings } from '../../shared/settings.ts';
import { Choice } from '../parts/Choice.tsx';
import { changeSettings } from '../state/act.ts';

/** Who decides a second review where the file names no provider (docs/rules.md §2). The answer holds at once, for every report. */
export function SecondReviewChoice({ value }: { value: Settings['secondReview'] }) {
  return (
    <Choice
      look="list"
      label="Who decides second reviews where the file names no provider?"
      value={value}
      options={[
        { value: 'not-said', label: 'Not known', note: 'Such attempts are in review, by the provider or by you.' },
        { value: 'provider', label: 'The provider (RPNow)', note: 'Such attempts are in review; you need not act.' },
        {
          value: 'course-team',
          label: 'The course team (Proctortrack and others)',
          note: 'Such attempts need you.',
        },
      ]}
      onChange={(secondReview) => void changeSettings({ secondReview })}
    />
  );
}
