/**
 * A case sheet as PDF. It is a page of its own in a session of its own, without script and without anything to load, so
 * that what is on the sheet is all that can be in the file.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { app, BrowserWindow, type Session, session } from 'electron';
import type { SheetPage } from '../shared/contract/bridge.ts';
import { lockedPreferences } from './lockdown.ts';
import { origin, scheme } from './pages.ts';

const inch = 25.4;
const sideMm = 16;

/** Page numbers are the browser's own to give; the sheet's title stands beside them. */
const foot =
  `<div style="box-sizing:border-box;width:100%;padding:0 ${sideMm}mm;display:flex;justify-content:space-between;` +
  'gap:12mm;font:9px system-ui,sans-serif;color:#444">' +
  '<span class="title" style="overflow:hidden;text-overflow:ellipsis;white-space:nowrap"></span>' +
  '<span style="white-space:nowrap">Page <span class="pageNumber"></span> of <span class="totalPages"></span></span></div>';

/** Where paper is cut to Letter; everywhere else it is A4. */
const letter = new Set(['US', 'CA', 'MX', 'PH', 'CL', 'CO', 'CR', 'DO', 'GT', 'NI', 'PA', 'PR', 'SV', 'VE']);

/** Pages on their way to be printed, by their address. */
const pages = new Map<string, string>();
let own: Session | undefined;

function sheetSession(): Session {
  if (own) return own;
  own = session.fromPartition('case-sheet', { cache: false });
  own.protocol.handle(scheme, ({ url }) => {
    const page = pages.get(url);
    if (page === undefined) return new Response('Not found.', { status: 404 });
    const nonce = randomBytes(16).toString('base64');
    return new Response(page.replace('<style>', `<style nonce="${nonce}">`), {
      headers: {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`,
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'no-store',
      },
    });
  });
  return own;
}

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign]!);

export async function printSheet({ title, style, html }: SheetPage): Promise<Uint8Array> {
  const url = `${origin}/case-sheet/${randomUUID()}`;
  pages.set(
    url,
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><style>${style}</style>` +
      `<title>${escaped(title)}</title></head><body>${html}</body></html>`,
  );
  const window = new BrowserWindow({
    show: false,
    webPreferences: { ...lockedPreferences(sheetSession(), undefined, false), javascript: false },
  });
  try {
    await window.loadURL(url);
    return await window.webContents.printToPDF({
      pageSize: letter.has(app.getLocaleCountryCode()) ? 'Letter' : 'A4',
      margins: { top: 16 / inch, bottom: 18 / inch, left: sideMm / inch, right: sideMm / inch },
      printBackground: true,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate: foot,
      generateTaggedPDF: true,
    });
  } finally {
    window.destroy();
    pages.delete(url);
  }
}
