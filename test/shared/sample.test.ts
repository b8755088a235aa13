import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { type SampleVersion, sampleHeaders, sampleReport, sampleStatuses, sampleText } from '../support/sample.ts';

const versions = Object.keys(sampleHeaders) as SampleVersion[];

/** Rows by position: header names may repeat. */
function parse(text: string): { header: string[]; rows: string[][]; errors: Papa.ParseError[] } {
  const { data, errors } = Papa.parse<string[]>(text.replace(/\r\n$/, ''), { delimiter: ',' });
  const [header, ...rows] = data;
  return { header: header ?? [], rows, errors };
}

function column(text: string, name: string): string[] {
  const { header, rows } = parse(text);
  const place = header.indexOf(name);
  return rows.map((row) => row[place]!);
}

describe('the sample generator', () => {
  it('writes the same bytes for the same seed, and others for another', () => {
    const options = { rows: 500, seed: 7, version: 'V3' } as const;
    expect(sampleText(options)).toBe(sampleText(options));
    expect(sampleText({ ...options, seed: 8 })).not.toBe(sampleText(options));
  });

  it('is what the bundled sample report was written with', () => {
    const name = 'edX_DemoX_Demo_2021_proctored_exam_results_report_2021-04-30-2359.csv';
    const bundled = readFileSync(new URL(`../../resources/sample/${name}`, import.meta.url), 'utf8');
    expect(sampleText({ rows: 212, seed: 49, version: 'V3' })).toBe(bundled);
  });

  it('writes the header of V3 letter for letter', () => {
    expect(sampleText({ rows: 0, seed: 1, version: 'V3' })).toBe(
      'course_id,provider,track,exam_name,username,email,attempt_code,allowed_time_limit_mins,is_sample_attempt,' +
        'started_at,completed_at,status,review_status,Suspicious Count,Suspicious Comments,Rules Violation Count,' +
        'Rules Violation Comments\r\n',
    );
  });

  it.each(versions)('writes %s so that PapaParse reads every row without an error', (version) => {
    for (const rows of [0, 1, 2, 13, 200, 2000]) {
      const read = parse(sampleText({ rows, seed: 3, version }));
      expect(read.errors).toEqual([]);
      expect(read.rows).toHaveLength(rows);
      expect(read.rows.every((row) => row.length === read.header.length)).toBe(true);
    }
  });

  it('has every status from 200 rows on, and no other', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      for (const rows of [200, 1000]) {
        const found = new Set(column(sampleText({ rows, seed, version: 'V3' }), 'status'));
        expect([...found].sort()).toEqual(sampleStatuses);
      }
    }
  });

  it('names RPNow alone as provider when asked, and then has no onboarding', () => {
    const text = sampleText({ rows: 1000, seed: 1, version: 'V3', rpnowOnly: true });
    expect([...new Set(column(text, 'provider'))].sort()).toEqual(['rpnow4', 'software_secure']);
    const found = new Set(column(text, 'status'));
    expect([...found].sort()).toEqual(sampleStatuses.filter((status) => !status.startsWith('onboarding_')));
  });

  it('sorts by exam name in code point order since V2, and newest first in V0', () => {
    const exams = column(sampleText({ rows: 1000, seed: 5, version: 'V2' }), 'exam_name');
    // Every name here is in the basic plane, where JavaScript's order is that of code points.
    expect(exams).toEqual([...exams].sort());
    const created = column(sampleText({ rows: 1000, seed: 5, version: 'V0' }), 'created').map((text) =>
      Date.parse(text),
    );
    expect(created).toEqual([...created].sort((a, b) => b - a));
  });

  it('describes the same attempts in every version', () => {
    const codes = versions
      .filter((version) => version !== 'V1a')
      .map((version) => column(sampleText({ rows: 300, seed: 2, version }), 'attempt_code').sort());
    for (const other of codes) expect(other).toEqual(codes[0]);
    expect(new Set(codes[0]).size).toBe(300);
    expect(
      codes[0]!.every((code) => /^[0-9A-F]{8}-[0-9A-F]{4}-4[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$/.test(code)),
    ).toBe(true);
  });

  it('gives a learner one email and two attempts of an exam only where one broke off or was reset', () => {
    const text = sampleText({ rows: 5000, seed: 11, version: 'V3' });
    const { header, rows } = parse(text);
    const at = (name: string) => header.indexOf(name);
    const emails = new Map<string, Set<string>>();
    const attempts = new Map<string, string[]>();
    for (const row of rows) {
      const username = row[at('username')]!;
      emails.set(username, (emails.get(username) ?? new Set()).add(row[at('email')]!));
      const key = `${username}\n${row[at('exam_name')]}`;
      attempts.set(key, [...(attempts.get(key) ?? []), row[at('status')]!]);
    }
    expect([...emails.values()].filter((set) => set.size > 1)).toEqual([]);
    const several = [...attempts.values()].filter((statuses) => statuses.length > 1);
    expect(several.length).toBeGreaterThan(5);
    // Newest first, so the one that was replaced is the last.
    for (const statuses of several) expect(['error', 'onboarding_reset']).toContain(statuses.at(-1));
  });

  it('holds no time later than the download', () => {
    const asOf = new Date('2024-02-29T12:00:00Z');
    const text = sampleText({ rows: 2000, seed: 4, version: 'V0', asOf });
    for (const name of ['created', 'modified', 'started_at', 'completed_at']) {
      const late = column(text, name).filter((time) => time !== 'None' && Date.parse(time) > asOf.getTime() + 1);
      expect(late).toEqual([]);
    }
  });

  it('takes 225 to 260 bytes a row in V3, in pieces', () => {
    let sizeBytes = 0;
    let pieces = 0;
    for (const piece of sampleReport({ rows: 20_000, seed: 7, version: 'V3' })) {
      sizeBytes += Buffer.byteLength(piece);
      pieces += 1;
    }
    expect(sizeBytes / 20_000).toBeGreaterThan(225);
    expect(sizeBytes / 20_000).toBeLessThan(260);
    expect(pieces).toBeGreaterThan(20);
  });
});
