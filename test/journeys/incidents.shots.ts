import { afterAll, beforeAll, test } from 'vitest';
import { type App, openReport, sampleReport, settled } from '../support/app.ts';
import { cameraOf } from '../support/camera.ts';

let app: App;
const { shoot, resize, useTheme } = cameraOf(() => app);
const ledger = () => app.page.locator('.ledger');

async function list(by: 'Wordings' | 'Incidents', line: string) {
  await ledger().getByText(by, { exact: true }).click();
  await ledger().locator(line).first().waitFor();
}

beforeAll(async () => {
  app = await openReport(sampleReport);
  await resize(1280, 800);
  await useTheme('light');
  await app.page.keyboard.press('Control+3');
  await ledger().locator('.ledger-is-category').first().waitFor();
});
afterAll(() => app.close());

test('the ledger of incidents', async () => {
  await ledger().locator('.ledger-is-category').nth(3).click();
  await settled(app.page);
  await shoot('incidents-categories');
  await app.page.keyboard.press('Control+Shift+L');
  await settled(app.page);
  await list('Wordings', '.ledger-is-wording');
  await shoot('incidents-wordings');
  await list('Incidents', '.ledger-is-entry');
  await ledger().getByRole('searchbox').fill('phone');
  await useTheme('dark');
  await shoot('incidents-dark');
  await useTheme('light');
});

test('the categories of incidents', async () => {
  await ledger().getByRole('button', { name: 'Categories…' }).click();
  const dialog = app.page.getByRole('dialog', { name: 'Incident categories' });
  await dialog.getByRole('button', { name: 'Phone or device' }).click();
  await dialog.getByLabel(/^Words/).fill('phone[s]\nface\n*monitor*');
  await dialog.locator('.categories-samples').waitFor();
  await shoot('incident-categories');
  await useTheme('dark');
  await resize(900, 600);
  await shoot('incident-categories-small-dark');
});
