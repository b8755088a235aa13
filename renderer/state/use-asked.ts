import { useEffect, useRef, useState } from 'react';
import type { AskName, Asks } from '../engine/asks.ts';
import { askEngine } from './act-insight.ts';
import { mark } from './marks.ts';

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
  return useAsking(name, args, of).answer;
}

/** As `useAsked`, with whether the answer is to what was asked before. */
export function useAsking<N extends AskName>(
  name: N,
  args: Asks[N]['args'] | undefined,
  of: unknown,
): { readonly answer: Asks[N]['answer'] | undefined; readonly isOld: boolean } {
  const [told, setTold] = useState<{ answer: Asks[N]['answer']; key: string; of: unknown }>();
  const asking = useRef({ args, key: '', of, busy: false, gone: false });
  const key = JSON.stringify(args);
  // biome-ignore lint/correctness/useExhaustiveDependencies: arguments are alike when they read alike.
  useEffect(() => {
    const now = asking.current;
    Object.assign(now, { args, key, of });
    now.gone = false;
    if (!now.busy) void ask();
    async function ask() {
      now.busy = true;
      while (now.args && !now.gone) {
        const { args: asked, key: itsKey, of: about } = now;
        try {
          const answer = await askEngine(name, asked);
          if (now.args === asked && !now.gone) setTold({ answer, key: itsKey, of: about });
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
  useEffect(() => {
    if (told) mark('panel:shown');
  }, [told]);
  return { answer: told?.answer, isOld: told !== undefined && (told.key !== key || told.of !== of) };
}
