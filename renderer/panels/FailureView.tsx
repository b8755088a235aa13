import { failureWords } from '../../shared/contract/failure.ts';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { closeReport } from '../state/act.ts';
import { chooseReports } from '../state/act-open.ts';
import { openPlain } from '../state/act-reading.ts';
import type { Failed } from '../state/state.ts';

/** What went wrong, what is untouched, and what to do next. */
export function FailureView({ state }: { state: Failed }) {
  const { title, sentence, next } = failureWords(state.failure);
  return (
    <div className="failure">
      <section className="failure-card" role="alert">
        <Icon name="triangle-alert" />
        <div className="failure-words">
          <h1>{title}</h1>
          <p>
            <bdi>{sentence}</bdi>
          </p>
          <p className="failure-next">
            <strong>What to do:</strong> {next}
          </p>
          <div className="failure-buttons">
            <Button look="main" icon="folder-open" onPress={() => void chooseReports()}>
              Open another…
            </Button>
            {state.failure.code === 'other-csv' && (
              <Button icon="file-text" onPress={() => void openPlain(state)}>
                Open as a plain table
              </Button>
            )}
            <Button onPress={() => closeReport(state.id)}>Close</Button>
          </div>
        </div>
      </section>
    </div>
  );
}
