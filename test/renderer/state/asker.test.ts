import { expect, test } from 'vitest';
import { GivenUp } from '../../../renderer/engine/asks.ts';
import { createAsker } from '../../../renderer/state/act-insight.ts';
import { type Pending, pending } from '../../support/pending.ts';

/** An asker, what it asked, and what it told. */
function asker() {
  const asked: { question: string; answer: Pending<string> }[] = [];
  const told: string[] = [];
  const { want } = createAsker<string, string>(
    (question) => {
      const answer = pending<string>();
      asked.push({ question, answer });
      return answer.promise;
    },
    (answer, question) => told.push(`${question}: ${answer}`),
  );
  /** The question that is under way is answered, or refused. */
  const answer = async (it: string | Error) => {
    const { resolve, reject } = asked.at(-1)!.answer;
    if (typeof it === 'string') resolve(it);
    else reject(it);
    await new Promise(setImmediate);
  };
  return { want, answer, told, asked: () => asked.map(({ question }) => question) };
}

test('one question is asked at a time, and of those that come meanwhile only the newest', async () => {
  const { want, answer, told, asked } = asker();
  for (const question of ['a', 'b', 'c']) want(question);
  expect(asked()).toEqual(['a']);
  await answer('1');
  expect(asked()).toEqual(['a', 'c']);
  await answer('2');
  expect([asked(), told]).toEqual([['a', 'c'], ['c: 2']]);
});

test('what is not wanted any more is neither told nor asked again', async () => {
  const { want, answer, told, asked } = asker();
  want('a');
  want(undefined);
  await answer('1');
  want('b');
  want(undefined);
  await answer(new GivenUp());
  expect([asked(), told]).toEqual([['a', 'b'], []]);
});

test('a question that is refused for a view that was wanted only for a moment is asked again', async () => {
  const { want, answer, told, asked } = asker();
  want('a');
  await answer(new GivenUp());
  await answer('1');
  expect([asked(), told]).toEqual([['a', 'a'], ['a: 1']]);
});

test('one that cannot be answered is not', async () => {
  const { want, answer, told, asked } = asker();
  want('a');
  await answer(new Error('the table worker ended'));
  expect([asked(), told]).toEqual([['a'], []]);
  want('b');
  expect(asked()).toEqual(['a', 'b']);
});
