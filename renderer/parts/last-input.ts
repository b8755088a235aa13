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
}
