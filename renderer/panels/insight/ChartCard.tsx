import { type KeyboardEvent, useId, useRef, useState } from 'react';
import {
  type Chart,
  canPress,
  chartText,
  hasOwn,
  isChosen,
  isDivided,
  isPressed,
  isSmall,
} from '../../../shared/report/chart.ts';
import type { ColumnChart, DividedBy } from '../../../shared/report/column-chart.ts';
import { namedAfter } from '../../../shared/report/file-name.ts';
import type { View } from '../../../shared/table/view.ts';
import { ChartCanvas } from '../../charts/ChartCanvas.tsx';
import { partLook } from '../../charts/looks.ts';
import { pictureOf } from '../../charts/picture.ts';
import { IconButton } from '../../parts/Button.tsx';
import { CopyButton } from '../../parts/CopyButton.tsx';
import { Select } from '../../parts/Select.tsx';
import { numberText } from '../../parts/words.ts';
import { savePicture } from '../../state/act-export.ts';
import { clearChart, divideChart, dropChart, pressBar } from '../../state/act-overview.ts';
import { mark } from '../../state/marks.ts';
import { ChartTable } from './ChartTable.tsx';

interface ChartCardProps {
  readonly chart: Chart;
  /** The file's name, for the name of a picture. */
  readonly name: string;
  /** What the numbers are of, for whom a picture is all they have. */
  readonly subject: string;
  readonly view: View;
  /** The column that the chart was asked for; absent for those that every report has. */
  readonly of: ColumnChart | undefined;
  readonly width: number;
  readonly styleNonce: string;
}

/** A chart with its heading, what it leaves out, and its numbers as a table. */
export function ChartCard({ chart, name, subject, view, of, width, styleNonce }: ChartCardProps) {
  const id = useId();
  const card = useRef<HTMLElement>(null);
  const [asTable, setAsTable] = useState(false);
  const own = hasOwn(view, chart);
  const chosen = own ? chart.counts.map((_, at) => chosenAt(chart, view, at)) : undefined;
  const takeBack = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !own || event.defaultPrevented) return;
    event.preventDefault();
    clearChart(chart);
  };
  const onBar = (bar: number, part: number, add: boolean) => {
    // Escape is to be heard here afterwards; with the keyboard the focus is here already.
    if (!card.current?.contains(document.activeElement)) card.current?.focus({ preventScroll: true });
    const pressed = isDivided(chart) ? { bar, part } : { bar };
    if (canPress(chart, pressed)) pressBar(chart, pressed, add);
  };
  const picture = () =>
    pictureOf(
      { chart, chosen, width: 720 },
      { title: chart.title, subtitle: subject, footnote: leftWords(chart) },
      styleNonce,
    );
  return (
    <section className="chart" ref={card} tabIndex={-1} aria-labelledby={id} onKeyDown={takeBack} data-chart={chart.id}>
      <header className="chart-head">
        <h3 id={id}>
          <bdi>{chart.title}</bdi>
        </h3>
        <div className="chart-tools">
          <IconButton
            icon={asTable ? 'chart' : 'table'}
            label={asTable ? 'Show as chart' : 'Show as table'}
            onPress={() => setAsTable(!asTable)}
          />
          <CopyButton text={chartText(chart)} label="Copy the numbers" />
          <IconButton
            icon="image"
            label="Save picture…"
            onPress={() => void savePicture(namedAfter(name, `- ${chart.title}`, 'png'), picture)}
          />
          {of && <IconButton icon="x" label="Remove this chart" onPress={() => dropChart(of.column)} />}
        </div>
      </header>
      {of && <DivideBy of={of} />}
      {!chart.totals.some((total) => total > 0) ? (
        <p className="chart-note">Nothing to draw.</p>
      ) : asTable ? (
        <ChartTable chart={chart} view={view} />
      ) : (
        <>
          {isDivided(chart) && <Legend chart={chart} view={view} />}
          <ChartCanvas
            {...{ chart, chosen, styleNonce, onBar }}
            width={width - 2 * inset}
            onShown={() => mark('chart:shown')}
          />
        </>
      )}
      <Notes chart={chart} />
    </section>
  );
}

/** Of the card's frame and padding, at either side; as in overview.css. */
const inset = 13;

function chosenAt(chart: Chart, view: View, at: number): boolean {
  return isChosen(chart, view, Math.floor(at / chart.parts.length), at % chart.parts.length);
}

const divisions: readonly { value: DividedBy; label: string }[] = [
  { value: 'nothing', label: 'All attempts together' },
  { value: 'verdict', label: 'By verdict' },
  { value: 'exam', label: 'By exam' },
];

function DivideBy({ of }: { of: ColumnChart }) {
  const options = divisions.filter(
    ({ value }) =>
      !(value === 'verdict' && of.column === 'verdict') && !(value === 'exam' && of.column === 'exam_name'),
  );
  return <Select label="Divided" quiet value={of.by} options={options} onChange={(by) => divideChart(of.column, by)} />;
}

/** What the parts of the bars are; each is a filter where that means something of its own. */
function Legend({ chart, view }: { chart: Chart; view: View }) {
  return (
    <ul className="chart-legend" aria-label="Parts of the bars">
      {chart.parts.map(({ label }, part) => {
        const { tone, mark } = partLook(chart, part);
        const words = (
          <>
            <span className={`swatch swatch-${tone} swatch-${mark}`} aria-hidden="true" />
            <bdi>{label}</bdi>
          </>
        );
        return (
          <li key={label}>
            {canPress(chart, { part }) ? (
              <button
                type="button"
                className="chart-part"
                aria-pressed={isPressed(chart, view, { part })}
                onClick={(event) => pressBar(chart, { part }, event.shiftKey)}
              >
                {words}
              </button>
            ) : (
              <span className="chart-part">{words}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** What a chart leaves out and what one has to know of it. */
function Notes({ chart }: { chart: Chart }) {
  const left = leftWords(chart);
  const small = chart.totals.some(isSmall);
  const notes = [left, ...chart.notes, small ? '* Fewer than 5 attempts: single learners may be recognised.' : ''];
  return notes.filter(Boolean).map((note) => (
    <p key={note} className="chart-note">
      {note}
    </p>
  ));
}

function leftWords({ left }: Chart): string {
  if (left.length === 0) return '';
  return `Not drawn: ${left.map(({ count, why }) => `${numberText(count)} ${why}`).join('; ')}.`;
}
