/** The system's own dialogs for files. */
import { existsSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { app, type BaseWindow, dialog } from 'electron';

export interface Dialogs {
  chooseReports(window: BaseWindow): Promise<readonly string[]>;
  chooseTarget(window: BaseWindow, suggested: string): Promise<string | undefined>;
  chooseCategories(window: BaseWindow): Promise<string | undefined>;
}

const kinds: Readonly<Record<string, string>> = {
  csv: 'CSV table',
  json: 'JSON file',
  xlsx: 'Excel workbook',
  txt: 'Text',
  pdf: 'PDF document',
  png: 'PNG picture',
};

const titles: Readonly<Record<string, string>> = { pdf: 'Save as PDF', png: 'Save picture' };

export function makeDialogs(): Dialogs {
  // Remembered while the app runs; where a person keeps their reports is nobody's business afterwards.
  let openFolder: string | undefined;
  let saveFolder: string | undefined;
  const documents = (): string => app.getPath('documents');

  return {
    async chooseReports(window) {
      const { filePaths } = await dialog.showOpenDialog(window, {
        title: 'Open a report',
        ...(openFolder && { defaultPath: openFolder }),
        properties: ['openFile', 'multiSelections'],
        filters: [
          { name: 'CSV report', extensions: ['csv', 'gz'] },
          { name: 'All files', extensions: ['*'] },
        ],
      });
      if (filePaths[0]) openFolder = dirname(filePaths[0]);
      return filePaths;
    },
    async chooseCategories(window) {
      const { filePaths } = await dialog.showOpenDialog(window, {
        title: 'Import incident categories',
        ...(saveFolder && { defaultPath: saveFolder }),
        properties: ['openFile'],
        filters: [
          { name: kinds.json!, extensions: ['json'] },
          { name: 'All files', extensions: ['*'] },
        ],
      });
      return filePaths[0];
    },
    async chooseTarget(window, suggested) {
      const name = plainName(suggested);
      const extension = extname(name).slice(1).toLowerCase() || 'csv';
      const { filePath } = await dialog.showSaveDialog(window, {
        title: titles[extension] ?? 'Export',
        defaultPath: join(saveFolder ?? documents(), name),
        properties: ['createDirectory', 'showOverwriteConfirmation'],
        filters: [
          { name: kinds[extension] ?? extension.toUpperCase(), extensions: [extension] },
          { name: 'All files', extensions: ['*'] },
        ],
      });
      if (!filePath) return undefined;
      saveFolder = dirname(filePath);
      return withExtension(filePath, extension);
    },
  };
}

/** A name without folders and without what a file system refuses. */
export function plainName(suggested: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  const plain = suggested.replace(/[\u0000-\u001f\u007f<>:"/\\|?*]+/g, '-').replace(/^[.\s]+|[.\s]+$/g, '');
  return plain || 'export.csv';
}

/** GTK adds no extension. Ours is added only where that cannot replace a file that the dialog did not ask about. */
function withExtension(path: string, extension: string): string {
  const full = `${path}.${extension}`;
  return extname(path) !== '' || existsSync(path) || existsSync(full) ? path : full;
}
