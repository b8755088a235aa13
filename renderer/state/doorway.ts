/** The two things outside the window's page that its acts speak to: main, and the table worker. */
import type { Viewer } from '../../shared/contract/bridge.ts';
import type { Engine } from '../engine/engine.ts';

export let viewer: Viewer;
export let engine: Engine;

/** Called once, by main.tsx, before anything is done. */
export function connect(toViewer: Viewer, toEngine: Engine) {
  viewer = toViewer;
  engine = toEngine;
}
