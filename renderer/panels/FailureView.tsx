import { mayPass } from '../../shared/contract/failure.ts';
import { Button } from '../parts/Button.tsx';
import { closeReport } from '../state/act.ts';
import { chooseReports } from '../state/act-open.ts';
import { openPlain, tryAgain } from '../state/act-reading.ts';
import type { Failed } from '../state/state.ts';
import { FailureCard } from './FailureCard.tsx';

/** In the place of a report that was not opened. */
export function FailureView({ state }: { state: Failed }) {
  const again = mayPass(state.failure);
  return (
    <FailureCard failure={state.failure}>
      {again && (
        <Button look="main" onPress={() => void tryAgain(state)}>
          Try again
        </Button>
      )}
      <Button {...(!again && { look: 'main' })} icon="folder-open" onPress={() => void chooseReports()}>
        Open another…
      </Button>
      {state.failure.code === 'other-csv' && (
        <Button icon="file-text" onPress={() => openPlain(state)}>
          Open as a plain table
        </Button>
      )}
      <Button onPress={() => closeReport(state.id)}>Close</Button>
    </FailureCard>
  );
}
