import type { TextBlock } from '#domain/knowledge/chunk-text.ts';
import { DocumentRejected } from '#domain/knowledge/document-parser.ts';
import { cleanLine } from './clean-line.ts';

const LONGEST_HEADING = 120;

/** Collects paragraphs under their headings, up to a number of characters. */
export class TextCollector {
  readonly blocks: TextBlock[] = [];
  private readonly headings: (string | undefined)[] = [];
  private readonly most: number;
  private chars = 0;

  constructor(most: number) {
    this.most = most;
  }

  /** @throws DocumentRejected `too_much_text` */
  paragraph(text: string, page: number | null = null): void {
    const line = cleanLine(text);
    if (line === '') return;
    this.chars += line.length;
    if (this.chars > this.most) {
      throw new DocumentRejected('too_much_text', `the document has more than ${this.most} characters; split it`);
    }
    this.blocks.push({ text: line, section: this.section(), page });
  }

  /** @param level 1 to 6, as in HTML */
  heading(level: number, text: string): void {
    const line = cleanLine(text);
    if (line === '') return;
    this.headings.length = level - 1;
    this.headings[level - 1] = line.slice(0, LONGEST_HEADING).toWellFormed();
    // Found by its own words too.
    this.paragraph(line);
  }

  private section(): string | null {
    const path = this.headings.filter((heading) => heading !== undefined);
    return path.length === 0 ? null : path.slice(-3).join(' › ');
  }
}
