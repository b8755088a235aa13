import { useEffect, useRef, useState } from 'react';
import type { Viewer } from '../../../shared/contract/bridge.ts';
import {
  entryText,
  type GlossaryEntry,
  type GlossarySection,
  glossary,
  searched,
} from '../../../shared/report/glossary.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { SearchField } from '../../parts/SearchField.tsx';
import { counted } from '../../parts/words.ts';
import { showDialog } from '../../state/act.ts';
import { HelpEntry } from './HelpEntry.tsx';
import { KeyMap, keyMap, keyText } from './KeyMap.tsx';
import { type Topic, topics } from './topics.ts';
import './help.css';

type SectionId = 'start' | GlossarySection | 'keyboard';

const sections: readonly { id: SectionId; title: string }[] = [
  { id: 'start', title: 'Getting started' },
  { id: 'verdicts', title: 'Verdicts' },
  { id: 'statuses', title: 'Statuses' },
  { id: 'reviews', title: 'Reviews' },
  { id: 'columns', title: 'Columns' },
  { id: 'findings', title: 'Findings' },
  { id: 'keyboard', title: 'Keyboard' },
];

interface HelpDialogProps {
  readonly platform: Viewer['platform'];
  /** The entry or the section to begin at. */
  readonly at: string | undefined;
}

/** Everything that is explained, by section, and a search over all of it. */
export function HelpDialog({ platform, at }: HelpDialogProps) {
  const [query, setQuery] = useState('');
  const [section, setSection] = useState(() => sectionOf(at));
  const body = useRef<HTMLElement>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const entry = at === undefined ? null : document.getElementById(at);
    if (!entry) {
      field.current?.focus();
      return;
    }
    entry.scrollIntoView({ block: 'start' });
    entry.focus({ preventScroll: true });
  }, [at]);
  const searching = query.trim() !== '';

  const choose = (id: SectionId) => {
    setQuery('');
    setSection(id);
    body.current?.scrollTo(0, 0);
  };
  return (
    <Dialog title="Help" wide onClose={() => void showDialog(undefined)}>
      <div className="help">
        <SearchField
          ref={field}
          label="Search the help"
          placeholder="Search statuses, columns, keys…"
          value={query}
          onChange={(text) => {
            setQuery(text);
            body.current?.scrollTo(0, 0);
          }}
        />
        <nav className="help-sections" aria-label="Sections of the help">
          {sections.map(({ id, title }) => (
            <button
              key={id}
              type="button"
              className="help-section"
              aria-current={!searching && section === id ? 'true' : undefined}
              onClick={() => choose(id)}
            >
              {title}
            </button>
          ))}
        </nav>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard. */}
        <section className="help-body" ref={body} aria-label="Explanations" tabIndex={0}>
          {searching ? (
            <Found query={query} platform={platform} />
          ) : (
            <>
              <h3>{sections.find(({ id }) => id === section)!.title}</h3>
              <Section id={section} platform={platform} />
            </>
          )}
        </section>
      </div>
    </Dialog>
  );
}

/** The section that an entry, or a section, stands in. */
function sectionOf(at: string | undefined): SectionId {
  const entry = glossary.find(({ id }) => id === at);
  return entry?.section ?? sections.find(({ id }) => id === at)?.id ?? 'start';
}

function Section({ id, platform }: { id: SectionId; platform: Viewer['platform'] }) {
  if (id === 'keyboard') return <KeyMap groups={keyMap(platform)} />;
  if (id === 'start') return topics.map((topic) => <TopicText key={topic.id} topic={topic} />);
  return glossary.filter(({ section }) => section === id).map((entry) => <HelpEntry key={entry.id} entry={entry} />);
}

/** What of all sections has the words of the query: entries whose title has them come first. */
function Found({ query, platform }: { query: string; platform: Viewer['platform'] }) {
  const inTitle = searched(glossary, query, titleText);
  const elsewhere = searched(glossary, query, entryText).filter((entry) => !inTitle.includes(entry));
  const foundTopics = searched(topics, query, ({ title, text }) => `${title} ${text}`);
  const groups = keyMap(platform)
    .map((group) => ({ ...group, keys: searched(group.keys, query, keyText) }))
    .filter(({ keys }) => keys.length > 0);
  const count = inTitle.length + elsewhere.length + foundTopics.length;
  const keys = groups.reduce((sum, group) => sum + group.keys.length, 0);
  return (
    <>
      <p role="status" className="text-soft">
        {count + keys === 0
          ? 'Nothing here has all of these words.'
          : `${counted(count, 'explanation')} and ${counted(keys, 'key')}`}
      </p>
      {[...inTitle, ...elsewhere].map((entry) => (
        <HelpEntry key={entry.id} entry={entry} withSection />
      ))}
      {foundTopics.map((topic) => (
        <TopicText key={topic.id} topic={topic} />
      ))}
      {groups.length > 0 && <KeyMap groups={groups} />}
    </>
  );
}

const titleText = ({ title, written }: GlossaryEntry): string => `${title} ${written ?? ''}`;

function TopicText({ topic }: { topic: Topic }) {
  return (
    <article className="help-entry" id={topic.id} tabIndex={-1}>
      <h4>{topic.title}</h4>
      <p>{topic.text}</p>
    </article>
  );
}
