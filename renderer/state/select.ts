/** React's way into the store: a component is drawn again only when what it selects has changed. */
import { useStore } from 'zustand';
import { type State, store } from './state.ts';

export const useSelect = <T>(select: (state: State) => T): T => useStore(store, select);
