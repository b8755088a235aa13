/** No network, no permission, no other page, no way out: what Chromium could do and this app never does. */
import { type App, protocol, type Session, session, type WebContents, type WebPreferences } from 'electron';
import { makePageServer, origin, reportScheme, scheme } from './pages.ts';

/** In memory: no cookie, no cache and no storage of the page ever reaches the disk. */
const partition = 'window';

/** Each of these would open a socket by itself, or wait for one. */
const switches: readonly (readonly [string, string?])[] = [
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  // Looking for a proxy asks the network and, on Linux, the desktop's settings.
  ['no-proxy-server'],
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['disable-sync'],
  ['disable-quic'],
  ['disable-breakpad'],
  ['no-pings'],
  ['dns-prefetch-disable'],
];

const features = [
  // Announces each host candidate on the local network under a made-up name.
  'WebRtcHideLocalIpsWithMdns',
  'MediaRouter',
  'DialMediaRouteProvider',
  'CastMediaRouteProvider',
  'AsyncDns',
  'DnsOverHttps',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'AutofillServerCommunication',
  'CertificateTransparencyComponentUpdater',
  'Translate',
  'SpareRendererForSitePerProcess',
  'HardwareMediaKeyHandling',
  'MediaSessionService',
];

/** Would give another program the run of a packaged app and of the learners' data in it. */
const refused = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-allow-origins',
  'inspect',
  'inspect-brk',
  'js-flags',
  'disable-web-security',
  'load-extension',
  'proxy-server',
  'proxy-pac-url',
  'enable-logging',
  'log-net-log',
];

const privileges = { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true };

/** Before `ready`: afterwards Chromium no longer listens. */
export function lockApp(app: App, options: { readonly sandbox: boolean; readonly dev: boolean }): void {
  if (options.sandbox) app.enableSandbox();
  for (const [name, value] of switches) app.commandLine.appendSwitch(name, value);
  const given = app.commandLine.getSwitchValue('disable-features');
  app.commandLine.appendSwitch('disable-features', [given, ...features].filter(Boolean).join(','));
  if (app.isPackaged) for (const name of refused) app.commandLine.removeSwitch(name);
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges },
    { scheme: reportScheme, privileges: { ...privileges, stream: true } },
  ]);
  app.on('session-created', (created) => lockSession(created, options.dev));
  app.on('web-contents-created', (_event, contents) => lockContents(contents));
  // Nothing here asks a server for a name and a password, or shows a certificate.
  app.on('login', (event) => event.preventDefault());
  app.on('select-client-certificate', (event) => event.preventDefault());
}

/** The session of the window, with the window's own files as all there is to load. */
export function pageSession(folder: string, dev: boolean): Session {
  const own = session.fromPartition(partition, { cache: false });
  own.protocol.handle(scheme, makePageServer(folder, dev));
  return own;
}

function lockSession(created: Session, dev: boolean): void {
  // An empty list, or Chromium downloads a dictionary.
  created.setSpellCheckerLanguages([]);
  created.setSpellCheckerEnabled(false);
  created.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  created.setPermissionCheckHandler(() => false);
  created.setDevicePermissionHandler(() => false);
  created.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  created.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }));
  created.on('select-serial-port', (event, _ports, _contents, answer) => {
    event.preventDefault();
    answer('');
  });
  created.on('select-hid-device', (event, _details, answer) => {
    event.preventDefault();
    answer();
  });
  created.on('select-usb-device', (event, _details, answer) => {
    event.preventDefault();
    answer();
  });
  created.on('will-download', (event) => event.preventDefault());
  created.webRequest.onBeforeRequest((request, answer) => answer({ cancel: !isOwnAddress(request.url, dev) }));
}

function isOwnAddress(url: string, dev: boolean): boolean {
  const own = [`${origin}/`, `${reportScheme}://`, 'data:'];
  return own.some((start) => url.startsWith(start)) || (dev && url.startsWith('devtools://'));
}

function lockContents(contents: WebContents): void {
  const refuse = (event: { preventDefault(): void }): void => event.preventDefault();
  contents.on('will-navigate', refuse);
  contents.on('will-redirect', refuse);
  contents.on('will-frame-navigate', refuse);
  contents.on('will-attach-webview', refuse);
  contents.on('select-bluetooth-device', (event, _devices, answer) => {
    event.preventDefault();
    answer('');
  });
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

/** What a window may do. All but `devTools` is Electron's own default; it is said so that no default can change it. */
export function lockedPreferences(own: Session, preload: string | undefined, dev: boolean): WebPreferences {
  return {
    session: own,
    ...(preload !== undefined && { preload }),
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    plugins: false,
    spellcheck: false,
    webgl: false,
    disableDialogs: true,
    devTools: dev,
  };
}
