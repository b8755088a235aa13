import { useState } from 'react';
import { type Failure, failureWords } from '../../../shared/contract/failure.ts';
import { type Dictionary, defaultDictionary, dictionaryLimits } from '../../../shared/report/dictionary.ts';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { showDialog } from '../../state/act.ts';
import { exportCategories, importCategories, saveCategories } from '../../state/act-categories.ts';
import type { Open } from '../../state/state.ts';
import { useAsked } from '../../state/use-asked.ts';
import { CategoryEditor } from './CategoryEditor.tsx';
import { CategoryList } from './CategoryList.tsx';
import './categories.css';
import { type Draft, dictionaryOf, draftOf, isSame, isSound, moved, problemsOf, withNew } from './draft.ts';
import { EffectView } from './EffectView.tsx';

/** What became of a file. */
interface Notice {
  readonly failed: boolean;
  readonly text: string;
}

function failureNotice(reason: Failure): Notice {
  const { sentence, next } = failureWords(reason);
  return { failed: true, text: `${sentence} ${next}` };
}

/** Which words put an incident into which category. Nothing of the reports changes until it is saved. */
export function CategoriesDialog({ dictionary, open }: { dictionary: Dictionary; open: Open | undefined }) {
  const [draft, setDraft] = useState<Draft>(() => draftOf(dictionary));
  const [chosen, setChosen] = useState(draft[0]?.id);
  const [leaving, setLeaving] = useState(false);
  const [notice, setNotice] = useState<Notice>();
  const changed = !isSame(draft, dictionary);
  const sound = isSound(draft);
  const args = open && sound ? { report: open.id, dictionary: dictionaryOf(draft) } : undefined;
  const effect = useAsked('dictionary-effect', args, open?.report);
  const place = draft.findIndex(({ id }) => id === chosen);
  const category = draft[place];

  const close = () => void showDialog(undefined);
  const take = (next: Draft, choose = chosen) => {
    setDraft(next);
    setChosen(choose);
    setLeaving(false);
    setNotice(undefined);
  };
  const takeAll = (next: Dictionary) => take(draftOf(next), next.categories[0]?.id);
  // Only a press on “Discard them” loses what was written; Esc once more does not.
  const leave = () => (changed ? setLeaving(true) : close());
  const readFile = async () => {
    const read = await importCategories();
    if (!read.ok) setNotice(failureNotice(read.failure));
    else if (read.value) takeAll(read.value);
  };
  const writeFile = async () => {
    if (!sound) return;
    const written = await exportCategories(dictionaryOf(draft));
    if (!written.ok) setNotice(failureNotice(written.failure));
    else if (written.value) setNotice({ failed: false, text: `Exported as “${written.value.name}”.` });
  };
  const save = () => {
    if (!sound) {
      setChosen(draft[problemsOf(draft).findIndex((problems) => Object.keys(problems).length > 0)]!.id);
      return;
    }
    void saveCategories(dictionaryOf(draft));
    close();
  };
  return (
    <Dialog
      title="Incident categories"
      wide
      onClose={leave}
      foot={
        leaving ? (
          <>
            <p className="categories-leave" role="alert">
              The changes are not saved.
            </p>
            <Button autoFocus onPress={() => setLeaving(false)}>
              Keep editing
            </Button>
            <Button onPress={close}>Discard them</Button>
          </>
        ) : (
          <>
            <div className="categories-files">
              <Button onPress={() => void readFile()}>Import…</Button>
              <Button onPress={() => void writeFile()}>Export…</Button>
              <Button onPress={() => takeAll(defaultDictionary)}>Restore the original categories</Button>
            </div>
            <Button onPress={leave}>Cancel</Button>
            {/* Never disabled: it would lose the keyboard while a person writes a line. */}
            <Button look="main" onPress={save}>
              Save
            </Button>
          </>
        )
      }
    >
      <p className="text-soft">
        An incident is in every category of which its text holds one of the words, and in “Other” if there is none. The
        categories are kept on this computer; a file of them holds nothing of any report.
      </p>
      <div className="categories">
        <CategoryList
          draft={draft}
          problems={problemsOf(draft)}
          effect={effect}
          chosen={chosen}
          onChoose={setChosen}
          onMove={(id, by) => take(moved(draft, id, by))}
          onAdd={() => {
            const next = withNew(draft);
            if (next.length <= dictionaryLimits.categories) take(next, next.at(-1)!.id);
          }}
        />
        {category && (
          <CategoryEditor
            key={category.id}
            category={category}
            problems={problemsOf(draft)[place] ?? {}}
            onChange={(next) => take(draft.with(place, next))}
            onRemove={() => take(draft.toSpliced(place, 1), (draft[place + 1] ?? draft[place - 1])?.id)}
          />
        )}
      </div>
      {notice && (
        // Here and not at the foot of the window, where it would lie over the buttons.
        <p
          className={`categories-notice${notice.failed ? ' is-failed' : ''}`}
          role={notice.failed ? 'alert' : 'status'}
        >
          <Icon name={notice.failed ? 'circle-x' : 'circle-check'} />
          <span>{notice.text}</span>
        </p>
      )}
      {open ? (
        <EffectView effect={effect} sound={sound} name={open.name} />
      ) : (
        <p className="text-soft">While a report is open, what your changes do to its incidents is shown here.</p>
      )}
    </Dialog>
  );
}
