import type { Dictionary } from '../../../shared/report/dictionary.ts';
import { otherId } from '../../../shared/report/dictionary.ts';
import { incidentKinds } from '../../../shared/report/incidents.ts';
import { categoryLabel, noTextId } from '../../../shared/report/ledger.ts';
import { type LedgerOrder, type LedgerQuery, ledgerOrders } from '../../../shared/report/ledger-lines.ts';
import { IconButton } from '../../parts/Button.tsx';
import { Choice } from '../../parts/Choice.tsx';
import { SearchField } from '../../parts/SearchField.tsx';
import { Select } from '../../parts/Select.tsx';

/** What a person asks the ledger for. */
export type LedgerPlan = Omit<LedgerQuery, 'unfolded'>;

interface LedgerControlsProps {
  readonly plan: LedgerPlan;
  readonly dictionary: Dictionary;
  readonly onChange: (plan: LedgerPlan) => void;
}

const orderNames: Readonly<Record<LedgerOrder, string>> = {
  file: 'The file’s',
  dictionary: 'As defined',
  count: 'Frequency',
  kind: 'Kind',
  category: 'Category',
  text: 'Text',
  exam: 'Exam',
  learner: 'Learner',
  verdict: 'Verdict',
  time: 'Time',
};

/** How the incidents are listed, and which. */
export function LedgerControls({ plan, dictionary, onChange }: LedgerControlsProps) {
  const set = (change: Partial<LedgerPlan>) => onChange({ ...plan, ...change });
  const ids = [...dictionary.categories.map(({ id }) => id), otherId, noTextId];
  return (
    <div className="ledger-controls">
      <Choice
        label="List"
        value={plan.by}
        options={[
          { value: 'category', label: 'Categories' },
          { value: 'wording', label: 'Wordings' },
          { value: 'entry', label: 'Incidents' },
        ]}
        onChange={(by) => set({ by, order: ledgerOrders[by][0], descending: false })}
      />
      <SearchField
        label="Search the texts of the incidents"
        placeholder="Search the texts"
        value={plan.search}
        onChange={(search) => set({ search })}
      />
      <div className="ledger-choices">
        <Select
          label="Kind"
          value={plan.kind ?? 'all'}
          options={[{ value: 'all', label: 'Both' }, ...incidentKinds.map((kind) => ({ value: kind, label: kind }))]}
          onChange={(kind) => set({ kind: kind === 'all' ? undefined : kind })}
        />
        <Select
          label="Category"
          value={plan.category ?? ''}
          options={[
            { value: '', label: 'All' },
            ...ids.map((id) => ({ value: id, label: categoryLabel(dictionary, id) })),
          ]}
          onChange={(id) => set({ category: id === '' ? undefined : id })}
        />
        <Select
          label="Order"
          value={plan.order}
          options={ledgerOrders[plan.by].map((order) => ({ value: order, label: orderNames[order] }))}
          onChange={(order) => set({ order, descending: false })}
        />
        <IconButton
          icon={plan.descending ? 'arrow-up' : 'arrow-down'}
          label={plan.descending ? 'Reversed order: back to the usual one' : 'Reverse the order'}
          onPress={() => set({ descending: !plan.descending })}
        />
      </div>
    </div>
  );
}
