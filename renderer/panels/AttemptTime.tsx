import { formatTimeWithSeconds } from '../../shared/report/minutes.ts';
import type { Report } from '../../shared/report/report.ts';
import { isNone } from '../../shared/table/column.ts';
import { TimeBar } from '../parts/TimeBar.tsx';
import { type Zone, zoneText } from '../parts/words.ts';

/** When the attempt began and ended, and how much of its time was used. */
export function AttemptTime({ report, row, zone }: { report: Report; row: number; zone: Zone }) {
  const { usual } = report.minutes(row);
  return (
    <section className="pane-section" aria-labelledby="pane-time">
      <h3 id="pane-time">Time</h3>
      <TimeBar minutes={report.minutes(row)} />
      <dl className="facts">
        <Moment report={report} row={row} zone={zone} id="started_at" name="Started" />
        <Moment report={report} row={row} zone={zone} id="completed_at" name="Completed" />
        {usual !== undefined && (
          <div className="fact">
            <dt>Usual limit</dt>
            <dd>{usual} min for this exam</dd>
          </div>
        )}
      </dl>
    </section>
  );
}

interface MomentProps {
  readonly report: Report;
  readonly row: number;
  readonly zone: Zone;
  readonly id: 'started_at' | 'completed_at';
  readonly name: string;
}

function Moment({ report, row, zone, id, name }: MomentProps) {
  const column = report.table.column(id);
  if (!column) return null;
  const micros = column.number(row);
  const text = column.text(row);
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>
        {Number.isNaN(micros) ? (
          <bdi>{isNone(text) ? 'no time recorded' : text}</bdi>
        ) : (
          `${formatTimeWithSeconds(micros, zone)} ${zoneText(zone, micros)}`
        )}
      </dd>
    </div>
  );
}
