import type { DocumentType } from './document.ts';

/** How many bytes of a file's beginning tell its type. */
export const SNIFF_BYTES = 4_096;

export type Sniffed = { readonly type: DocumentType } | { readonly refusal: string };

const BY_EXTENSION: Readonly<Record<string, DocumentType>> = {
  pdf: 'pdf',
  docx: 'docx',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  md: 'markdown',
  markdown: 'markdown',
  txt: 'text',
  text: 'text',
};

export const EXPECTED_TYPES = 'expected a PDF, DOCX, HTML, Markdown (.md) or text (.txt) file';

/**
 * What a file is, by its first bytes; the name only tells kinds of text apart. A file whose name promises something else
 * than it holds is refused: its sender is mistaken or means ill.
 * @param head the first `SNIFF_BYTES` bytes, or all when there are fewer
 */
export function sniffType(fileName: string, head: Uint8Array): Sniffed {
  const extension = /\.([a-z0-9]{1,10})$/i.exec(fileName)?.[1]?.toLowerCase();
  const promised = extension === undefined ? undefined : BY_EXTENSION[extension];
  if (extension !== undefined && promised === undefined) {
    return { refusal: `a .${extension} file can't be read; ${EXPECTED_TYPES}` };
  }
  const found = contentOf(head);
  if ('refusal' in found) return { refusal: `${found.refusal}; ${EXPECTED_TYPES}` };
  if (found.type !== 'text') {
    return promised === undefined || promised === found.type ? found : mismatch(promised, found.type);
  }
  if (promised === 'pdf' || promised === 'docx') return mismatch(promised, 'text');
  return { type: promised ?? (looksLikeHtml(head) ? 'html' : 'text') };
}

function mismatch(promised: DocumentType, found: DocumentType): Sniffed {
  return { refusal: `the name promises ${promised}, the content is ${found}; send the file under its own name` };
}

function contentOf(head: Uint8Array): { type: 'pdf' | 'docx' | 'text' } | { refusal: string } {
  if (head.length === 0) return { refusal: 'the file is empty' };
  // Writers may put up to a kilobyte before a PDF's header.
  if (indexOf(head.subarray(0, 1_024 + 5), '%PDF-') >= 0) return { type: 'pdf' };
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04])) return { type: 'docx' };
  if (startsWith(head, [0xd0, 0xcf, 0x11, 0xe0])) {
    return { refusal: 'an old Word file (.doc), or one locked with a password; save it as .docx without a password' };
  }
  const isUtf16 = startsWith(head, [0xff, 0xfe]) || startsWith(head, [0xfe, 0xff]);
  if (!isUtf16 && head.includes(0)) return { refusal: 'the content is neither text nor a known kind of document' };
  return { type: 'text' };
}

function looksLikeHtml(head: Uint8Array): boolean {
  const start = String.fromCharCode(...head.subarray(0, 512)).replace(/^(?:\u00ef\u00bb\u00bf|\s|<!--.*?-->)+/su, '');
  return /^<(?:!doctype html|html|head|body)[\s>]/iu.test(start);
}

function startsWith(head: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => head[index] === byte);
}

function indexOf(bytes: Uint8Array, ascii: string): number {
  return String.fromCharCode(...bytes).indexOf(ascii);
}
