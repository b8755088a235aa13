import { execFileSync } from 'node:child_process';
import { constants, promises as disk, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Disk, makeFileDesk } from '../../main/files.ts';
import { safeWrite } from '../../main/safe-write.ts';
import { sourceDisk } from '../../main/source-disk.ts';
import { watchSources } from '../../main/watch-sources.ts';

const patienceMs = 50;
/** A thread that is kept for ever would keep the test as long. */
const patient = { timeout: 30_000 };
let folder: string;
let isSilent: boolean;
let silenced: Promise<FileHandle>[];
const pipe = () => join(folder, 'pipe');

/** Files in these two folders; while the share is silent, a question about one keeps a thread as a real one does. */
const share = () => ['a', 'b'].map((name) => join(folder, 'share', name));
const onDisk: Disk = {
  ...disk,
  stat: (async (path: string, options: { bigint: true }) => {
    if (!path.startsWith(join(folder, 'share'))) return disk.stat(path, options);
    if (isSilent) {
      // Opened to be read, a pipe waits for somebody who writes.
      const waits = disk.open(pipe(), 'r');
      silenced.push(waits);
      await waits;
    }
    const found = await disk.stat(path, options);
    return Object.assign(found, { dev: found.dev + 1n });
  }) as Disk['stat'],
};

/** So many of the engine's threads wait for it. */
const threadsKept = () => process.getActiveResourcesInfo().filter((name) => name.startsWith('FSReq')).length;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'silent-'));
  for (const place of share()) mkdirSync(place, { recursive: true });
  for (const place of [folder, ...share()]) {
    for (const name of ['one.csv', 'two.csv']) writeFileSync(join(place, name), `${place} ${name}`);
  }
  [isSilent, silenced] = [false, []];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe.runIf(process.platform !== 'win32')('while a share does not answer,', () => {
  let told: string[];
  let desk: ReturnType<typeof makeFileDesk>;
  let watch: ReturnType<typeof watchSources>;
  const open = async (path: string) => {
    const granted = await desk.grant(path);
    if (!granted.ok) throw new Error(granted.failure.code);
    const begun = watch.begin(desk.source(granted.value.id)!);
    if (!isSilent) await begun;
    return granted.value;
  };

  beforeEach(() => {
    told = [];
    execFileSync('mkfifo', [pipe()]);
    const sourcesOn = sourceDisk(onDisk);
    desk = makeFileDesk(onDisk, sourcesOn, patienceMs);
    watch = watchSources(sourcesOn, (grant, state) => told.push(`${basename(desk.source(grant)!.path)} ${state}`));
  });
  afterEach(async () => {
    // Whoever waits is answered: both ends of the pipe are open.
    isSilent = false;
    openSync(pipe(), constants.O_RDWR | constants.O_NONBLOCK);
    for (const handle of silenced) await (await handle).close();
  });

  test('reports that are open there keep one thread, and all else goes on', patient, async () => {
    const paths = ['one.csv', 'two.csv'].map((name) => join(share()[0]!, name));
    for (const path of paths) await open(path);
    await open(join(folder, 'one.csv'));
    isSilent = true;
    void watch.look();
    for (const path of [...paths, ...paths]) await open(path);
    await expect.poll(threadsKept).toBe(1);

    expect((await open(join(folder, 'two.csv'))).sizeBytes).toBeGreaterThan(0);
    expect(await safeWrite(onDisk, join(folder, 'out.csv'), [Buffer.from('x')], desk.isSource)).toMatchObject({
      ok: true,
    });
    writeFileSync(join(folder, 'one.csv'), 'another');
    await expect
      .poll(() => {
        void watch.look();
        return told;
      }, patient)
      .toEqual(['one.csv changed']);
    await expect.poll(threadsKept).toBe(1);
  });

  test(
    'as many as are open in several folders keep two, and what is there is opened and protected',
    patient,
    async () => {
      const paths = [
        ...share().map((place) => join(place, 'one.csv')),
        ...share().map((place) => join(place, 'two.csv')),
      ];
      for (const path of paths) await open(path);
      isSilent = true;
      void watch.look();
      for (const path of paths) await open(path);
      await expect.poll(threadsKept).toBe(2);

      const local = await open(join(folder, 'two.csv'));
      expect(local).toMatchObject({ name: 'two.csv' });
      expect(await safeWrite(onDisk, join(folder, 'out.csv'), [Buffer.from('x')], desk.isSource)).toMatchObject({
        ok: true,
      });
      expect(await desk.isSource(join(folder, 'two.csv'))).toBe(true);
      await expect.poll(threadsKept).toBe(2);
    },
  );
});
