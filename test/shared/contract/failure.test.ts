import { describe, expect, test } from 'vitest';
import {
  type Failure,
  type FailureCode,
  FailureError,
  failure,
  failureWords,
  mayPass,
  success,
} from '../../../shared/contract/failure.ts';

/** Every code, which the compiler checks: one that is missing here, or one too many, does not compile. */
const codes = Object.keys({
  missing: 0,
  'name-too-long': 0,
  directory: 0,
  'no-permission': 0,
  'not-a-regular-file': 0,
  'too-large': 0,
  empty: 0,
  'web-page': 0,
  'storage-error': 0,
  json: 0,
  archive: 0,
  'packed-damaged': 0,
  'partial-download': 0,
  binary: 0,
  'other-csv': 0,
  'too-many-columns': 0,
  'read-error': 0,
  'changed-while-reading': 0,
  cancelled: 0,
  'not-a-file': 0,
  'engine-stopped': 0,
  'window-incomplete': 0,
  'not-categories': 0,
  'save-onto-source': 0,
  'no-space': 0,
  'save-no-permission': 0,
  'save-error': 0,
  'save-unsure': 0,
  refused: 0,
  unexpected: 0,
} satisfies Record<FailureCode, 0>) as FailureCode[];

/** These are about the window or what was dropped on it, not about a file. */
const withoutFile: FailureCode[] = ['not-a-file', 'window-incomplete', 'refused', 'unexpected'];

const name = 'Demo_2021.csv';
const ways: Partial<Failure>[] = [{}, { name }, { detail: 'a detail' }, { name, detail: 'a detail' }];

test('what may pass by itself can be tried again; what the file holds, or is, stays', () => {
  const [passing, staying] = [true, false].map((passes) => codes.filter((code) => mayPass({ code }) === passes));
  expect(passing).toEqual(expect.arrayContaining(['changed-while-reading', 'read-error', 'missing', 'engine-stopped']));
  expect(staying).toEqual(expect.arrayContaining(['web-page', 'binary', 'other-csv', 'too-large', 'directory']));
});

describe.each(codes)('the failure %s', (code) => {
  test.each(ways)('has a title, a sentence and a next step, given %j', (about) => {
    const words = failureWords({ code, ...about });
    expect(words.title).toMatch(/^\p{Lu}[^.!]{3,60}$/u);
    for (const text of [words.sentence, words.next]) {
      expect(text).toMatch(/^[\p{Lu}“a].*\.$/u);
      expect(text).not.toMatch(/undefined|\[object|\s\s|\(\)|“”| \.(\s|$)| ,/);
    }
  });

  test('says nothing that looks like a path', () => {
    for (const about of ways) {
      const { title, sentence, next } = failureWords({ code, ...about });
      expect(`${title} ${sentence} ${next}`).not.toMatch(/[\w.]\/\w|\/\w+\/|\\|[A-Z]:|file:/);
    }
  });

  test('names the file it is about', () => {
    const { sentence } = failureWords({ code, name });
    expect(sentence.includes(`“${name}”`)).toBe(!withoutFile.includes(code));
  });

  test('speaks in words of its own', () => {
    const { title, sentence, next } = failureWords({ code });
    expect(`${title} ${sentence} ${next}`).not.toMatch(/\b(error code|exception|null|stack|E[A-Z]{4,})\b/);
    expect(`${title} ${sentence} ${next}`).not.toMatch(/cheat/i);
  });
});

test('no two failures have the same title', () => {
  const titles = codes.map((code) => failureWords({ code }).title);
  expect(new Set(titles).size).toBe(codes.length);
});

test('a result is either a value or a failure', () => {
  expect(success(3)).toEqual({ ok: true, value: 3 });
  expect(failure('empty')).toEqual({ ok: false, failure: { code: 'empty' } });
  expect(failure('empty', { name })).toEqual({ ok: false, failure: { code: 'empty', name } });
});

test('a failure that is thrown keeps what it is', () => {
  const error = new FailureError({ code: 'no-space', name, detail: 'ENOSPC' });
  expect(error).toBeInstanceOf(Error);
  expect(error.failure).toEqual({ code: 'no-space', name, detail: 'ENOSPC' });
  expect(error.message).toBe('no-space: ENOSPC');
});
