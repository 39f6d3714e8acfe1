import { DocumentRejected } from '#domain/knowledge/document-parser.ts';

/** Pages in Hebrew and Indonesian are still published in these; a label that names another is not followed. */
const PAGE_CHARSETS = new Set(['windows-1255', 'iso-8859-8', 'iso-8859-8-i', 'windows-1252', 'iso-8859-1', 'latin1']);

/**
 * Bytes as text: UTF-8 or, with a mark, UTF-16; a web page also in the charset it names.
 * @throws DocumentRejected `wrong_type`
 */
export function decodeText(bytes: Uint8Array, options: { readonly isPage?: boolean } = {}): string {
  const label = labelOf(bytes, options.isPage ?? false);
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch (error) {
    throw new DocumentRejected('wrong_type', `the file is not ${label} text; save it as UTF-8`, { cause: error });
  }
}

function labelOf(bytes: Uint8Array, isPage: boolean): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (!isPage) return 'utf-8';
  const head = Buffer.from(bytes.subarray(0, 2_048)).toString('latin1');
  const named = /<meta[^>]{0,200}charset\s{0,5}=\s{0,5}["']?([\w-]{1,40})/i.exec(head)?.[1]?.toLowerCase();
  return named !== undefined && PAGE_CHARSETS.has(named) ? named : 'utf-8';
}
