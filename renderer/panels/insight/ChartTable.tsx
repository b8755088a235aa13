import {
  type Chart,
  canPress,
  countOf,
  isDivided,
  isPressed,
  isSmall,
  type Pressed,
} from '../../../shared/report/chart.ts';
import type { View } from '../../../shared/table/view.ts';
import { numberText } from '../../parts/words.ts';
import { pressBar } from '../../state/act-overview.ts';

/** A chart's numbers, and the same filters as its bars. */
export function ChartTable({ chart, view }: { chart: Chart; view: View }) {
  const parts = isDivided(chart) ? chart.parts : [];
  return (
    <div className="chart-table">
      <table>
        <caption className="only-read">{chart.title}, in attempts</caption>
        <thead>
          <tr>
            <th scope="col">{chart.head}</th>
            {parts.map(({ label }, part) => (
              <th key={label} scope="col">
                <Filter chart={chart} view={view} pressed={{ part }}>
                  {label}
                </Filter>
              </th>
            ))}
            <th scope="col">Attempts</th>
          </tr>
        </thead>
        <tbody>
          {chart.bars.map(({ key, label }, bar) => (
            <tr key={key || label}>
              <th scope="row">
                <Filter chart={chart} view={view} pressed={{ bar }} title={label}>
                  {label}
                </Filter>
              </th>
              {parts.map(({ label: name }, part) => (
                <td key={name}>
                  {countOf(chart, bar, part) === 0 ? (
                    <span className="text-soft">0</span>
                  ) : (
                    <Filter chart={chart} view={view} pressed={{ bar, part }} name={`${label}, ${name}: `}>
                      {numberText(countOf(chart, bar, part))}
                    </Filter>
                  )}
                </td>
              ))}
              <td>
                {numberText(chart.totals[bar]!)}
                {isSmall(chart.totals[bar]!) && <abbr title="Fewer than 5 attempts">*</abbr>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface FilterProps {
  readonly chart: Chart;
  readonly pressed: Pressed;
  readonly view: View;
  readonly children: string;
  /** Read out before the text. */
  readonly name?: string;
  /** Where the text may be cut. */
  readonly title?: string;
}

function Filter({ chart, pressed, view, children, name, title }: FilterProps) {
  if (!canPress(chart, pressed)) return <bdi title={title}>{children}</bdi>;
  return (
    <button
      type="button"
      className="chart-filter"
      title={title}
      aria-pressed={isPressed(chart, view, pressed)}
      onClick={(event) => pressBar(chart, pressed, event.shiftKey)}
    >
      {name && <span className="only-read">{name}</span>}
      <bdi>{children}</bdi>
    </button>
  );
}
