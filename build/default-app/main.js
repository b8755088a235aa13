// Stands in for the default app that Electron's own archive carries, where the runtime came without it:
// `electron path/to/app …` opens that app, with the same argv, name, version and paths as the original gives it.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const given = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (given === undefined) {
  process.stderr.write('Say which app to open: electron path/to/app\n');
  process.exit(1);
}

const appPath = resolve(given);
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true, configurable: false });
const about = join(appPath, 'package.json');
if (existsSync(about)) {
  const { name, productName, version, desktopName } = JSON.parse(readFileSync(about, 'utf8'));
  if (version) app.setVersion(version);
  if (productName || name) app.setName(productName ?? name);
  app.setDesktopName(desktopName ?? `${app.getName()}.desktop`);
  // Not in the documentation, but what the original calls: userData by the new name, and --user-data-dir.
  if (app._setDefaultAppPaths) app._setDefaultAppPaths(appPath);
  else app.setAppPath(appPath);
}
// Awaited at the top, so that `ready` waits until the app has said what must be said before it.
await import(pathToFileURL(createRequire(import.meta.url).resolve(appPath)).href);
