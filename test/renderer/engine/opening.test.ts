import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { quickMs } from '../../../renderer/engine/intake.ts';
import { openReportFrom } from '../../../renderer/engine/opening.ts';
import type { Received } from '../../../renderer/engine/receive.ts';
import { textMemory } from '../../../shared/table/text-memory.ts';
import { sampleText } from '../../support/sample.ts';
import { bytesOf } from '../../support/table.ts';

const small = bytesOf(sampleText({ rows: 2000, seed: 7, version: 'V3' }));
const half = small.length >> 1;

/** So much of a file of `sizeBytes` is there; what is told, with the number of rows. */
function opening(sizeBytes: number) {
  const memory = textMemory(sizeBytes);
  memory.bytes.set(small);
  const told: string[] = [];
  const port = { onmessage: null, postMessage() {}, close() {} } as unknown as MessagePort;
  openReportFrom(
    port,
    { report: '1', name: 'report.csv', secondReview: 'not-said' },
    {
      progress: () => undefined,
      begun: () => told.push('begun'),
      first: ({ table }) => told.push(`first ${table.rowCount > 0 && table.rowCount < 2000}`),
      complete: ({ table }) => told.push(`complete ${table.rowCount}`),
      failed: ({ code }) => told.push(code),
    },
  );
  const send = (data: Received) => port.onmessage!({ data } as MessageEvent);
  send({ kind: 'start', memory });
  return { told, send, arrived: (arrived: number) => send({ kind: 'arrived', arrived, sound: undefined }) };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the first rows of a report', () => {
  test('that is soon complete are not told apart', async () => {
    const { told, send, arrived } = opening(small.length);
    arrived(half);
    await vi.advanceTimersByTimeAsync(quickMs - 1);
    arrived(small.length);
    await vi.advanceTimersByTimeAsync(0);
    expect(told).toEqual(['begun']);
    send({ kind: 'end' });
    await vi.advanceTimersByTimeAsync(quickMs * 2);
    expect(told).toEqual(['begun', 'complete 2000']);
  });

  test('of which no more comes are told after a moment', async () => {
    const { told, send, arrived } = opening(small.length);
    arrived(half);
    await vi.advanceTimersByTimeAsync(quickMs);
    expect(told).toEqual(['begun', 'first true']);
    arrived(small.length);
    send({ kind: 'end' });
    await vi.advanceTimersByTimeAsync(quickMs);
    expect(told).toEqual(['begun', 'first true', 'complete 2000']);
  });

  test('that is large are told at once', async () => {
    const { told, arrived } = opening(33 * 2 ** 20);
    arrived(half);
    await vi.advanceTimersByTimeAsync(0);
    expect(told).toEqual(['begun', 'first true']);
  });
});
