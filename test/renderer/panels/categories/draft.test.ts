import { describe, expect, test } from 'vitest';
import {
  dictionaryOf,
  draftOf,
  isSame,
  isSound,
  moved,
  problemsOf,
  withNew,
} from '../../../../renderer/panels/categories/draft.ts';
import { defaultDictionary } from '../../../../shared/report/dictionary.ts';

const shipped = draftOf(defaultDictionary);
const ids = (draft: typeof shipped) => draft.map(({ id }) => id);

describe('a draft', () => {
  test('of a dictionary is the dictionary', () => {
    expect(dictionaryOf(shipped)).toEqual(defaultDictionary);
    expect(isSame(shipped, defaultDictionary)).toBe(true);
    expect(isSound(shipped)).toBe(true);
  });

  test('minds no blank lines and spaces', () => {
    const spaced = shipped.map((one) => ({ ...one, name: ` ${one.name} `, words: `\n ${one.words} \n\n` }));
    expect(isSame(spaced, defaultDictionary)).toBe(true);
  });

  test('is another when a word, a name or the order is', () => {
    const [first, ...rest] = shipped;
    expect(isSame([{ ...first!, words: `${first!.words}\nphone` }, ...rest], defaultDictionary)).toBe(false);
    expect(isSame([{ ...first!, name: 'Name' }, ...rest], defaultDictionary)).toBe(false);
    expect(isSame([...rest, first!], defaultDictionary)).toBe(false);
  });

  test('says what is wrong with which category', () => {
    const [first, second] = shipped;
    const draft = withNew([
      { ...first!, words: 'phone\n\n(a', except: '*' },
      { ...second!, name: first!.name },
    ]);
    expect(isSound(draft)).toBe(false);
    expect(problemsOf(draft)).toEqual([
      {
        name: 'Another category has this name.',
        words: 'Line 2, “(a”: “(” is not closed by “)”.',
        except: 'Line 1, “*”: “*” stands beside letters.',
      },
      { name: 'Another category has this name.' },
      { name: 'It needs a name.' },
    ]);
  });

  test('takes new categories under ids of their own', () => {
    const two = withNew(withNew([]));
    expect(ids(two)).toEqual(['own-1', 'own-2']);
    expect(ids(withNew(two.slice(1)))).toEqual(['own-2', 'own-1']);
  });

  test.each([
    ['b', -1, 'bac'],
    ['b', 1, 'acb'],
    ['a', -1, 'abc'],
    ['c', 1, 'abc'],
    ['gone', 1, 'abc'],
  ])('moves %s by %i to %s', (id, by, order) => {
    const draft = [...'abc'].map((one) => ({ id: one, name: one, words: '', except: '' }));
    expect(ids(moved(draft, id, by)).join('')).toBe(order);
  });
});
