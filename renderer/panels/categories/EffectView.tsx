import type { DictionaryEffect } from '../../../shared/report/dictionary-effect.ts';
import { VisibleText } from '../../parts/VisibleText.tsx';
import { counted } from '../../parts/words.ts';

interface EffectViewProps {
  readonly effect: DictionaryEffect | undefined;
  /** Whether the lines can be read; if not, the effect is that of what could be. */
  readonly sound: boolean;
  readonly name: string;
}

/** What the changes do to the open report: how many texts change their categories, and some of them. */
export function EffectView({ effect, sound, name }: EffectViewProps) {
  return (
    <section className="categories-effect" aria-labelledby="categories-effect">
      <h3 id="categories-effect">In “{name}”</h3>
      <p role="status">{effectWords(effect, sound)}</p>
      {effect && effect.samples.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls has to be reached with the keyboard.
        <ul className="categories-samples" aria-label="Texts that change" tabIndex={0}>
          {effect.samples.map(({ text, incidents, before, after }) => (
            <li key={text}>
              <p className="categories-text" dir="auto">
                <bdi>
                  <VisibleText text={text} />
                </bdi>
                {incidents > 1 && ` ×${incidents}`}
              </p>
              <p className="text-soft">
                {before.join(', ')} → {after.join(', ')}
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function effectWords(effect: DictionaryEffect | undefined, sound: boolean): string {
  if (!sound) return 'What is marked above cannot be read yet; the numbers are those from before it.';
  if (!effect) return 'Counting…';
  if (effect.changed === 0) return 'No text changes its categories.';
  const some = effect.changed > effect.samples.length ? `, the most frequent ${effect.samples.length} listed` : '';
  return `${counted(effect.changed, 'different text changes', 'different texts change')} categories${some}.`;
}
