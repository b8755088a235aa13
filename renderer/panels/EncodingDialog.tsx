import { useMemo, useState } from 'react';
import { type Encoding, encodings } from '../../shared/table/encodings.ts';
import { Button } from '../parts/Button.tsx';
import { Choice } from '../parts/Choice.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { showDialog } from '../state/act.ts';
import { reopenWith } from '../state/act-reading.ts';
import type { Open } from '../state/state.ts';
import { type Preview, previewOf } from './encoding-preview.ts';
import './notes.css';

/** The file once more, in the encoding in which its own words look right. */
export function EncodingDialog({ open }: { open: Open }) {
  const { facts } = open.report;
  const sample = facts.sample ?? new Uint8Array(0);
  const [chosen, setChosen] = useState<Encoding | 'auto'>(open.readAs?.encoding ?? 'auto');
  const choices = useMemo(() => {
    const all = encodings.map((one) => ({ ...one, preview: previewOf(sample, one.id) }));
    // The one in use stands first, and what cannot be right last.
    const place = ({ id, preview }: (typeof all)[number]) => (id === facts.encoding ? 0 : preview.fits ? 1 : 2);
    return all.toSorted((a, b) => place(a) - place(b));
  }, [sample, facts.encoding]);
  const close = () => void showDialog(undefined);
  const reopen = () => {
    close();
    void reopenWith(chosen === 'auto' ? undefined : chosen);
  };
  const now = encodings.find(({ id }) => id === facts.encoding)?.title ?? facts.encoding;
  return (
    <Dialog
      title="Reopen with encoding"
      wide
      onClose={close}
      foot={
        <>
          <Button onPress={close}>Cancel</Button>
          <Button look="main" onPress={reopen}>
            Reopen
          </Button>
        </>
      }
    >
      <p className="text-soft">
        {sample.length === 0
          ? 'The beginning of the file holds nothing but plain letters, which are the same in nearly every encoding.'
          : 'Choose the one in which these words of the file read right. The file itself is not changed.'}
      </p>
      <Choice
        look="list"
        label={`Read now as ${now} (${facts.encodingWhy})`}
        value={chosen}
        options={[
          { value: 'auto' as const, label: 'As Proctorsheet finds out' },
          ...choices.map(({ id, title, preview }) => ({
            value: id,
            label: title,
            note: sample.length > 0 && <PreviewWords preview={preview} />,
          })),
        ]}
        onChange={setChosen}
      />
    </Dialog>
  );
}

function PreviewWords({ preview: { words, fits } }: { preview: Preview }) {
  return (
    <>
      {!fits && <span className="encoding-unfit">Does not fit: some bytes are no character in it. </span>}
      <bdi className="encoding-preview">{words}</bdi>
    </>
  );
}
