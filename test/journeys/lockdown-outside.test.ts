import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requests, type Viewer } from '../../shared/contract/bridge.ts';
import { type App, fixture, openReport, scratchFolder } from '../support/app.ts';

/** What the window may not have from outside itself: permissions, the network, and main beyond its requests. */

const folder = scratchFolder('lockdown');
const report = fixture(folder, 'reports/v3.csv');

let app: App;
let page: Page;
beforeAll(async () => {
  app = await openReport(report);
  page = app.page;
});
afterAll(() => app?.close());

describe('the window, as main made it', () => {
  it('has the sandbox, and none of what would open it', async () => {
    const preferences = await app.electron.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      return (window!.webContents as unknown as { getLastWebPreferences(): object }).getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      enableBlinkFeatures: '',
    });
  });

  it('keeps nothing of a page beyond its life', async () => {
    await page.evaluate(() => {
      try {
        localStorage.setItem('a', 'learner');
        sessionStorage.setItem('a', 'learner');
        // biome-ignore lint/suspicious/noDocumentCookie: it is what a script would use
        document.cookie = 'a=learner';
      } catch {
        // As good as nothing kept.
      }
    });
    const kept = await app.electron.evaluate(async ({ BrowserWindow }) => {
      const { session } = BrowserWindow.getAllWindows()[0]!.webContents;
      await session.flushStorageData();
      return { persistent: session.isPersistent(), path: session.storagePath, cache: await session.getCacheSize() };
    });
    expect(kept).toEqual({ persistent: false, path: null, cache: 0 });
    const partitions = join(await app.electron.evaluate(({ app }) => app.getPath('sessionData')), 'Partitions');
    expect(existsSync(partitions) ? readdirSync(partitions) : []).toEqual([]);
  });

  it('has no tools for developers', async () => {
    const opened = await app.electron.evaluate(async ({ BrowserWindow }) => {
      const { webContents } = BrowserWindow.getAllWindows()[0]!;
      webContents.openDevTools({ mode: 'detach' });
      await new Promise((done) => setTimeout(done, 200));
      return webContents.isDevToolsOpened() || webContents.devToolsWebContents !== null;
    });
    expect(opened).toBe(false);
    for (const keys of ['F12', 'ControlOrMeta+Shift+I']) await page.keyboard.press(keys);
    expect(await app.electron.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
  });

  it('belongs to a Chromium that was told to reach for nothing by itself', async () => {
    const { missing, rules, features } = await app.electron.evaluate(({ app: { commandLine } }) => ({
      missing: ['no-proxy-server', 'disable-background-networking', 'disable-component-update', 'no-pings'].filter(
        (name) => !commandLine.hasSwitch(name),
      ),
      rules: commandLine.getSwitchValue('host-resolver-rules'),
      features: commandLine.getSwitchValue('disable-features').split(','),
    }));
    expect(missing).toEqual([]);
    expect(rules).toBe('MAP * ~NOTFOUND');
    expect(features).toEqual(expect.arrayContaining(['AsyncDns', 'DnsOverHttps', 'MediaRouter', 'Translate']));
    expect(await app.electron.evaluate(({ app }) => app.commandLine.hasSwitch('no-sandbox'))).toBe(false);
  });

  it('lets nothing be downloaded', async () => {
    const downloads = await app.electron.evaluate(async ({ BrowserWindow }) => {
      const { webContents } = BrowserWindow.getAllWindows()[0]!;
      const came: boolean[] = [];
      const first = new Promise<void>((resolve) => {
        webContents.session.on('will-download', (event) => {
          came.push(event.defaultPrevented);
          resolve();
        });
      });
      webContents.downloadURL('app://proctorsheet/index.html');
      await first;
      return came;
    });
    expect(downloads).toEqual([true]);
  });
});

describe('a permission', () => {
  const named = [
    'geolocation',
    'notifications',
    'camera',
    'microphone',
    'midi',
    'clipboard-read',
    'persistent-storage',
  ];

  it('is never there when asked for', async () => {
    const states = await page.evaluate(
      (names) =>
        Promise.all(
          names.map(async (name) => [
            name,
            (await navigator.permissions.query({ name: name as PermissionName })).state,
          ]),
        ),
      [...named, 'idle-detection', 'screen-wake-lock', 'window-management', 'local-fonts'],
    );
    expect(states.filter(([, state]) => state !== 'denied')).toEqual([]);
  });

  it('is never given', async () => {
    const answers = await page.evaluate(async () => {
      type Way = () => Promise<unknown>;
      const { usb, serial, hid } = navigator as unknown as Record<string, { getDevices?: Way; getPorts?: Way }>;
      const { queryLocalFonts, getScreenDetails } = window as unknown as Record<string, Way>;
      const ways: Record<string, Way> = {
        place: () => new Promise((got, failed) => navigator.geolocation.getCurrentPosition(got, failed)),
        camera: () => navigator.mediaDevices.getUserMedia({ video: true }),
        microphone: () => navigator.mediaDevices.getUserMedia({ audio: true }),
        screen: () => navigator.mediaDevices.getDisplayMedia(),
        'clipboard text': () => navigator.clipboard.readText(),
        'clipboard items': () => navigator.clipboard.read(),
        midi: () => navigator.requestMIDIAccess(),
        // Denied, it answers with an empty list.
        fonts: async () => ((await queryLocalFonts!.call(window)) as unknown[])[0] ?? Promise.reject(),
        screens: () => getScreenDetails!.call(window),
      };
      const answers: Record<string, string> = {
        notifications: await Notification.requestPermission(),
        storage: (await navigator.storage.persist()) ? 'kept' : 'denied',
        usb: (((await usb?.getDevices?.()) as unknown[]) ?? []).length === 0 ? 'denied' : 'devices',
        hid: (((await hid?.getDevices?.()) as unknown[]) ?? []).length === 0 ? 'denied' : 'devices',
        serial: (((await serial?.getPorts?.()) as unknown[]) ?? []).length === 0 ? 'denied' : 'ports',
      };
      for (const [name, way] of Object.entries(ways)) {
        const late = new Promise((resolve) => setTimeout(resolve, 10_000, 'no answer'));
        const answer = way().then(
          () => 'given',
          () => 'denied',
        );
        answers[name] = (await Promise.race([answer, late])) as string;
      }
      return answers;
    });
    expect(Object.entries(answers).filter(([, answer]) => answer !== 'denied')).toEqual([]);
    expect(Object.keys(answers)).toHaveLength(14);
  });
});

describe('the network', () => {
  it('is not there for the page, by none of the ways that a page has', async () => {
    const answers = await page.evaluate(async () => {
      const web = 'https://example.com/';
      const socket = (address: string) =>
        new Promise<string>((resolve) => {
          try {
            const socket = new WebSocket(address);
            socket.onopen = () => resolve('open');
            socket.onerror = () => resolve('refused');
          } catch {
            resolve('refused');
          }
        });
      const loaded = (name: string, attribute: string) =>
        new Promise<string>((resolve) => {
          const element = document.createElement(name);
          element.setAttribute(attribute, `${web}a`);
          if (name === 'link') element.setAttribute('rel', 'stylesheet');
          element.onload = () => resolve('loaded');
          element.onerror = () => resolve('refused');
          document.body.append(element);
        });
      const request = () =>
        new Promise<string>((resolve) => {
          const asked = new XMLHttpRequest();
          asked.onload = () => resolve('answered');
          asked.onerror = () => resolve('refused');
          asked.open('GET', web);
          asked.send();
        });
      const candidates = async () => {
        const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:203.0.113.1:3478' }] });
        const found: string[] = [];
        peer.onicecandidate = ({ candidate }) => candidate?.candidate && found.push(candidate.candidate);
        peer.createDataChannel('x');
        await peer.setLocalDescription(await peer.createOffer());
        await new Promise((done) => setTimeout(done, 500));
        peer.close();
        return found.length === 0 ? 'refused' : found.join();
      };
      const sent = (promise: Promise<unknown>) =>
        promise.then(
          () => 'answered',
          () => 'refused',
        );
      const { WebTransport: Transport } = window as unknown as {
        WebTransport: new (address: string) => { ready: Promise<unknown> };
      };
      return {
        fetch: await sent(fetch(web)),
        'fetch without cors': await sent(fetch(web, { mode: 'no-cors' })),
        'fetch of this computer': await sent(fetch('http://127.0.0.1:1/', { mode: 'no-cors' })),
        XMLHttpRequest: await request(),
        WebSocket: await socket('wss://example.com/'),
        'WebSocket of this computer': await socket('ws://127.0.0.1:1/'),
        EventSource: await new Promise<string>((resolve) => {
          const source = new EventSource(web);
          source.onopen = () => resolve('open');
          source.onerror = () => resolve('refused');
        }),
        WebTransport: await sent((async () => new Transport('https://example.com:4433/').ready)()),
        image: await loaded('img', 'src'),
        'style sheet': await loaded('link', 'href'),
        font: await sent(new FontFace('away', `url(${web}a.woff2)`).load()),
        RTCPeerConnection: await candidates(),
      };
    });
    expect(Object.entries(answers).filter(([, answer]) => answer !== 'refused')).toEqual([]);
    expect(Object.keys(answers)).toHaveLength(12);
  });
});

describe('the doorway', () => {
  it('refuses requests that are none, or whose arguments are not what was agreed', async () => {
    const bad: [string, ...unknown[]][] = [
      ['nothing-of-the-kind'],
      ['constructor'],
      ['', 1],
      ['read'],
      ['read', '/etc/passwd'],
      ['read', { grant: 5, port: 'p' }],
      ['read', { grant: 'x'.repeat(65), port: 'p' }],
      ['read', { grant: '/etc/passwd', port: 'p' }],
      ['release', null],
      ['stop-reading', ['x']],
      ['choose-target', { suggested: 'x'.repeat(256) }],
      ['save', { target: '/tmp/taken', port: 'p' }],
      ['show-in-folder', '/etc'],
      ['keep', { no: 'text' }],
      ['keep', 'x'.repeat(1_000_001)],
      ['show-state', { document: 'a', report: 'yes', pane: false }],
      ['change-settings', { theme: 'of my own' }],
    ];
    const codes = await page.evaluate(async (asked) => {
      const { viewer } = window as unknown as {
        viewer: { ask(...all: unknown[]): Promise<{ ok: boolean; failure?: { code: string } }> };
      };
      return Promise.all(asked.map(async (one) => (await viewer.ask(...one)).failure?.code ?? 'answered'));
    }, bad);
    expect(bad.filter((_one, place) => codes[place] !== 'refused')).toEqual([]);
    expect(codes).toHaveLength(bad.length);
  });

  it('answers each request that there is, so that none of the above was refused for another reason', async () => {
    const names = ['settings', 'about', 'kept', 'sample-report'] as const;
    for (const name of names) expect(Object.keys(requests)).toContain(name);
    const answered = await page.evaluate(
      (asked) => Promise.all(asked.map((name) => (window as unknown as { viewer: Viewer }).viewer.ask(name))),
      names,
    );
    expect(answered.filter(({ ok }) => !ok)).toEqual([]);
  });

  it('gives no grant for a file that a page has made up, and tells no path of a real one', async () => {
    const results = await page.evaluate(async () => {
      const { viewer } = window as unknown as { viewer: Viewer };
      return viewer.grant([new File(['x'], '/etc/passwd'), { path: '/etc/passwd' }, {}]);
    });
    expect(results).toEqual(Array(3).fill({ ok: false, failure: { code: 'not-a-file' } }));
    const all = await page.evaluate(async () => {
      const { viewer } = window as unknown as { viewer: Viewer };
      return JSON.stringify([document.documentElement.outerHTML, await viewer.ask('sample-report')]);
    });
    expect(all).not.toContain(folder);
    expect(all).not.toContain(process.env.PROCTORSHEET_APP);
  });
});
