import { useEffect, useRef, useState } from 'react';
import type { AskName, Asks } from '../engine/asks.ts';
import { askEngine } from './act-insight.ts';

/**
 * The table worker's answer to a question, asked again whenever its arguments are others, or `of`, what they are about.
 * The newest answer stays until the next is here. One question is under way at a time, and of those that come meanwhile
 * only the newest is asked; `args` undefined asks nothing.
 */
export function useAsked<N extends AskName>(
  name: N,
  args: Asks[N]['args'] | undefined,
  of: unknown,
): Asks[N]['answer'] | undefined {
  const [answer, setAnswer] = useState<Asks[N]['answer']>();
  const asking = useRef({ args, busy: false, gone: false });
  const key = JSON.stringify(args);
  // biome-ignore lint/correctness/useExhaustiveDependencies: arguments are alike when they read alike.
  useEffect(() => {
    const now = asking.current;
    now.args = args;
    now.gone = false;
    if (!now.busy) void ask();
    async function ask() {
      now.busy = true;
      while (now.args && !now.gone) {
        const asked = now.args;
        try {
          const value = await askEngine(name, asked);
          if (now.args === asked && !now.gone) setAnswer(() => value);
        } catch {
          // A worker that broke tells so itself, by the reports it took with it.
        }
        if (now.args === asked) break;
      }
      now.busy = false;
    }
    return () => {
      now.gone = true;
    };
  }, [name, key, of]);
  return answer;
}
