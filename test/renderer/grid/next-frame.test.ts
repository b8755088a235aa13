import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { nextFrame } from '../../../renderer/grid/next-frame.ts';

describe('work for the next frame', () => {
  let frames: Map<number, () => void>;
  let done: string[];
  const draw = () => {
    const due = [...frames.values()];
    frames.clear();
    for (const callback of due) callback();
  };

  beforeEach(() => {
    frames = new Map();
    done = [];
    let next = 0;
    vi.stubGlobal('requestAnimationFrame', (callback: () => void) => {
      next += 1;
      frames.set(next, callback);
      return next;
    });
    vi.stubGlobal('cancelAnimationFrame', (id: number) => frames.delete(id));
  });
  afterEach(() => vi.unstubAllGlobals());

  test('is done in one frame, in its order, and once', () => {
    const waits = nextFrame();
    waits.put(() => done.push('columns'));
    waits.put(() => done.push('rows'));
    expect(done).toEqual([]);
    expect(frames.size).toBe(1);
    draw();
    draw();
    expect(done).toEqual(['columns', 'rows']);
  });

  test('that comes after a frame waits for the next one', () => {
    const waits = nextFrame();
    waits.put(() => done.push('rows'));
    draw();
    waits.put(() => done.push('more'));
    expect(done).toEqual(['rows']);
    draw();
    expect(done).toEqual(['rows', 'more']);
  });

  test('is forgotten when nobody waits for it any more', () => {
    const waits = nextFrame();
    waits.put(() => done.push('rows'));
    waits.end();
    expect(frames.size).toBe(0);
    draw();
    expect(done).toEqual([]);
  });
});
