import type { Settings } from '../../shared/settings.ts';
import { ChoiceMenu } from '../parts/Menu.tsx';
import { changeSettings } from '../state/act.ts';

export const setTime = (time: Settings['time']) => void changeSettings({ time });

const themes = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

export function ThemeMenu({ theme }: { theme: Settings['theme'] }) {
  const now = themes.find((other) => other.value === theme)!.label.toLowerCase();
  return (
    <ChoiceMenu
      icon="sun-moon"
      label={`Theme: ${now}`}
      value={theme}
      options={themes}
      onChange={(next) => void changeSettings({ theme: next })}
    />
  );
}
