import { useEffect, useRef, useState } from 'react';
import type { View } from '../../shared/table/view.ts';
import { useSelect } from '../state/select.ts';
import type { ReportState } from '../state/state.ts';
import { filterTitles } from './filters/filter-words.ts';
import { viewNews } from './view-news.ts';

/**
 * What a screen reader says when the view has changed: how it is sorted and filtered now, and the counts. Only once the
 * answer is here, so that typing does not have every step of it read out.
 */
export function Announcement({ state, counts }: { state: ReportState; counts: string }) {
  const zone = useSelect(({ settings }) => settings.time);
  const told = useRef<{ id: string; view: View }>(undefined);
  const [news, setNews] = useState('');
  useEffect(() => {
    if (state.stage !== 'open') {
      setNews(counts);
      return;
    }
    if (state.asking) return;
    const { id, report, view } = state;
    const before = told.current?.id === id ? told.current.view : view;
    const unchanged = told.current?.id === id && before === view;
    told.current = { id, view };
    if (unchanged) return;
    setNews(`${viewNews(before, view, filterTitles(report), zone)} ${counts}.`.trim());
  }, [state, counts, zone]);
  return (
    <p className="only-read" role="status" aria-live="polite">
      {news}
    </p>
  );
}
