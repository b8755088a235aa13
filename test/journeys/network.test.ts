import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fixture, given, scratchFolder } from '../support/app.ts';
import { openOverPipe, type PipedWindow } from '../support/pipe.ts';

/**
 * Every system call by which the app, with all its processes, could reach a network, from its start to its end. It is
 * driven over a pipe, because other ways to drive it would be sockets themselves. No debugger reaches main over the
 * pipe: the system's save dialog is answered by a three-line app that is started in its place and then becomes it.
 */

const { env } = process;
const folder = scratchFolder('network');
const linux = process.platform === 'linux';
const hasStrace = linux && spawnSync('strace', ['-V']).status === 0;

const calls = ['socket', 'connect', 'bind', 'listen', 'accept', 'accept4', 'sendto', 'sendmsg', 'sendmmsg'];
/** A way past all of these. */
const ring = 'io_uring_setup';

function straced(trace: string, line: readonly string[]): string[] {
  // -yy: what each descriptor is, behind its number.
  return [
    'strace',
    '-f',
    '--seccomp-bpf',
    '-yy',
    '-o',
    trace,
    '-e',
    `trace=${[...calls, ring].join(',')}`,
    '-e',
    'signal=none',
    ...line,
  ];
}

interface Seen {
  /** How often each call was made with each family, as `UNIX connect`. */
  readonly counts: ReadonlyMap<string, number>;
  /** The lines in which an internet socket is more than made. */
  readonly reaching: readonly string[];
  /** Calls on a descriptor that the system has no name for, and that name no address. */
  readonly unnamed: readonly string[];
  readonly threads: number;
}

function readTrace(path: string): Seen {
  const counts = new Map<string, number>();
  const reaching: string[] = [];
  /** By thread, until its call has come back. */
  const unnamed = new Map<string, string>();
  const threads = new Set<string>();
  // A descriptor that another thread closes during a call has lost its name: it is what it was in the thread's last call.
  const named = new Map<string, string>();
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    // A call that failed after all has sent nothing.
    const failed = /^(\d+) +<\.\.\. \w+ resumed>.* = -1 /.exec(line)?.[1];
    if (failed && unnamed.get(failed)?.endsWith('<unfinished ...>')) unnamed.delete(failed);
    const read = /^(\d+) +(\w+)\((.*)$/.exec(line);
    if (!read) continue;
    const [, thread, call, rest] = read as unknown as [string, string, string, string];
    threads.add(thread);
    // Closed by another thread before the call: it did nothing, and the descriptor has no name any more.
    if (/ = -1 EBADF/.test(rest)) continue;
    // Of a process that has just been killed the message cannot be read, by the kernel no more than by the watch.
    if (/^sendm+sg$/.test(call) && /^\d+\S*, 0x[\da-f]+, .*<unfinished \.\.\.>$/.test(rest)) continue;
    const number = /^\d+/.exec(rest)?.[0];
    const told = familyOf(call, rest);
    const family = told === 'unnamed' && number ? (named.get(`${thread} ${number}`) ?? told) : told;
    if (number) named.set(`${thread} ${number}`, family);
    counts.set(`${family} ${call}`, (counts.get(`${family} ${call}`) ?? 0) + 1);
    if (family.startsWith('INET') && call !== 'socket') reaching.push(line);
    if (family === 'unnamed') unnamed.set(unnamed.has(thread) ? `${thread} ${unnamed.size}` : thread, line);
  }
  return { counts, reaching, unnamed: [...unnamed.values()], threads: threads.size };
}

function familyOf(call: string, rest: string): string {
  if (call === ring) return 'ring';
  if (call === 'socket') return /^(?:AF|PF)_(\w+)/.exec(rest)?.[1] ?? 'unnamed';
  const address = /sa_family=AF_(\w+)/.exec(rest)?.[1];
  if (address) return address;
  const kind = /^\d+<([A-Za-z]+)/.exec(rest)?.[1] ?? '';
  if (/^(TCP|UDP|ICMP|RAW|PING|SCTP|DCCP|MPTCP)/.test(kind)) return 'INET';
  return /^(UNIX|NETLINK)$/.exec(kind)?.[1] ?? 'unnamed';
}

it.skipIf(!linux || !env.CI)('strace is there to watch with', () => {
  expect(hasStrace).toBe(true);
});

describe.skipIf(!hasStrace)('the whole app', () => {
  let window: PipedWindow | undefined;
  afterAll(() => window?.kill());

  it('is watched by something that would see it reach for a network', () => {
    const script = `
      const socket = require('node:dgram').createSocket('udp4');
      socket.send('x', 9, '127.0.0.1', () => socket.close());
      require('node:net').connect(9, '127.0.0.1').on('error', () => {});
      const server = require('node:net').createServer().listen(0, '127.0.0.1', () => server.close());`;
    const trace = join(folder, 'control.txt');
    const [command, ...args] = straced(trace, [process.execPath, '-e', script]);
    expect(spawnSync(command!, args).status).toBe(0);
    const { reaching } = readTrace(trace);
    for (const call of ['connect', 'sendmsg', 'listen', 'bind']) {
      expect(reaching.filter((line) => line.includes(`${call}(`)).length).toBeGreaterThan(0);
    }
  });

  it('never connects, listens, binds or sends on the internet: start, open, search, sort, charts, pane, case sheet, export, quit', async () => {
    const trace = join(folder, 'trace.txt');
    const target = join(folder, 'export.csv');
    const sheet = join(folder, 'sheet.pdf');
    const line = [env.PROCTORSHEET_EXECUTABLE!, '--remote-debugging-pipe', answeringApp(target, sheet)];
    window = await openOverPipe(straced(trace, [...line, fixture(folder, 'reports/v3.csv')]), {
      ...env,
      PROCTORSHEET_HOME: scratchFolder('home'),
    });
    await window.until(`performance.getEntriesByName('report:complete').length > 0`);

    await window.until(`document.querySelector('#search')`);
    await window.evaluate(`document.querySelector('#search').focus()`);
    await window.type('li_wei');
    await window.until(`[...document.querySelectorAll('.ag-row [col-id="username"]')].map((cell) => cell.textContent)
      .join().replaceAll(',li_wei', '') === 'li_wei'`);
    await window.click('.ag-header-cell[col-id="username"]');
    await window.click('.status-verdicts button');
    await window.until(`document.querySelector('[data-asking="true"]') === null`);
    await window.click('.ag-row[row-index="0"] [col-id="username"]');
    await window.press('Enter');
    await window.until(`document.querySelector('.report-pane')`);
    await window.until(`document.querySelector('.chart-canvas[data-drawn]')`);
    await window.click('.pane [role="tab"]:last-of-type');
    await window.click('.pane [aria-labelledby="learner-exams"] .section-head .button');
    await window.until(`document.querySelector('[role="dialog"] .case-sheet')`);
    await window.click('[role="dialog"] .button-main');
    await window.until(`document.querySelector('.toast')`);
    expect(readFileSync(sheet).subarray(0, 5).toString('latin1')).toBe('%PDF-');
    await window.press('Escape');

    await window.click('.title-tools .button:last-child');
    await window.until(`document.querySelector('[role="dialog"]')`);
    await window.click('[role="dialog"] .button-main');
    await window.until(`document.querySelector('.toasts').innerText.includes('Exported')`);
    expect(existsSync(target)).toBe(true);

    expect(await window.quit()).toBe(0);

    const seen = readTrace(trace);
    sayCounts('in use', seen);
    expect(seen.reaching).toEqual([]);
    expectWatched(seen);
  });

  it('sends nothing even for a script that a report would have smuggled into the page', async () => {
    const trace = join(folder, 'smuggled.txt');
    const line = [env.PROCTORSHEET_EXECUTABLE!, '--remote-debugging-pipe', env.PROCTORSHEET_APP!];
    const home = { ...env, PROCTORSHEET_HOME: scratchFolder('home') };
    window = await openOverPipe(straced(trace, line), home);
    await window.until(`document.querySelector('.start')`);
    // 203.0.113.1 is an address for documentation: no network leads there.
    await window.evaluate(`(async () => {
      const away = 'https://203.0.113.1/';
      const none = () => undefined;
      fetch(away, { mode: 'no-cors' }).catch(none);
      fetch('http://127.0.0.1:9/', { mode: 'no-cors' }).catch(none);
      navigator.sendBeacon(away, 'x');
      try { new WebSocket('ws://203.0.113.1/'); } catch {}
      try { new WebTransport(away).ready.catch(none); } catch {}
      new Image().src = away;
      for (const rel of ['dns-prefetch', 'preconnect', 'prefetch', 'prerender', 'stylesheet']) {
        document.head.append(Object.assign(document.createElement('link'), { rel, href: 'https://example.com/' }));
      }
      document.body.append(Object.assign(document.createElement('script'), { src: away }));
      window.open(away);
      window.location.href = away;

      const servers = ['stun:203.0.113.1:3478', 'turn:203.0.113.1:3478', 'turn:203.0.113.1:3478?transport=tcp'];
      const here = new RTCPeerConnection({ iceServers: [{ urls: servers, username: 'x', credential: 'x' }] });
      const there = new RTCPeerConnection();
      here.createDataChannel('x');
      await here.setLocalDescription(await here.createOffer());
      await there.setRemoteDescription(here.localDescription);
      await there.setLocalDescription(await there.createAnswer());
      await here.setRemoteDescription(there.localDescription);
      const candidate = 'candidate:1 1 udp 2113937151 203.0.113.1 9999 typ host';
      await here.addIceCandidate({ candidate, sdpMid: '0', sdpMLineIndex: 0 });
      await new Promise((done) => setTimeout(done, 1500));
    })()`);
    expect(await window.quit()).toBe(0);

    const seen = readTrace(trace);
    sayCounts('with a smuggled script', seen);
    // Making a WebRTC connection opens ports and asks the kernel for a route, which is no packet; none ever follows.
    expect(seen.reaching.filter((call) => !/ (bind|connect)\(\d+<UDP(v6)?:/.test(call))).toEqual([]);
    expectWatched(seen);
  });
});

function sayCounts(when: string, { counts, threads }: Seen) {
  const made = [...counts].sort().map(([name, count]) => `${count} ${name}`);
  process.stdout.write(`\nsocket calls ${when}, in ${threads} threads: ${made.join(', ')}\n`);
}

/** That the watch was on, and that there was no way past it. */
function expectWatched({ counts, unnamed, threads }: Seen) {
  const total = (name: string) => counts.get(name) ?? 0;
  // Internet sockets that are made and then only closed are Chromium's questions about the computer's own interfaces.
  expect(unnamed).toEqual([]);
  const families = new Set([...counts.keys()].map((name) => name.split(' ')[0]!));
  expect([...families].filter((family) => !['UNIX', 'NETLINK', 'INET', 'INET6'].includes(family))).toEqual([]);
  // The display, and the processes among themselves.
  expect(total('UNIX connect')).toBeGreaterThan(0);
  expect(total('UNIX sendmsg')).toBeGreaterThan(50);
  expect(threads).toBeGreaterThan(10);
}

/** An app that answers the save dialog with one of these paths, and is otherwise the built one. */
function answeringApp(target: string, sheet: string): string {
  const app = env.PROCTORSHEET_APP!;
  const path = scratchFolder('answering');
  const about = JSON.parse(readFileSync(join(app, 'package.json'), 'utf8'));
  given(path, 'package.json', JSON.stringify({ ...about, main: 'main.cjs', type: 'commonjs' }));
  const paths = JSON.stringify({ target, sheet });
  given(
    path,
    'main.cjs',
    `const { target, sheet } = ${paths};
     require('electron').dialog.showSaveDialog = async (...args) =>
       ({ canceled: false, filePath: args.at(-1).defaultPath.endsWith('.pdf') ? sheet : target });
     require(${JSON.stringify(join(app, about.main))});`,
  );
  return path;
}
