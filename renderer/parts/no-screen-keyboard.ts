/**
 * Stands in for a module of React Aria of the same exports (build/bundle.ts). That one holds dialogs and popovers back, unseen
 * but with the keyboard, for up to 0.6 s where a text field in them may call up an on-screen keyboard: on every screen
 * that can be touched, and after a window that was made smaller. A desktop's on-screen keyboard moves nothing in a window.
 */
type Shown = (isKeyboardOpen: boolean) => void;

const nothingToUndo = () => {};

export function runAfterKeyboard(show: Shown): () => void {
  show(false);
  return nothingToUndo;
}

export const runAfterKeyboardTransition = runAfterKeyboard;
