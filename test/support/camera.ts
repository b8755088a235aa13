/** Pictures of the real window in any size, theme and zoom, below out/screenshots. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, painted } from './app.ts';

export const project = join(import.meta.dirname, '..', '..');
const shots = join(project, 'out', 'screenshots');

export interface Camera {
  shoot(name: string, path?: string): Promise<void>;
  /** As the window shows it: a page's own picture knows nothing of the window's zoom. */
  shootWindow(name: string): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  useTheme(theme: 'light' | 'dark'): Promise<void>;
  zoom(factor: number): Promise<void>;
}

/** `app`: the one that is open when a picture is taken. */
export function cameraOf(app: () => App): Camera {
  mkdirSync(shots, { recursive: true });
  return {
    async shoot(name, path = join(shots, `${name}.png`)) {
      const { page } = app();
      await page.mouse.move(0, 0);
      await painted(page);
      await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
    },
    async shootWindow(name) {
      await painted(app().page);
      const image = await app().electron.evaluate(async ({ BrowserWindow }) =>
        (await BrowserWindow.getAllWindows()[0]!.webContents.capturePage()).toPNG().toString('base64'),
      );
      writeFileSync(join(shots, `${name}.png`), Buffer.from(image, 'base64'));
    },
    async resize(width, height) {
      await app().electron.evaluate(
        ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]!.setContentSize(size.width, size.height),
        { width, height },
      );
      await app().page.waitForFunction((wanted) => Math.abs(innerWidth * devicePixelRatio - wanted) <= 1, width);
      await painted(app().page);
    },
    async useTheme(theme) {
      await app().electron.evaluate(({ nativeTheme }, source) => {
        nativeTheme.themeSource = source;
      }, theme);
      await app().page.waitForFunction((query) => matchMedia(query).matches, `(prefers-color-scheme: ${theme})`);
    },
    async zoom(factor) {
      await app().electron.evaluate(
        ({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]!.webContents.setZoomFactor(to),
        factor,
      );
      await app().page.waitForFunction((wanted) => Math.abs(devicePixelRatio - wanted) < 0.05, factor);
      await painted(app().page);
    },
  };
}
