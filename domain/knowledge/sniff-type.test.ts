import { sniffType } from './sniff-type.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const ZIP = new Uint8Array([0x50, 0x4b, 3, 4, 20, 0]);
const OLE = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1]);
const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0]);

test.each([
  ['price list.pdf', bytes('%PDF-1.7\n'), 'pdf'],
  ['scan.PDF', bytes(`${'x'.repeat(900)}%PDF-1.4`), 'pdf'],
  ['no extension', bytes('%PDF-1.7'), 'pdf'],
  ['policy.docx', ZIP, 'docx'],
  ['page.html', bytes('<p>hi'), 'html'],
  ['page', bytes('<!DOCTYPE html><html>'), 'html'],
  ['notes.md', bytes('# Hello'), 'markdown'],
  ['notes.txt', bytes('<html>'), 'text'],
  ['notes', bytes('שלום'), 'text'],
  ['utf16.txt', new Uint8Array([0xff, 0xfe, 0x41, 0]), 'text'],
] as const)('%s is read as %3$s', (name, head, type) => {
  expect(sniffType(name, head)).toEqual({ type });
});

test.each([
  ['policy.pdf', bytes('hello'), /promises pdf, the content is text/],
  ['policy.docx', bytes('%PDF-1.7'), /promises docx, the content is pdf/],
  ['notes.txt', ZIP, /promises text, the content is docx/],
  ['policy.docx', OLE, /old Word file/],
  ['picture.txt', PNG, /neither text nor/],
  ['picture.png', PNG, /a \.png file can't be read; expected a PDF/],
  ['run.exe', bytes('MZ'), /a \.exe file/],
  ['empty.txt', new Uint8Array(), /the file is empty/],
] as const)('%s is refused', (name, head, reason) => {
  expect(sniffType(name, head)).toEqual({ refusal: expect.stringMatching(reason) });
});
