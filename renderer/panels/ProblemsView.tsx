import { useState } from 'react';
import type { Report } from '../../shared/report/report.ts';
import { problemSentence, problemTitles } from '../../shared/table/problem-words.ts';
import { type Problem, type ProblemKind, problemKinds } from '../../shared/table/problems.ts';
import type { Table } from '../../shared/table/table.ts';
import { focusRowAt } from '../grid/focus-row.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { LongList } from '../parts/LongList.tsx';
import { Select } from '../parts/Select.tsx';
import { counted, numberText } from '../parts/words.ts';
import { showDialog } from '../state/act.ts';
import { goToRow, linesOf } from '../state/act-reading.ts';
import './notes.css';

/** Where a person left the list for a row, to come back to. */
const left = new WeakMap<Table, { readonly kind: ProblemKind | 'all'; readonly place: number }>();

/** What was odd about the text of the file, each with its line and the way to its row. Nothing was dropped for it. */
export function ProblemsView({ report }: { report: Report }) {
  const { problems, parts } = report.table;
  const [kind, setKind] = useState(left.get(report.table)?.kind ?? 'all');
  const close = () => void showDialog(undefined);
  const ends = [
    ['CRLF', parts.lineEnds.crlf],
    ['LF', parts.lineEnds.lf],
    ['CR', parts.lineEnds.cr],
  ] as const;
  const mixed = ends.filter(([, count]) => count > 0);
  const found = problemKinds.filter((one) => problems.countOf(one) > 0);
  return (
    <Dialog title="Problems in the file" wide onClose={close}>
      <p className="text-soft">
        {problems.count === 0
          ? 'None: every line was read as one row with as many cells as the header has.'
          : 'Nothing was dropped: every row is shown as well as it can be read, and every value as it is written.'}
        {mixed.length > 1 &&
          ` Rows end with ${mixed.map(([name, count]) => `${name} (${numberText(count)})`).join(' and ')}.`}
      </p>
      {problems.count > 0 && (
        <>
          <div className="problems-head">
            <p className="problems-count" role="status">
              {counted(kind === 'all' ? problems.count : problems.countOf(kind), 'problem')}
              {problems.count > problems.listed && `, the first ${numberText(problems.listed)} of all are listed`}
            </p>
            <Select
              label="Kind"
              value={kind}
              options={[
                { value: 'all', label: `All kinds (${numberText(problems.count)})` },
                ...found.map((one) => ({
                  value: one,
                  label: `${problemTitles[one]} (${numberText(problems.countOf(one))})`,
                })),
              ]}
              onChange={(chosen) => {
                left.delete(report.table);
                setKind(chosen);
              }}
            />
          </div>
          <ProblemList key={kind} report={report} kind={kind} />
        </>
      )}
    </Dialog>
  );
}

function ProblemList({ report, kind }: { report: Report; kind: ProblemKind | 'all' }) {
  const { table } = report;
  const [places] = useState(() => (kind === 'all' ? undefined : table.problems.placesOf(kind)));
  const [lines, setLines] = useState<ReadonlyMap<number, number>>(new Map());
  const at = (place: number) => table.problems.at(places ? places[place]! : place);
  // Before the first row, and behind the last, there is nothing to go to.
  const hasRow = ({ row }: Problem) => row !== undefined && row < table.rowCount;

  // The worker counts the lines, since there may be a million before the last.
  async function ask(from: number, to: number) {
    const shown = Array.from({ length: to - from }, (_, index) => at(from + index));
    const offsets = shown.flatMap(({ offset, lines: run }) => (run ? [offset, run.last] : [offset]));
    const found = await linesOf(offsets).catch(() => []);
    // Answers may come late: those of other entries stay, as far as a person may scroll back to them.
    setLines(
      (known) => new Map([...[...known].slice(-1000), ...found.map((line, at) => [offsets[at]!, line] as const)]),
    );
  }

  return (
    <LongList
      label="Problems"
      count={places?.length ?? table.problems.listed}
      begin={left.get(table)?.place ?? 0}
      entry={(place) => <ProblemLine problem={at(place)} table={table} lines={lines} />}
      isDisabled={(place) => !hasRow(at(place))}
      onAction={(place) => {
        left.set(table, { kind, place });
        void jump(at(place).row!);
      }}
      onShown={(from, to) => void ask(from, to)}
    />
  );
}

interface ProblemLineProps {
  readonly problem: Problem;
  readonly table: Table;
  /** By the place in the bytes, as far as they are known. */
  readonly lines: ReadonlyMap<number, number>;
}

function ProblemLine({ problem, table, lines }: ProblemLineProps) {
  const words = problemSentence(problem, table);
  return (
    <span className="problem" title={words}>
      <span className="problem-line">{lineWords(problem, lines)}</span>
      <span className="problem-kind">{problemTitles[problem.kind]}</span>
      <span className="problem-words">{words}</span>
    </span>
  );
}

function lineWords({ offset, lines: run }: Problem, lines: ReadonlyMap<number, number>): string {
  const first = lines.get(offset);
  if (first === undefined) return 'line …';
  const last = run && run.count > 1 ? lines.get(run.last) : undefined;
  return last === undefined ? `line ${numberText(first)}` : `lines ${numberText(first)}–${numberText(last)}`;
}

async function jump(row: number) {
  await showDialog(undefined);
  const place = await goToRow(row);
  // The dialog gives the focus back to what opened it; then it is the row's turn.
  if (place >= 0) setTimeout(() => focusRowAt(place), 100);
}
