/** Whatever stands still, the window closes when it is told to, and the app ends with it and leaves nothing running. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import {
  type App,
  chooseInMenu,
  drop,
  fixture,
  given,
  openApp,
  openReport,
  profileOf,
  readersOf,
  sampleReport,
  saveTo,
  scratchFolder,
} from '../support/app.ts';
import { ranAfter } from '../support/ran-after.ts';
import { within } from '../support/waiting.ts';

const folder = scratchFolder('ending');

/** Closes the window as a person does, and waits until no process of the app holds what it printed to. */
async function closeWindow(app: App, { crashing = false } = {}) {
  const ended = once(app.electron.process(), 'close');
  await app.electron.evaluate(({ BrowserWindow }, crashes) => {
    setTimeout(() => {
      const window = BrowserWindow.getAllWindows()[0]!;
      window.close();
      if (crashes) window.webContents.forcefullyCrashRenderer();
    });
  }, crashing);
  await within(ended, 'the app to end').catch(async (error: unknown) => {
    await app.close().catch(() => undefined);
    throw error;
  });
}

/** Main asks a disk that does not answer: a pipe that nobody writes to. Each question takes one of its four threads. */
async function askSilentDisk(app: App, times: number) {
  for (let time = 0; time < times; time += 1) {
    const pipe = join(folder, `pipe-${app.electron.process().pid}-${time}`);
    execFileSync('mkfifo', ['-m', '666', pipe]);
    await app.electron.evaluate((_electron, path) => {
      void process.getBuiltinModule('node:fs').promises.open(path, 'r');
    }, pipe);
  }
}

describe.skipIf(process.platform === 'win32')('the app ends', () => {
  // Each in an app of its own, which waits most of the time; and with an `expect` of its own: the common one is of one
  // test at a time.
  test.concurrent('with its readers, the one that reads and the one that waits, though both stand still', async ({
    expect,
  }) => {
    const app = await openApp();
    const stopped: number[] = [];
    const stop = async () => {
      await expect.poll(async () => (await readersOf(app)).filter((pid) => !stopped.includes(pid))).toHaveLength(1);
      const [pid] = (await readersOf(app)).filter((one) => !stopped.includes(one));
      process.kill(pid!, 'SIGSTOP');
      stopped.push(pid!);
    };
    try {
      await stop();
      await drop(app.page, [fixture(folder, 'reports/v3.csv')]);
      await stop();
      await closeWindow(app);
      expect(stopped.filter((pid) => existsSync(`/proc/${pid}/exe`))).toEqual([]);
    } finally {
      for (const pid of stopped.filter((one) => existsSync(`/proc/${one}`))) process.kill(pid, 'SIGKILL');
    }
  });

  test.concurrent('though a disk has not answered, with what was changed last', async ({ expect }) => {
    const app = await openApp();
    const settings = join(profileOf(app.home).PROCTORSHEET_USER_DATA, 'settings.json');
    await askSilentDisk(app, 1);
    expect(readFileSync(settings, 'utf8')).not.toContain('"theme": "dark"');
    await chooseInMenu(app, 'View', 'Theme: dark');
    await closeWindow(app);
    expect(readFileSync(settings, 'utf8')).toContain('"theme": "dark"');
  });

  test.concurrent('though so many disks do not answer that none can be asked any more, and starts again', async () => {
    const app = await openApp();
    await askSilentDisk(app, 4);
    await chooseInMenu(app, 'View', 'Theme: dark');
    await closeWindow(app);
    const again = await openApp([], { home: app.home });
    await again.page.locator('.start').waitFor();
    await closeWindow(again);
  });

  test.concurrent('though a share has not taken an export, which is given up and keeps no other waiting', async ({
    expect,
  }) => {
    const app = await openReport(sampleReport);
    const { page } = app;
    const [share, here] = ['share', 'here'].map((name) => {
      const made = join(folder, name);
      mkdirSync(made);
      chmodSync(made, 0o777);
      return made;
    }) as [string, string];
    const pipe = join(share, 'pipe');
    execFileSync('mkfifo', ['-m', '666', pipe]);
    // Whatever is to be written on the share waits for somebody to write to the pipe.
    await app.electron.evaluate(
      (_electron, [on, silent]) => {
        const { promises } = process.getBuiltinModule('node:fs');
        const { open } = promises;
        promises.open = (path, ...rest) => (String(path).startsWith(on) ? open(silent, 'r') : open(path, ...rest));
      },
      [share, pipe] as const,
    );
    const dialog = page.getByRole('dialog', { name: 'Export' });
    const write = async (to: string) => {
      await saveTo(app, join(to, 'out.csv'));
      await page.keyboard.press('Control+e');
      await dialog.getByRole('button', { name: 'Save as…' }).click();
    };
    await write(share);
    await dialog.getByRole('button', { name: 'Writing…' }).waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    await write(here);
    expect(await page.locator('.toast').innerText()).toContain('212 rows');
    expect([readdirSync(share), readdirSync(here)]).toEqual([['pipe'], ['out.csv']]);
    await closeWindow(app);
  });

  test('though its page is stuck', async () => {
    const app = await openReport(sampleReport);
    const { page } = app;
    const isStuck = page.waitForEvent('console', (message) => message.text() === 'stuck');
    // Not bounded: it is never answered, and nobody waits for it.
    const { evaluate } = Object.getPrototypeOf(page) as typeof page;
    const never = evaluate.call(page, () => {
      console.log('stuck');
      for (;;);
    });
    void never.catch(() => undefined);
    await isStuck;
    await closeWindow(app);
  });

  test('though its page crashes at that moment', async () => {
    const app = await openReport(sampleReport);
    await closeWindow(app, { crashing: true });
  });

  test.concurrent('by itself after a large file was refused, whose disk answers, and leaves no lock', async ({
    expect,
  }) => {
    const app = await openApp([given(folder, 'other.csv', `a,b,c\n${'1,2,3\n'.repeat(8_000_000)}`)]);
    await app.page.locator('.failure').waitFor();
    const ended = once(app.electron.process(), 'exit');
    await closeWindow(app);
    expect(await ended).toEqual([0, null]);
    expect(readdirSync(profileOf(app.home).PROCTORSHEET_USER_DATA)).not.toContain('SingletonLock');
  });

  test.concurrent('where its page cannot be loaded, and says so', async ({ expect }) => {
    const { code, said } = await ranAfter(`
      const { promises } = require('fs');
      const { readFile } = promises;
      promises.readFile = (path, ...rest) =>
        String(path).endsWith('index.html') ? Promise.reject(new Error('no disk')) : readFile(path, ...rest);
      const { dialog } = require('electron');
      dialog.showMessageBox = async (said) => (process.stdout.write(JSON.stringify(said)), { response: 0 });
    `);
    expect(code).toBe(0);
    expect(said).toContain('The window of Proctorsheet could not be shown.');
    expect(said).toContain('Your reports are untouched. Start it again');
  });
});
