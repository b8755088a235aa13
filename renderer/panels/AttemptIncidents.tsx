import { useState } from 'react';
import { incidentsOfRow, type KindIncidents, noIncidentsSentence } from '../../shared/report/attempt-incidents.ts';
import { type CategoryMatch, categoriser, categoryName, type Dictionary } from '../../shared/report/dictionary.ts';
import { type Incident, noText } from '../../shared/report/incidents.ts';
import type { Report } from '../../shared/report/report.ts';
import { KindBadge } from '../parts/Badge.tsx';
import { Button } from '../parts/Button.tsx';
import { CopyButton } from '../parts/CopyButton.tsx';
import { Marked } from '../parts/Marked.tsx';
import { VisibleText } from '../parts/VisibleText.tsx';
import { counted } from '../parts/words.ts';

/** The incidents that the reviewer reported, as a list that can be read; the cells themselves are one press away. */
export function AttemptIncidents({ report, row }: { report: Report; row: number }) {
  const [raw, setRaw] = useState(false);
  const both = incidentsOfRow(report, row);
  const count = both.reduce((sum, { count }) => sum + (count ?? 0), 0);
  const entries = both.flatMap((incidents) => incidents.entries);
  const hasText = both.some((incidents) => incidents.raw !== '');
  return (
    <section className="pane-section" aria-labelledby="pane-incidents">
      <div className="section-head">
        <h3 id="pane-incidents">
          {count === 0 && entries.length === 0
            ? 'Incidents'
            : counted(count, 'incident reported', 'incidents reported')}
        </h3>
        {hasText && (
          <Button look="quiet" onPress={() => setRaw(!raw)}>
            {raw ? 'Show the list' : 'Show the raw text'}
          </Button>
        )}
      </div>
      {both.length === 0 && <p className="text-soft">This file has no columns for incidents.</p>}
      {both.length > 0 && entries.length === 0 && (
        <p className="text-soft">{noIncidentsSentence(report.cell(row, 'review_status'))}</p>
      )}
      {!raw && entries.length > 0 && (
        <ul className="incidents">
          {entries.map((incident) => (
            <IncidentItem
              key={`${incident.kind} ${incident.text}`}
              incident={incident}
              dictionary={report.facts.dictionary}
            />
          ))}
        </ul>
      )}
      {raw &&
        both
          .filter(({ raw: text }) => text !== '')
          .map((incidents) => <RawText key={incidents.kind} incidents={incidents} />)}
      {both.map((incidents) =>
        incidents.note === undefined ? null : (
          <p key={incidents.kind} className="incident-note">
            {incidents.kind}: {incidents.note}
          </p>
        ),
      )}
    </section>
  );
}

/** One incident: its kind, its words, and the categories these fall into. */
export function IncidentItem({ incident, dictionary }: { incident: Incident; dictionary: Dictionary }) {
  const { kind, text, times } = incident;
  const found = text === noText ? [] : categoriser(dictionary).categoriesOf(text);
  return (
    <li className="incident">
      <div className="incident-head">
        <KindBadge kind={kind} />
        {times > 1 && <span className="incident-times">×{times}</span>}
      </div>
      <p className="verbatim" dir="auto">
        <Marked text={text} places={placesOf(text, found)} />
      </p>
      {found.length > 0 && (
        <ul className="incident-categories" aria-label="Categories">
          {found.map(({ category, word }) => (
            <li key={category}>
              {categoryName(dictionary, category)}
              {word !== '' && (
                <span className="text-soft">
                  {' '}
                  · “<bdi>{word}</bdi>”
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

/** Where the words that decided the categories stand in the text. */
function placesOf(text: string, found: readonly CategoryMatch[]): [number, number][] {
  const places = found
    .filter(({ word }) => word !== '')
    .map(({ word }): [number, number] => [text.indexOf(word), text.indexOf(word) + word.length])
    .filter(([start]) => start >= 0)
    .sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  return places.filter(([start], index) => places.slice(0, index).every(([, end]) => end <= start));
}

function RawText({ incidents: { kind, raw, count } }: { incidents: KindIncidents }) {
  return (
    <div className="raw">
      <div className="section-head">
        <h4>
          {kind} Comments{count === undefined ? '' : ` (count ${count})`}
        </h4>
        <CopyButton text={raw} label={`Copy ${kind} Comments`} />
      </div>
      <p className="verbatim raw-text" dir="auto">
        <VisibleText text={raw} />
      </p>
    </div>
  );
}
