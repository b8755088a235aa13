/** The colours of charts, read from the style sheet: a canvas knows no variables. */
import { useSyncExternalStore } from 'react';
import type { BarTone } from '../../shared/report/chart.ts';
import type { Colours } from './chart-options.ts';

const tones: readonly BarTone[] = ['good', 'bad', 'attention', 'waiting', 'progress', 'neutral', 'plain'];

export function coloursNow(): Colours {
  // By way of an element, since a canvas does not know every word for a colour either.
  const probe = document.createElement('span');
  // Where the system has colours of its own, a canvas is left as it is, and so is this.
  probe.style.setProperty('forced-color-adjust', 'none');
  document.body.append(probe);
  const style = getComputedStyle(probe);
  const of = (name: string) => {
    probe.style.color = `var(${name})`;
    return style.color;
  };
  const colours = read(of);
  probe.remove();
  return colours;
}

function read(of: (name: string) => string): Colours {
  return {
    surface: of('--surface'),
    text: of('--text'),
    soft: of('--text-soft'),
    line: of('--line'),
    focus: of('--focus'),
    font: getComputedStyle(document.body).fontFamily,
    tones: Object.fromEntries(tones.map((tone) => [tone, of(`--chart-${tone}`)])) as Colours['tones'],
    onTone: of('--chart-text'),
  };
}

const dark = window.matchMedia('(prefers-color-scheme: dark)');
const forced = window.matchMedia('(forced-colors: active)');

/** Another value whenever the colours may be others. */
export function useTheme(): string {
  return useSyncExternalStore(
    (changed) => {
      for (const query of [dark, forced]) query.addEventListener('change', changed);
      return () => {
        for (const query of [dark, forced]) query.removeEventListener('change', changed);
      };
    },
    () => `${dark.matches ? 'dark' : 'light'}${forced.matches ? ' forced' : ''}`,
  );
}
