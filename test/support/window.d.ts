import type { Viewer } from '../../shared/contract/bridge.ts';

declare global {
  interface Window {
    /** What the preload script gives the page, for tests that ask main directly. */
    readonly viewer: Viewer;
  }
}
