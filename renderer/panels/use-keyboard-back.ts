import { type RefObject, useLayoutEffect } from 'react';
import { activeOpen, store } from '../state/state.ts';
import { focusSheet, placeOf } from './focus.ts';

/** When a part of the window goes with the keyboard in it, the sheet has it. */
export function useKeyboardBack(part: RefObject<HTMLElement | null>) {
  useLayoutEffect(
    () => () => {
      if (!part.current?.contains(document.activeElement)) return;
      // After it is gone: the browser takes the focus from what is taken away, and what comes in its place may want it.
      queueMicrotask(() => {
        const open = activeOpen(store.getState());
        if (open && document.activeElement === document.body) focusSheet(placeOf(open));
      });
    },
    [part],
  );
}
