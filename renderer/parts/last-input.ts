/** Whether the person is at the keyboard rather than at the mouse: what opens then takes the focus. */
let byKey = false;

export const lastInputWasKey = (): boolean => byKey;

/** Watches for as long as the window lives. */
export function watchLastInput() {
  const watch = (name: 'pointerdown' | 'keydown') =>
    window.addEventListener(
      name,
      () => {
        byKey = name === 'keydown';
      },
      true,
    );
  watch('pointerdown');
  watch('keydown');
  // What only a resting pointer asked for would lie over what the keyboard goes to (WCAG 1.4.13).
  const { dataset } = document.documentElement;
  window.addEventListener('keydown', () => Object.assign(dataset, { pointer: 'rests' }), true);
  window.addEventListener('pointermove', () => dataset.pointer === 'rests' && delete dataset.pointer, true);
}
