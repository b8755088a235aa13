import { describe, expect, test } from 'vitest';
import {
  type Category,
  categoriser,
  categoryProblems,
  type Dictionary,
  defaultDictionary,
  dictionaryLimits,
  dictionaryText,
  otherId,
  readDictionary,
} from '../../../shared/report/dictionary.ts';
import { createPhraseFinder, phraseProblem } from '../../../shared/report/phrases.ts';

const { categoriesOf } = categoriser(defaultDictionary);

describe('the shipped categories', () => {
  const table: [category: string, text: string, word: string][] = [
    ['identity', 'Photo ID not provided', 'Photo ID'],
    ['identity', 'The ID was unreadable', 'ID was'],
    ['identity', 'Passport held too far away', 'Passport'],
    ['room', 'Exam environment not confirmed', 'environment'],
    ['room', 'Did not show the room', 'room'],
    ['room', 'Desk not cleared', 'Desk'],
    ['person', 'Reading the exam to another person', 'another person'],
    ['person', 'Two people at the table', 'Two people'],
    ['person', 'Voice heard', 'Voice'],
    ['person', 'Help from a friend', 'Help from'],
    ['device', 'Used a cell-phone', 'cell-phone'],
    ['device', 'A second computer was open', 'second computer'],
    ['device', 'Smart watch on the wrist', 'Smart watch'],
    ['programs', 'Browsing other websites', 'Browsing'],
    ['programs', 'Browsing local computer', 'Browsing'],
    ['programs', 'Visited a web site', 'web site'],
    ['programs', 'Used the internet', 'internet'],
    ['programs', 'Opened another tab', 'another tab'],
    ['notes', 'Textbook open', 'Textbook'],
    ['notes', 'Wrote on scratch paper', 'paper'],
    ['looking-away', 'Looking away from computer', 'Looking away'],
    ['looking-away', 'Gazing at the ceiling', 'Gazing'],
    ['left-room', 'Left the room', 'Left the room'],
    ['left-room', 'Walked out of their exam room', 'Walked out of their exam room'],
    ['left-room', 'Out of frame', 'Out of frame'],
    ['headphones', 'Wearing headphones', 'headphones'],
    ['headphones', 'Ear-buds seen', 'Ear-buds'],
    ['noise', 'Music may be playing', 'Music'],
    ['noise', 'TV running', 'TV'],
    ['camera', 'Webcam was partly covered', 'Webcam was partly covered'],
    ['camera', 'Camera off', 'Camera off'],
    ['camera', 'Blocked the camera', 'Blocked the camera'],
    ['technical', 'The program crashed', 'crashed'],
    ['technical', 'Internet connection dropped', 'connection'],
    ['technical', 'No audio', 'No audio'],
    ['not-entered', 'Student never entered the exam.', 'never entered the exam'],
    ['not-entered', 'Did not start the exam', 'Did not start the exam'],
    ['identity', 'ID card not shown', 'ID card'],
    ['identity', 'Identity not confirmed', 'Identity'],
    ['identity', 'No identification', 'identification'],
    ['identity', "Driver's license expired", "Driver's license"],
    ['room', 'Surroundings not shown', 'Surroundings'],
    ['room', 'Workspace not cleared', 'Workspace'],
    ['person', 'A second person walks by', 'second person'],
    ['person', 'Somebody comes in', 'Somebody'],
    ['person', 'A third party gives answers', 'third party'],
    ['person', 'Whispering heard', 'Whispering'],
    ['person', 'Learner talks', 'talks'],
    ['person', 'A conversation in the next flat', 'conversation'],
    ['person', 'Speaking aloud', 'Speaking'],
    ['person', 'A friend sits beside', 'friend'],
    ['device', 'Smartphone in hand', 'Smartphone'],
    ['device', 'Tablet seen', 'Tablet'],
    ['device', 'An iPad lies there', 'iPad'],
    ['device', 'Smartwatches', 'Smartwatches'],
    ['device', 'Calculator used', 'Calculator'],
    ['device', 'Unknown device', 'device'],
    ['programs', 'A search engine is open', 'search engine'],
    ['programs', 'Google opened', 'Google'],
    ['programs', 'ChatGPT open', 'ChatGPT'],
    ['programs', 'Asked Chat GPT', 'Chat GPT'],
    ['programs', 'Programs running', 'Programs'],
    ['programs', 'Other software open', 'Other software'],
    ['programs', 'Messaging open', 'Messaging'],
    ['programs', 'Remote access seen', 'Remote access'],
    ['notes', 'Used notes', 'notes'],
    ['notes', 'A notebook lies open', 'notebook'],
    ['notes', 'Books at hand', 'Books'],
    ['notes', 'A cheat sheet', 'cheat sheet'],
    ['notes', 'Written materials seen', 'Written materials'],
    ['looking-away', 'Eyes off the screen', 'Eyes off'],
    ['left-room', 'Not in view for a minute', 'Not in view'],
    ['headphones', 'A head-set is worn', 'head-set'],
    ['headphones', 'Earplugs in', 'Earplugs'],
    ['headphones', 'Air Pods in', 'Air Pods'],
    ['headphones', 'AirPods in', 'AirPods'],
    ['noise', 'Loud noise', 'noise'],
    ['noise', 'Noisy place', 'Noisy'],
    ['noise', 'Television on', 'Television'],
    ['noise', 'Radio on', 'Radio'],
    ['noise', 'Background sounds', 'Background sounds'],
    ['technical', 'Technical problem', 'Technical'],
    ['technical', 'Software error', 'Software error'],
    ['technical', 'The window froze', 'froze'],
    ['technical', 'Screen was frozen', 'frozen'],
    ['technical', 'Disconnected twice', 'Disconnected'],
    ['technical', 'A power cut', 'power cut'],
    ['technical', 'Internet outage', 'Internet outage'],
    ['technical', 'Upload failed', 'Upload failed'],
    ['technical', 'System error 5', 'System error'],
    ['technical', 'An error message came up', 'error message'],
    ['not-entered', 'The exam was not started', 'exam was not started'],
    ['other', 'Wore a suit and tie', ''],
  ];

  test.each(table)('%s: %s', (category, text, word) => {
    expect(categoriesOf(text)).toContainEqual({ category, word });
  });

  test('each category has a case, and each of its lines finds something in one', () => {
    expect(new Set(table.map(([category]) => category))).toEqual(
      new Set([...defaultDictionary.categories.map(({ id }) => id), otherId]),
    );
    const idle = defaultDictionary.categories.flatMap(({ id, words }) =>
      words.filter((phrase) => {
        const finder = createPhraseFinder([[phrase, id]]);
        return !table.some(([category, text]) => category === id && finder.find(text).length > 0);
      }),
    );
    expect(idle).toEqual([]);
  });

  test('several may fit one text', () => {
    expect(categoriesOf('Phone and notes on the desk').map(({ category }) => category)).toEqual([
      'room',
      'device',
      'notes',
    ]);
  });

  test.each([
    ['a room that was left is no remark on the room', 'Left the room', ['left-room']],
    ['headphones are no phone', 'Headphones', ['headphones']],
    ['nor are head phones or ear-phones', 'Head phones, ear-phones', ['headphones']],
    ['a lost internet connection is no browsing', 'Internet connection lost', ['technical']],
    ['a face out of view is nobody who left', 'Face partly out of view', ['other']],
    ['looking left at a computer is not leaving it', 'Looking down, left of the computer', ['looking-away']],
    ['a keyword inside a longer word does not count', 'Phoneme bookkeeping mushroom', ['other']],
    ['nor where the longer word is in another script', 'éTV', ['other']],
    ['an unknown language falls under other', 'Подозрительно', ['other']],
    ['no text has no category', '  ', []],
  ])('%s', (_, text, expected) => {
    expect(categoriesOf(text).map(({ category }) => category)).toEqual(expected);
  });

  test('a long text is read quickly', () => {
    const started = performance.now();
    categoriesOf('camera not left the screen off of '.repeat(3000));
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

/** One category of these phrases; its name is what is found. */
const only = (words: readonly string[], except: readonly string[] = []): Dictionary => ({
  categories: [{ id: 'own', name: 'Own', words, except }],
});
const wordIn = (text: string, words: readonly string[], except: readonly string[] = []) => {
  const [match] = categoriser(only(words, except)).categoriesOf(text);
  return match?.category === 'own' ? match.word : undefined;
};

describe('a phrase', () => {
  test.each<[phrase: string, text: string, found: string | undefined]>([
    ['photo id', 'The PHOTO ID was', 'PHOTO ID'],
    ['photo id', 'photo-id', 'photo-id'],
    ['photo id', 'photo  \n id', 'photo  \n id'],
    ['photo-id', 'photo id', 'photo id'],
    ['photo id', 'photo, id', undefined],
    ['photo id', 'photo of an id', undefined],
    ['id', 'idea', undefined],
    ['id', 'v_id', undefined],
    ['café', 'Cafe\u0301', 'Cafe\u0301'],
    ["didn't", 'he didn’t', 'didn’t'],
    ['phon*', 'Phones', 'Phones'],
    ['phon*', 'phon', 'phon'],
    ['*phone', 'Smartphone', 'Smartphone'],
    ['*phone', 'phones', undefined],
    ['*phone*', 'smartphones', 'smartphones'],
    ['*手机*', '他用了手机一次', '他用了手机一次'],
    ['телефон*', 'На столе Телефона', 'Телефона'],
    ['(look|gaze) away', 'gaze away', 'gaze away'],
    ['look[s|ed|ing] away', 'looked away', 'looked away'],
    ['look[s|ed|ing] away', 'looker away', undefined],
    ['[cell] phone', 'cell phone', 'cell phone'],
    ['[cell] phone', 'phone', 'phone'],
    ['(step[s] out of|leave) [the] room', 'steps out of room', 'steps out of room'],
    ['left … room', 'Left the big exam room twice', 'Left the big exam room'],
    ['left ... room', 'left room', 'left room'],
    ['left … room', 'left, quickly, the room', 'left, quickly, the room'],
    ['left … room', 'left. The room was', undefined],
    ['left … room', 'left one two three four five room', 'left one two three four five room'],
    ['left … room', 'left one two three four five six room', undefined],
    ['a … b … c', 'a x b y c', 'a x b y c'],
  ])('%s in %j', (phrase, text, found) => {
    expect(phraseProblem(phrase)).toBeUndefined();
    expect(wordIn(text, [phrase])).toBe(found);
  });

  test('the first words found decide, and of those that begin together the longest', () => {
    expect(wordIn('a phone, a cell phone', ['cell phone', 'phone'])).toBe('phone');
    expect(wordIn('a cell phone', ['cell', 'cell phone', 'phone'])).toBe('cell phone');
  });

  test('words within an exception do not count, others do', () => {
    expect(wordIn('left the room', ['room'], ['left the room'])).toBeUndefined();
    expect(wordIn('left the room; room not shown', ['room [not]'], ['left the room'])).toBe('room not');
    expect(wordIn('the room', ['room'], ['left the room'])).toBe('room');
  });

  test.each([
    ['', 'it has no word'],
    ['  ', 'it has no word'],
    ['[the]', 'it has no word'],
    ['(a|b', '“(” is not closed by “)”'],
    ['[a', '“[” is not closed by “]”'],
    ['(a]', '“(” is not closed by “)”'],
    ['a)', '“)” stands outside of brackets'],
    ['a|b', '“|” stands outside of brackets'],
    ['(a||b)', 'a bracket holds nothing in one of its places'],
    ['()', 'a bracket holds nothing in one of its places'],
    ['… room', '“…” stands between two words'],
    ['room …', '“…” stands between two words'],
    ['a … … b', '“…” stands between two words'],
    ['a … b … c … d', '“…” may stand 2 times'],
    ['*', '“*” stands beside letters'],
    ['a*b', '“*” stands at the beginning or the end of a word'],
    ['phone?', '“?” is no part of a word'],
    ['(a+)+$', '“+” is no part of a word'],
    ['_', '“_” is no word'],
    ['a '.repeat(13), 'it has more than 12 words'],
    ['a'.repeat(301), 'a line has at most 300 characters'],
    ['((((((a))))))', 'there are too many brackets within brackets'],
    ['[a|b|c|d] '.repeat(6), 'it stands for too many phrases; write it as two lines'],
  ])('%s is refused', (phrase, problem) => {
    expect(phraseProblem(phrase)).toBe(problem);
  });

  test('is found quickly whatever is written and read', () => {
    const phrases = ['*a* … *a* … *a*', '*a* *a* *a* *a* *a* *a*', 'a* … a* … b', 'aa [a|aa] [a|aa] … b'];
    for (const phrase of phrases) expect(phraseProblem(phrase)).toBeUndefined();
    const started = performance.now();
    wordIn('aa '.repeat(5000), phrases);
    wordIn(`a${' '.repeat(200_000)}a`, phrases);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('the file of a dictionary', () => {
  const file = (change: (category: Record<string, unknown>) => unknown) =>
    JSON.stringify({
      proctorsheet: 'incident categories',
      version: 1,
      categories: [change({ id: 'own', name: 'Own', words: ['phone'] })],
    });

  test('reads back as it was', () => {
    expect(readDictionary(dictionaryText(defaultDictionary))).toEqual({ ok: true, dictionary: defaultDictionary });
    expect(readDictionary(`\ufeff${dictionaryText({ categories: [] })}`)).toEqual({
      ok: true,
      dictionary: { categories: [] },
    });
  });

  test('may leave out the exceptions', () => {
    expect(readDictionary(file((category) => category))).toEqual({
      ok: true,
      dictionary: { categories: [{ id: 'own', name: 'Own', words: ['phone'], except: [] }] },
    });
  });

  test.each([
    ['{', 'it is not JSON'],
    ['[]', 'it does not say that it holds incident categories'],
    ['{"version":1,"categories":[]}', 'it does not say that it holds incident categories'],
    ['{"proctorsheet":"incident categories","version":2,"categories":[]}', 'it was written by a newer Proctorsheet'],
    ['{"proctorsheet":"incident categories","version":1}', 'it has no list of categories'],
    [file(() => 'phone'), 'category 1 is not one'],
    [file(({ name, ...rest }) => rest), 'category 1 has no name'],
    [file((one) => ({ ...one, id: 'other' })), 'id of small letters'],
    [file((one) => ({ ...one, id: 'A b' })), 'id of small letters'],
    [file((one) => ({ ...one, words: 'phone' })), '“Own” has no list of words'],
    [file((one) => ({ ...one, words: [7] })), '“Own” has no list of words'],
    [file((one) => ({ ...one, name: ' ' })), 'It needs a name'],
    [file((one) => ({ ...one, name: 'OTHER' })), 'Another category has this name'],
    [file((one) => ({ ...one, except: ['ok', '(a'] })), 'in “Own”: Line 2, “(a”: “(” is not closed by “)”'],
    [
      dictionaryText({ categories: [...defaultDictionary.categories, defaultDictionary.categories[0]!] }),
      'two categories have the id “identity”',
    ],
    [
      dictionaryText({
        categories: Array.from({ length: dictionaryLimits.categories + 1 }, (_, place) => ({
          ...{ id: `own-${place}`, name: `${place}`, words: [], except: [] },
        })),
      }),
      'it has more than 30 categories',
    ],
    [
      dictionaryText({
        categories: Array.from({ length: 3 }, (_, place) => ({
          ...{ id: `own-${place}`, name: `${place}`, except: [] },
          words: Array.from(
            { length: 100 },
            (_, line) => `*a${place}b${line}(${[...'abcdefghijklmnopqrst'].join('|')})*`,
          ),
        })),
      }),
      'in “2”: The lines of all categories stand for too many phrases together',
    ],
  ])('that is wrong is refused with the reason: case %#', (text, problem) => {
    const read = readDictionary(text);
    expect(read.ok ? '' : read.problem).toContain(problem);
  });

  test('the shipped dictionary is sound', () => {
    const { categories } = defaultDictionary;
    const problems = (category: Category) =>
      categoryProblems(
        category,
        categories.filter((other) => other !== category),
      );
    expect(categories.flatMap((category) => Object.values(problems(category)))).toEqual([]);
  });
});
