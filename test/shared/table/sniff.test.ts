import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { looksBinary, sniff } from '../../../shared/table/sniff.ts';
import { bytesOf, fixture, fixturePath } from '../../support/table.ts';

const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));

/** What each file in `wrong/` is; not-the-report.csv is text, and head.test.ts says what it lacks. */
const wrong: Record<string, ReturnType<typeof sniff>> = {
  'access-denied.csv': { code: 'storage-error', detail: 'AccessDenied: Request has expired' },
  'binary.csv': undefined,
  'empty.csv': { code: 'empty' },
  'image.csv': { code: 'binary', detail: 'a picture (PNG)' },
  'json-error.csv': { code: 'json' },
  'not-the-report.csv': undefined,
  'only-bom.csv': { code: 'empty' },
  'pdf.csv': { code: 'binary', detail: 'a PDF document' },
  'sign-in-page.csv': { code: 'web-page', detail: 'Sign in or Register | Your Platform Name Here' },
  'zip.csv': { code: 'archive', detail: 'an Excel workbook (.xlsx)' },
};

describe('a file that is not the report', () => {
  test.each(readdirSync(fixturePath('wrong/')))('%s is known for what it is', (name) => {
    expect(Object.keys(wrong)).toContain(name);
    expect(sniff(fixture(`wrong/${name}`))).toEqual(wrong[name]);
  });

  test.each<[text: string, code: string | undefined]>([
    ['<!doctype html>', 'web-page'],
    ['\ufeff\r\n  <HTML lang="en">', 'web-page'],
    ['<head><title>', 'web-page'],
    ['<!-- generated --><html>', 'web-page'],
    ['<script>', 'web-page'],
    ['<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', 'web-page'],
    ['<Error><Code>NoSuchKey</Code></Error>', 'storage-error'],
    ['<?xml version="1.0"?>\n<Error>', 'storage-error'],
    ['{"detail":"x"}', 'json'],
    ['[]', 'json'],
    [' [ {"a": 1} ]', 'json'],
    ['   \r\n\t', 'empty'],
    ['\u001f\u008b', undefined],
    ['exam_name,status', undefined],
    ['[exam],status', undefined],
    ['{exam},status', undefined],
    ['<3,status', undefined],
    ['PK,exam_name', undefined],
    ['a < b,<html>', undefined],
  ])('that begins with %j is %s', (text, code) => {
    expect(sniff(bytesOf(text))?.code).toBe(code);
  });

  test.each<[what: string, start: number[], code: string]>([
    ['an empty zip archive', [0x50, 0x4b, 5, 6], 'archive'],
    ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], 'archive'],
    ['bzip2', [0x42, 0x5a, 0x68, 0x39], 'archive'],
    ['TIFF', [0x49, 0x49, 0x2a, 0], 'binary'],
    ['a film', [0, 0, 0, 0x18, 0x66, 0x74, 0x79, 0x70], 'binary'],
    ['an old workbook', [0xd0, 0xcf, 0x11, 0xe0], 'archive'],
    ['7-Zip', [0x37, 0x7a, 0xbc, 0xaf], 'archive'],
    ['JPEG', [0xff, 0xd8, 0xff, 0xe0], 'binary'],
    ['GIF', [0x47, 0x49, 0x46, 0x38, 0x39], 'binary'],
  ])('%s is known by its first bytes', (_, start, code) => {
    expect(sniff(Uint8Array.from(start))?.code).toBe(code);
  });

  test('in UTF-16 is known too', () => {
    expect(sniff(utf16('\ufeff<!DOCTYPE html><html>'))?.code).toBe('web-page');
    expect(sniff(utf16('\ufeff'))?.code).toBe('empty');
  });
});

describe('bytes without a header', () => {
  test.each<[what: string, bytes: Uint8Array, binary: boolean]>([
    ['with a zero', bytesOf('abc\0d'), true],
    ['with many control characters', bytesOf('a\u0001b\u0002c\u0003d\u0004'), true],
    ['with one control character', bytesOf('name,note\nana,\u0001\n'), false],
    ['in UTF-16', utf16('name,note'), false],
    ['of an old Mac', bytesOf('name\rana\r'), false],
    ['of nothing', new Uint8Array(0), false],
  ])('%s: are they no text? %#', (_, bytes, binary) => {
    expect(looksBinary(bytes)).toBe(binary);
  });

  test('that are noise are no text', () => {
    expect(looksBinary(fixture('wrong/binary.csv'))).toBe(true);
  });
});

describe('a web page', () => {
  test('is told with its title, on one line', () => {
    expect(sniff(bytesOf('<html><head><title>\n  Page\n not found </title>'))?.detail).toBe('Page not found');
    expect(sniff(bytesOf('<html><title></title>'))?.detail).toBeUndefined();
  });
});

describe('a workbook', () => {
  test.each([
    ['[Content_Types].xml', 'an Excel workbook (.xlsx)'],
    ['mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK', 'a LibreOffice workbook (.ods)'],
    ['photos/1.jpg', 'a zip archive'],
  ])('is told from another archive by %j', (entry, detail) => {
    expect(sniff(Uint8Array.from(Buffer.from(`PK\x03\x04${'\0'.repeat(26)}${entry}`, 'latin1')))?.detail).toBe(detail);
  });
});

describe('text that may be the report', () => {
  test.each(readdirSync(fixturePath('reports/')))('%s is let through', (name) => {
    expect(sniff(fixture(`reports/${name}`))).toBeUndefined();
  });

  test('is let through in UTF-16 without a byte order mark', () => {
    const text = 'course_id,exam_name,username,status\r\n';
    expect(sniff(utf16(text))).toBeUndefined();
    expect(sniff(new Uint8Array(Buffer.from(text, 'utf16le').swap16()))).toBeUndefined();
  });

  test('is let through though its beginning is cut inside a character', () => {
    expect(sniff(bytesOf(`${'a'.repeat(4095)}é,status`))).toBeUndefined();
  });
});
