import { limitMark, limitSentence } from '../../shared/report/minutes.ts';
import type { Minutes } from '../../shared/report/report.ts';
import { minutesText } from './words.ts';

/** Minutes used of those allowed, as a bar with its text, and what is to be said of the limit: soft words only. */
export function TimeBar({ minutes }: { minutes: Minutes }) {
  const { used, allowed, usual, ratio } = minutes;
  const mark = limitMark(allowed, usual);
  const over = used !== undefined && allowed !== undefined && ratio !== undefined && used > allowed + 2;
  return (
    <div className="time-bar">
      <p className="time-bar-text">{minutesWords(minutes)}</p>
      {ratio !== undefined && (
        <div className="time-bar-track" aria-hidden="true">
          <div className="time-bar-used" style={{ width: `${Math.min(ratio, 1) * 100}%` }} />
        </div>
      )}
      {mark && <p className="text-soft">{limitSentence(mark)}</p>}
      {over && (
        <p className="text-soft">
          Handed in after the limit had passed. Older platforms noticed late that time was up, so this alone says
          little.
        </p>
      )}
    </div>
  );
}

/** "97.8 min of 120 min used (82 %)", and what can be said where something is not known. */
export function minutesWords(minutes: Minutes): string {
  const { ratio } = minutes;
  return ratio === undefined ? usedWords(minutes) : `${usedWords(minutes)} (${Math.round(ratio * 100)} %)`;
}

function usedWords({ used, allowed }: Minutes): string {
  const limit = allowed !== undefined && allowed > 0 ? minutesText(allowed) : undefined;
  if (used === undefined) return limit === undefined ? 'Minutes not known' : `${limit} allowed, minutes used not known`;
  return limit === undefined ? `${minutesText(used)} used, no limit recorded` : `${minutesText(used)} of ${limit} used`;
}
