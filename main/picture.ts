/** `--picture=FILE`: shows the report, takes a picture of the window, and quits. */
import { promises as disk } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { BrowserWindow } from 'electron';
import { failureWords } from '../shared/contract/failure.ts';
import { safeWrite } from './safe-write.ts';

export interface PictureRun {
  /** The page says that all is shown, and whether that is a report. */
  ready(opened: boolean): void;
  /** The exit code, once the picture is written or cannot be; `unopenedCode` for one of a window without a report. */
  readonly done: Promise<number>;
}

const patienceMs = 45_000;
/** The picture shows why. */
const unopenedCode = 3;

export function startPicture(
  file: string,
  window: () => BrowserWindow,
  isSource: (path: string) => Promise<boolean>,
  say: (sentence: string) => void,
): PictureRun {
  let ready = (_opened: boolean): void => {};
  const shown = new Promise<'opened' | 'unopened'>((resolve) => {
    ready = (opened) => resolve(opened ? 'opened' : 'unopened');
  });

  async function take(): Promise<number> {
    const complete = await Promise.race([shown, wait(patienceMs, undefined, { ref: false })]);
    if (!complete)
      say(`The report was not shown within ${patienceMs / 1000} seconds; the picture is of what there was.`);
    const { webContents } = window();
    await twoFrames(webContents);
    const image = await webContents.capturePage();
    const written = await safeWrite(disk, file, [image.toPNG()], isSource);
    if (written.ok) return complete === 'opened' ? 0 : complete === 'unopened' ? unopenedCode : 1;
    const { sentence, next } = failureWords(written.failure);
    say(`${sentence} ${next}`);
    return 1;
  }

  const done = take().catch((error: unknown) => {
    say(`No picture of ${basename(file)} could be taken: ${error instanceof Error ? error.message : error}`);
    return 1;
  });
  return { ready: (opened) => ready(opened), done };
}

/** What the page has just drawn is on the screen two frames later; a page that hangs draws none, and is not waited for. */
async function twoFrames(contents: BrowserWindow['webContents']): Promise<void> {
  const frames = 'new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(() => shown())))';
  await Promise.race([contents.executeJavaScript(frames).catch(() => undefined), wait(2000)]);
}
