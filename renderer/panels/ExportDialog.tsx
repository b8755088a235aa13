import { useState } from 'react';
import { namedAfter } from '../../shared/report/file-name.ts';
import type { Settings } from '../../shared/settings.ts';
import { isFiltered } from '../../shared/table/view.ts';
import type { ExportPlan } from '../engine/asks.ts';
import { shownColumns } from '../grid/sheet-columns.ts';
import { Button } from '../parts/Button.tsx';
import { Choice } from '../parts/Choice.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { Icon } from '../parts/Icon.tsx';
import { counted, numberText } from '../parts/words.ts';
import { showDialog } from '../state/act.ts';
import { exportReport, stopExport } from '../state/act-export.ts';
import type { Open } from '../state/state.ts';

/** What is written, said before it is written. */
export function ExportDialog({ open, settings, writing }: { open: Open; settings: Settings; writing: boolean }) {
  const { report, shown, view } = open;
  const [rows, setRows] = useState<ExportPlan['rows']>('shown');
  const [columns, setColumns] = useState<'shown' | 'file'>('shown');
  const [values, setValues] = useState<ExportPlan['values']>('safe');
  const [mark, setMark] = useState<'bom' | 'plain'>('bom');

  const total = report.table.rowCount;
  const count = rows === 'shown' ? shown.rows.length : total;
  const fileColumns = report.table.columns.filter((column) => column.parts.header !== undefined).map(({ id }) => id);
  const onScreen = shownColumns(report, settings);
  const written = columns === 'shown' ? onScreen : fileColumns;
  const ofFile = written.filter((id) => fileColumns.includes(id)).length;
  const derived = written.length - ofFile;
  const filtered = rows === 'shown' && isFiltered(view);

  const write = async () => {
    // The button stays enabled: disabled it would lose the focus, and the dialog with it its keys.
    if (writing) return;
    const plan: ExportPlan = { rows, columns: columns === 'shown' ? onScreen : undefined, values, bom: mark === 'bom' };
    if (await exportReport(plan, exportName(open.name, filtered ? count : undefined))) void showDialog(undefined);
  };

  const leave = () => {
    stopExport();
    void showDialog(undefined);
  };

  return (
    <Dialog
      title="Export"
      onClose={leave}
      foot={
        <>
          <Button onPress={leave}>Cancel</Button>
          <Button look="main" icon="download" onPress={() => void write()}>
            {writing ? 'Writing…' : 'Save as…'}
          </Button>
        </>
      }
    >
      <form
        className="export-choices"
        onSubmit={(event) => {
          event.preventDefault();
          void write();
        }}
      >
        <Choice
          look="list"
          label="Rows"
          autoFocus
          value={rows}
          options={[
            { value: 'shown', label: `The ${numberText(shown.rows.length)} shown, in the order on screen` },
            { value: 'all', label: `All ${numberText(total)}, in the order of the file` },
          ]}
          onChange={setRows}
        />
        <Choice
          look="list"
          label="Columns"
          value={columns}
          options={[
            { value: 'shown', label: `The ${onScreen.length} on screen` },
            { value: 'file', label: `All ${fileColumns.length} of the file, in its order` },
          ]}
          onChange={setColumns}
        />
        <Choice
          look="list"
          label="Values"
          value={values}
          options={[
            {
              value: 'safe',
              label: 'Safe for spreadsheets',
              note: 'A cell that a spreadsheet could run as a formula gets an apostrophe in front.',
            },
            {
              value: 'exact',
              label: 'Exactly as in the file',
              note: 'A spreadsheet may run cells that begin with =, +, - or @.',
            },
          ]}
          onChange={setValues}
        />
        <Choice
          look="list"
          label="Encoding"
          value={mark}
          options={[
            { value: 'bom', label: 'UTF-8 with a byte order mark, as Excel needs it' },
            { value: 'plain', label: 'UTF-8 without it' },
          ]}
          onChange={setMark}
        />
        {/* Without one, Enter on a choice would go nowhere. */}
        <button type="submit" hidden />
      </form>
      <p className="export-sum" role="status">
        <strong>
          {numberText(count)} of {counted(total, 'row')}, {ofFile} of {counted(fileColumns.length, 'column')}
        </strong>
        {derived > 0 && ` of the file, and ${counted(derived, 'column')} worked out by Proctorsheet`}
        {values === 'exact' &&
          '. Not part of it: lines before the header, and bytes of the file that could not be read as text'}
        .
      </p>
      <p className="export-care">
        <Icon name="shield-check" />
        <span>
          The export names people as the report does. It is confidential, and your institution’s data stewardship policy
          applies to it wherever you save it.
        </span>
      </p>
    </Dialog>
  );
}

/** The source's name, and what was done: "… filtered 188.csv". */
export const exportName = (source: string, filteredCount: number | undefined): string =>
  namedAfter(source, filteredCount === undefined ? 'export' : `filtered ${filteredCount}`, 'csv');
