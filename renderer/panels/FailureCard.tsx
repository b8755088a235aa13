import type { ReactNode } from 'react';
import { type Failure, failureWords } from '../../shared/contract/failure.ts';
import { Icon } from '../parts/Icon.tsx';

/** What went wrong, what is untouched, and what to do next, with the buttons that do it. */
export function FailureCard({ failure, children }: { failure: Failure; children: ReactNode }) {
  const { title, sentence, next } = failureWords(failure);
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
          <div className="failure-buttons">{children}</div>
        </div>
      </section>
    </div>
  );
}
