/** What a person can do with the categories of incidents. */
import type { Saved } from '../../shared/contract/bridge.ts';
import { failure, type Result, success } from '../../shared/contract/failure.ts';
import { type Dictionary, defaultDictionary, dictionaryText, readDictionary } from '../../shared/report/dictionary.ts';
import { categorySetName } from '../../shared/report/ledger.ts';
import { openReport } from '../../shared/report/report.ts';
import { filterOf, type View, withFilter, withoutFilter } from '../../shared/table/view.ts';
import { change, settle, tellFailure } from './act.ts';
import { engine, viewer } from './doorway.ts';
import { type State, store } from './state.ts';

/** Reads what was kept. Where that cannot be used, the categories are those shipped, and the file stays as it is. */
export async function loadCategories() {
  const answer = await viewer.ask('categories');
  if (!answer.ok || answer.value === undefined) return;
  const read = dictionaryIn('categories.json', answer.value);
  if (read.ok) store.setState({ dictionary: read.value });
  else tellFailure(read.failure);
}

function dictionaryIn(name: string, text: string): Result<Dictionary> {
  const read = readDictionary(text);
  return read.ok ? success(read.dictionary) : failure('not-categories', { name, detail: read.problem });
}

/** From now on, for all reports. */
export async function saveCategories(dictionary: Dictionary) {
  store.setState({ dictionary });
  const text = dictionaryText(dictionary);
  const answer = await viewer.ask('keep-categories', text === dictionaryText(defaultDictionary) ? undefined : text);
  if (!answer.ok) tellFailure(answer.failure);
}

/** The file that stands then; undefined = the person changed their mind. */
export function exportCategories(dictionary: Dictionary): Promise<Result<Saved | undefined>> {
  return viewer.ask('export-categories', { suggested: 'incident-categories.json', text: dictionaryText(dictionary) });
}

/** The categories of a file that the person chooses; undefined = they changed their mind. */
export async function importCategories(): Promise<Result<Dictionary | undefined>> {
  const answer = await viewer.ask('import-categories');
  if (!answer.ok || !answer.value) return answer as Result<undefined>;
  return dictionaryIn(answer.value.name, answer.value.text);
}

const texts = new WeakMap<Dictionary, string>();

function textOf(dictionary: Dictionary): string {
  const text = texts.get(dictionary) ?? dictionaryText(dictionary);
  texts.set(dictionary, text);
  return text;
}

/** Open reports have the categories of the window, now and whenever either changes. */
export function followCategories() {
  const asked = new Map<string, string>();
  const follow = ({ reports, dictionary }: State) => {
    for (const report of reports) {
      if (report.stage !== 'open') continue;
      const { id } = report;
      const wanted = textOf(dictionary);
      if (textOf(report.report.facts.dictionary) === wanted || asked.get(id) === wanted) continue;
      asked.set(id, wanted);
      const answer = engine.ask('categorise', { report: id, dictionary }).then((parts) => {
        if (asked.get(id) !== wanted) return undefined;
        asked.delete(id);
        // As another view, since the rows of one that is filtered by a category may be others now.
        change(id, 'open', (old) => ({
          ...{ ...old, report: openReport(parts), view: renamed(old.view, dictionary), asking: true },
        }));
        return settle(id);
      });
      // A worker that broke tells so itself, by the reports it took with it.
      answer.catch(() => asked.delete(id));
    }
  };
  store.subscribe(follow);
}

/** The same view with the names that the categories have now, and without those that are gone. */
function renamed(view: View, dictionary: Dictionary): View {
  const filter = filterOf(view, 'set:category', 'set');
  if (!filter) return { ...view };
  const kept = filter.sets.flatMap((set) => {
    const name = categorySetName(dictionary, set);
    return name === undefined ? [] : [{ set, name }];
  });
  if (kept.length === 0) return withoutFilter(view, 'set:category', 'set');
  return withFilter(view, { ...filter, sets: kept.map(({ set }) => set), names: kept.map(({ name }) => name) });
}
