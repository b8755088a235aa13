import { Button } from '../parts/Button.tsx';
import { numberText, sizeText } from '../parts/words.ts';
import { closeReport } from '../state/act.ts';
import type { Loading } from '../state/state.ts';

/** How far the reading is. It stands above the first rows, and comes into sight only if it takes a while. */
export function LoadingView({ state }: { state: Loading }) {
  const { id, name, rows, bytes, sizeBytes } = state;
  const known = sizeBytes > 0;
  return (
    <section className="loading" aria-label="Opening">
      <p className="loading-words">
        <strong>
          Opening <bdi>{name}</bdi>
        </strong>
        <span className="text-soft">
          {numberText(rows)} rows so far · {sizeText(bytes)}
          {known && ` of ${sizeText(sizeBytes)}`}
        </span>
      </p>
      <progress
        className="loading-bar"
        aria-label={`Opening ${name}`}
        {...(known && { max: sizeBytes, value: Math.min(bytes, sizeBytes) })}
      />
      <Button onPress={() => closeReport(id)}>Cancel</Button>
    </section>
  );
}
