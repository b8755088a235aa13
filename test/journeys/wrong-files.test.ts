import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, symlinkSync, truncateSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type FailureCode, failureWords } from '../../shared/contract/failure.ts';
import {
  type App,
  choose,
  chooseInMenu,
  columnTexts,
  dismissMessages,
  fixture,
  given,
  openReport,
  saveTo,
  scratchFolder,
  settled,
  tabs,
} from '../support/app.ts';

const folder = scratchFolder('wrong');
const posix = process.platform !== 'win32';
const earlier = 'v3.csv';
const wrongFixture = (name: string) => () => fixture(folder, `wrong/${name}`);

interface Case {
  readonly name: string;
  readonly code: FailureCode;
  readonly make: () => unknown;
  /** A fact that the sentence must name. */
  readonly names?: string;
}

const insideCases: readonly Case[] = [
  { name: 'access-denied.csv', code: 'storage-error', make: wrongFixture('access-denied.csv'), names: 'AccessDenied' },
  { name: 'binary.csv', code: 'binary', make: wrongFixture('binary.csv') },
  { name: 'empty.csv', code: 'empty', make: wrongFixture('empty.csv') },
  { name: 'image.csv', code: 'binary', make: wrongFixture('image.csv'), names: 'PNG' },
  { name: 'json-error.csv', code: 'json', make: wrongFixture('json-error.csv') },
  { name: 'not-the-report.csv', code: 'other-csv', make: wrongFixture('not-the-report.csv'), names: 'exam_name' },
  { name: 'only-bom.csv', code: 'empty', make: wrongFixture('only-bom.csv') },
  { name: 'pdf.csv', code: 'binary', make: wrongFixture('pdf.csv'), names: 'PDF' },
  { name: 'sign-in-page.csv', code: 'web-page', make: wrongFixture('sign-in-page.csv') },
  { name: 'zip.csv', code: 'archive', make: wrongFixture('zip.csv') },
];

/** What is refused before a byte of it is read. */
const outsideCases: readonly Case[] = [
  { name: 'missing.csv', code: 'missing', make: () => undefined },
  { name: 'folder.csv', code: 'directory', make: () => mkdirSync(join(folder, 'folder.csv')) },
  {
    name: 'huge.csv',
    code: 'too-large',
    names: '3,000 MB',
    // Sparse: it takes no room.
    make: () => truncateSync(given(folder, 'huge.csv', 'course_id'), 3_000_000_000),
  },
  ...(posix
    ? ([
        {
          name: 'closed.csv',
          code: 'no-permission',
          make: () => chmodSync(fixture(folder, 'reports/one-row.csv', 'closed.csv'), 0o000),
        },
        {
          name: 'pipe.csv',
          code: 'not-a-regular-file',
          make: () => execFileSync('mkfifo', [join(folder, 'pipe.csv')]),
        },
        {
          name: 'broken link.csv',
          code: 'not-a-regular-file',
          make: () => symlinkSync(join(folder, 'nothing.csv'), join(folder, 'broken link.csv')),
        },
        {
          name: 'round.csv',
          code: 'not-a-regular-file',
          make: () => symlinkSync(join(folder, 'round.csv'), join(folder, 'round.csv')),
        },
        {
          name: 'device.csv',
          code: 'not-a-regular-file',
          make: () => symlinkSync('/dev/zero', join(folder, 'device.csv')),
        },
        { name: 'socket.csv', code: 'not-a-regular-file', make: makeSocket },
      ] as const)
    : []),
];

let closeSocket = () => {};

async function makeSocket() {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(join(folder, 'socket.csv'), listening));
  closeSocket = () => void server.close();
}

const seen: string[] = [];

describe('a file that is not the report', () => {
  let app: App;
  let page: Page;
  beforeAll(async () => {
    app = await openReport(fixture(folder, `reports/${earlier}`));
    page = app.page;
  });
  afterEach(async () => {
    await dismissMessages(page);
  });
  afterAll(async () => {
    closeSocket();
    await app?.close();
    process.stdout.write(`\n${['case → expected → seen', ...seen].join('\n')}\n`);
  });

  /** Opens it as a person does, and gives the words of the place where they come. */
  async function wordsAfterOpening(name: string, place: string): Promise<string> {
    await choose(app, [join(folder, name)]);
    await chooseInMenu(app, 'File', 'Open…');
    await page.waitForSelector(place);
    return page.locator(place).innerText();
  }

  function expectWords(text: string, { name, code, names }: Case) {
    const [title = '', ...rest] = text.split('\n').filter((line) => line.trim() !== '');
    const body = rest.join(' ');
    const words = failureWords({ code });
    seen.push(`${name} → ${words.title} → ${title}`);
    expect(title).toBe(words.title);
    expect(body).toContain(words.next);
    expect(body).toContain(`“${name}”`);
    if (names) expect(body).toContain(names);
    // Neither where it lies nor what only a programmer reads.
    expect(text).not.toContain(folder);
    expect(text).not.toMatch(/\bat \S+:\d+|Error:|\b[EU][A-Z]{4,}\b|undefined|\[object/);
  }

  /** The report before it is open and does what it is asked. */
  async function expectEarlierWorks() {
    await page.click(`[role="tab"]:has-text("${earlier}")`);
    for (const search of ['li_wei', '']) {
      await page.getByRole('searchbox').fill(search);
      await settled(page);
      const usernames = await columnTexts(page, 'username');
      if (search) expect([...new Set(usernames)]).toEqual([search]);
      else expect(usernames).toHaveLength(10);
    }
  }

  it('of this folder of fixtures each has a case here', () => {
    const fixtures = readdirSync(join(import.meta.dirname, '..', 'fixtures', 'wrong')).sort();
    expect(insideCases.map(({ name }) => name)).toEqual(fixtures);
  });

  it.for(insideCases)('$name is answered in its tab, with what to do next', async (one) => {
    await one.make();
    expectWords(await wordsAfterOpening(one.name, '.failure-words'), one);
    expect(await tabs(page)).toEqual([
      { label: earlier, active: false },
      { label: `${one.name}, not opened`, active: true },
    ]);
    for (const name of ['Open another…', 'Close']) {
      expect(await page.getByRole('button', { name, exact: true }).isVisible()).toBe(true);
    }
    await expectEarlierWorks();
    await page.click('[role="tab"][aria-label$=", not opened"]');
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    expect(await tabs(page)).toEqual([{ label: earlier, active: true }]);
  });

  it.for(outsideCases)('$name is answered by a message, with what to do next', async (one) => {
    await one.make();
    expectWords(await wordsAfterOpening(one.name, '.toast-words'), one);
    expect(await tabs(page)).toEqual([{ label: earlier, active: true }]);
    await expectEarlierWorks();
  });

  it('whose fault may pass can be tried again, and opens once it has passed; another offers nothing of the kind', async () => {
    given(folder, 'growing.csv', '');
    await wordsAfterOpening('growing.csv', '.failure-words');
    const again = page.getByRole('button', { name: 'Try again' });
    fixture(folder, 'reports/v2.csv', 'growing.csv');
    await again.click();
    await page.waitForSelector('[role="tab"][aria-selected="true"][aria-label="growing.csv"]');
    await page.getByRole('button', { name: 'Close growing.csv' }).click();
    await wordsAfterOpening('json-error.csv', '.failure-words');
    expect(await again.count()).toBe(0);
    await page.getByRole('button', { name: 'Close', exact: true }).click();
  });

  it('gives its tab to the next file, and closes without a trace', async () => {
    await wordsAfterOpening('json-error.csv', '.failure-words');
    fixture(folder, 'reports/v2.csv');
    await choose(app, [join(folder, 'v2.csv')]);
    await page.getByRole('button', { name: 'Open another…' }).click();
    await page.waitForSelector('[role="tab"][aria-selected="true"][aria-label="v2.csv"]');
    expect((await tabs(page)).map((tab) => tab.label)).toEqual([earlier, 'v2.csv']);
    // An export may replace it again, as it may not while the file is open.
    const codes: (string | undefined)[] = [];
    for (const name of ['json-error.csv', 'v2.csv']) {
      await saveTo(app, join(folder, name));
      const answer = await page.evaluate(() => window.viewer.ask('choose-target', { suggested: 'export.csv' }));
      codes.push(answer.ok ? 'may be written' : answer.failure.code);
    }
    expect(codes).toEqual(['may be written', 'save-onto-source']);
    expect(app.complaints).toEqual([]);
  });
});
