import { useEffect, useRef, useState } from 'react';
import type { AskName, Asks } from '../engine/asks.ts';
import { askEngine, createAsker } from './act-insight.ts';
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
  const asker = useRef<ReturnType<typeof createAsker<Question<N>, Asks[N]['answer']>>>(undefined);
  const key = JSON.stringify(args);
  // biome-ignore lint/correctness/useExhaustiveDependencies: arguments are alike when they read alike.
  useEffect(() => {
    asker.current ??= createAsker(
      (asked) => askEngine(name, asked.args),
      (answer, { key, of }) => setTold({ answer, key, of }),
    );
    const { want } = asker.current;
    want(args && { args, key, of });
    return () => want(undefined);
  }, [name, key, of]);
  useEffect(() => {
    if (told) mark('panel:shown');
  }, [told]);
  return { answer: told?.answer, isOld: told !== undefined && (told.key !== key || told.of !== of) };
}

interface Question<N extends AskName> {
  readonly args: Asks[N]['args'];
  readonly key: string;
  readonly of: unknown;
}
