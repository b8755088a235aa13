import { describe, expect, test } from 'vitest';
import { keepsakeOf, keepsakeText, readKeepsake, rowStill } from '../../../renderer/state/keepsake.ts';
import { initialState, type Loading, type Open, type ReportState } from '../../../renderer/state/state.ts';
import { keepLimit } from '../../../shared/contract/bridge.ts';
import { type View, wholeView } from '../../../shared/table/view.ts';
import { fixture, reportFromText } from '../../support/table.ts';

const report = reportFromText(fixture('reports/v2.csv'));
const shown = { rows: new Uint32Array([0, 1]), verdicts: [], position: -1, slow: [] };
const named = (id: string) => ({ id, grant: `grant-${id}`, name: `${id}.csv`, sizeBytes: 7, sample: false });
const view: View = {
  search: 'ana',
  filters: [{ kind: 'values', column: 'status', values: ['verified'] }],
  sort: [{ column: 'username', descending: true }],
};
const common = { stage: 'open', report, shown, shownView: wholeView, asking: false, readAs: undefined } as const;
const charted = [{ column: 'track', by: 'verdict' }] as const;
const open: Open = { ...named('open'), ...common, view, focusRow: 3, paneRow: 3, charted };
const waiting: Loading = {
  ...named('loading'),
  ...{ stage: 'loading', rows: 0, bytes: 0, report: undefined, readAs: undefined, replaces: undefined },
  resume: { view, focusRow: 1, paneRow: undefined },
};
const failed: ReportState = {
  ...named('failed'),
  ...{ stage: 'failed', failure: { code: 'missing' }, readAs: undefined },
};
const through = (reports: readonly ReportState[], active: string) =>
  readKeepsake(JSON.stringify(keepsakeOf({ ...initialState, reports, active })));

describe('what is kept of a window', () => {
  test('is what was open, what was done with it, and which was in front', () => {
    const kept = through([failed, open, waiting], 'loading')!;
    expect(kept.active).toBe(1);
    expect(kept.reports).toMatchObject([
      {
        grant: { id: 'grant-open', name: 'open.csv', sizeBytes: 7, sample: false },
        view,
        focusRow: 3,
        paneRow: 3,
        charted,
      },
      { grant: { id: 'grant-loading' }, view, focusRow: 1 },
    ]);
  });

  test('leads to a row only where the text is the one that has it', () => {
    const { table } = report;
    const kept = through([open], 'open')!.reports[0]!;
    expect(kept.focusRow).toBeLessThan(table.rowCount);
    expect(rowStill(kept.focusRow, kept, table)).toBe(3);
    const text = new TextDecoder().decode(fixture('reports/v2.csv'));
    const withOneMore = text.replace('\n', `\n${text.split('\n')[2]}\n`);
    const another = reportFromText(new TextEncoder().encode(withOneMore)).table;
    expect(another.rowCount).toBe(table.rowCount + 1);
    expect(rowStill(kept.focusRow, kept, another)).toBeUndefined();
    // In another encoding the text has another size, and the same rows.
    expect(rowStill(3, { view }, another)).toBe(3);
    expect(rowStill(3000, { view }, another)).toBeUndefined();
  });

  test('holds no cell of a report', () => {
    const text = JSON.stringify(
      keepsakeOf({ ...initialState, reports: [{ ...open, view: wholeView }], active: 'open' }),
    );
    for (const column of ['username', 'email', 'attempt_code'] as const) {
      expect(text).not.toContain(report.cell(0, column));
    }
  });

  test('is never more than main keeps: filters that are too long are left out, the longest first, and that is said', () => {
    const values = Array.from({ length: 40_000 }, (_, at) => `learner-${at}@example.com`);
    const long = (column: string, count: number) =>
      ({ kind: 'values', column, values: values.slice(0, count) }) as const;
    const filtered = (...filters: View['filters']) => ({ ...view, filters: [...view.filters, ...filters] });
    const kept = (...filters: View['filters']) => {
      const state = { ...initialState, reports: [{ ...open, view: filtered(...filters) }], active: 'open' };
      const text = keepsakeText(state);
      expect(text.length).toBeLessThanOrEqual(keepLimit);
      return readKeepsake(text)!;
    };
    const few = long('username', 20_000);
    expect(kept(few)).toMatchObject({ reports: [{ view: filtered(few) }] });
    expect(kept(few).shortened).toBeUndefined();
    expect(kept(long('email', 40_000), few)).toMatchObject({ shortened: true, reports: [{ view: filtered(few) }] });
    expect(kept(long('email', 40_000)).reports[0]!.view).toEqual(view);
  });

  test('names no rows by their numbers, which may be others when the file is read again', () => {
    const picked: View = {
      ...view,
      filters: [...view.filters, { kind: 'set', column: 'set:rows', sets: ['0-1'], names: ['2 selected rows'] }],
    };
    expect(through([{ ...open, view: picked }], 'open')!.reports[0]!.view).toEqual(view);
  });

  test('is nothing where nothing was open', () => {
    expect(through([], 'none')).toBeUndefined();
    expect(through([failed], 'failed')).toBeUndefined();
  });

  test.each(['', '{', 'null', '[]', '{"reports":[{}]}', '{"reports":[null]}', '{"reports":[{"grant":{"id":"a"}}]}'])(
    'is nothing where it is unsound: %j',
    (text) => {
      expect(readKeepsake(text)).toBeUndefined();
    },
  );
});
