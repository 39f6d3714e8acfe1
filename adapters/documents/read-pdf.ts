import { getDocumentProxy } from 'unpdf';
import { DocumentRejected } from '#domain/knowledge/document-parser.ts';
import type { ParseLimits } from './limits.ts';
import type { TextCollector } from './text-collector.ts';

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

/** A line gap of this many line heights begins a paragraph. */
const PARAGRAPH_GAP = 1.6;

/** Reads a PDF page by page; answers how many there are. @throws DocumentRejected */
export async function readPdf(bytes: Uint8Array, collector: TextCollector, limits: ParseLimits): Promise<number> {
  const pdf = await openPdf(bytes);
  if (pdf.numPages > limits.pages) {
    throw new DocumentRejected('too_many_pages', `the PDF has ${pdf.numPages} pages, at most ${limits.pages} are read`);
  }
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    for (const paragraph of paragraphsOf(items)) collector.paragraph(paragraph, number);
    page.cleanup();
  }
  return pdf.numPages;
}

async function openPdf(bytes: Uint8Array): Promise<Pdf> {
  try {
    return await getDocumentProxy(bytes, { disableFontFace: true, useSystemFonts: false, stopAtErrors: false });
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') {
      throw new DocumentRejected('encrypted', 'the PDF is locked with a password; save it without one');
    }
    throw new DocumentRejected('corrupt', 'the PDF is damaged: its structure can’t be read', { cause: error });
  }
}

interface Item {
  readonly str?: string;
  readonly hasEOL?: boolean;
  readonly height?: number;
  readonly transform?: readonly number[];
}

/** Lines joined to paragraphs: a larger gap or an empty line begins one, a hyphen at a line's end joins its word. */
function paragraphsOf(items: readonly object[]): string[] {
  const paragraphs: string[] = [];
  let current = '';
  let lastY: number | undefined;
  for (const item of items as readonly Item[]) {
    if (item.str === undefined) continue;
    const y = item.transform?.[5];
    const height = item.height === undefined || item.height === 0 ? 12 : item.height;
    if (item.str.trim() !== '' && y !== undefined) {
      if (lastY !== undefined && Math.abs(lastY - y) > PARAGRAPH_GAP * height) {
        paragraphs.push(current);
        current = '';
      }
      lastY = y;
    }
    current += item.str;
    if (item.hasEOL === true) current = /\p{L}-$/u.test(current) ? current.slice(0, -1) : `${current} `;
  }
  return [...paragraphs, current];
}
