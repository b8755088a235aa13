import { Fragment } from 'react';
import { knownColumns } from '../../shared/report/columns.ts';
import { isOfPerson } from '../../shared/report/person-columns.ts';
import type { Report } from '../../shared/report/report.ts';
import type { Column } from '../../shared/table/column.ts';
import { CopyButton } from '../parts/CopyButton.tsx';
import { showPerson } from '../parts/show-person.ts';
import { VisibleText } from '../parts/VisibleText.tsx';
import { fieldsOf, fieldsText } from './fields-text.ts';

const titles = new Map<string, string>(knownColumns.map((column) => [column.id, column.title]));

/** Every cell of the row as it stands in the file, in the order of the file. */
export function AttemptFields({ report, row }: { report: Report; row: number }) {
  return (
    <section className="pane-section" aria-labelledby="pane-fields">
      <div className="section-head">
        <h3 id="pane-fields">As in the file, row {row + 1}</h3>
        <CopyButton text={fieldsText(report, row)} label="Copy all fields" />
      </div>
      <dl className="fields">
        {fieldsOf(report, row).map((column) => (
          <Field key={column.id} column={column} row={row} />
        ))}
      </dl>
    </section>
  );
}

function Field({ column, row }: { column: Column; row: number }) {
  const text = column.text(row);
  const shown = isOfPerson(column.id) ? showPerson(text) : text;
  return (
    <div className="field-row">
      {/* A long name may break after an underscore. */}
      <dt title={titles.get(column.id)}>
        <bdi>
          {column.name.split(/(?<=_)/).map((part, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a name have no other key and never move.
            <Fragment key={at}>
              {part}
              <wbr />
            </Fragment>
          ))}
        </bdi>
      </dt>
      <dd className="verbatim" dir="auto">
        {text === '' ? <span className="text-soft">(empty)</span> : <VisibleText text={shown} />}
      </dd>
      <dd className="field-copy">{text !== '' && <CopyButton text={text} label={`Copy ${column.name}`} />}</dd>
    </div>
  );
}
