import { Parser } from 'htmlparser2';
import type { TextCollector } from './text-collector.ts';

/** What holds no words for readers. */
const SKIPPED = new Set(['script', 'style', 'noscript', 'template', 'svg', 'math', 'iframe', 'object', 'head', 'nav']);
const INLINE = new Set(
  'a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q s samp small span strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);
const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));
const HIDDEN =
  /display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])|opacity\s*:\s*0(?![.\d]*[1-9])/i;
const SLICE = 65_536;

/**
 * Reads a page event by event: no tree is built, so depth costs nothing. Text that a page hides from its readers is left
 * out. @throws what the collector throws
 */
export function readHtml(html: string, collector: TextCollector): void {
  let text = '';
  let heading = 0;
  // Names of open elements inside a skipped one; the first is the skipped one itself.
  const skipping: string[] = [];
  const flush = () => {
    if (heading > 0) collector.heading(heading, text);
    else collector.paragraph(text);
    text = '';
  };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (skipping.length > 0) {
          if (!VOID.has(name)) skipping.push(name);
          return;
        }
        if ((SKIPPED.has(name) || isHidden(attributes)) && !VOID.has(name)) {
          skipping.push(name);
          return;
        }
        if (name === 'td' || name === 'th') text += text.trim() === '' ? '' : ' | ';
        else if (!INLINE.has(name)) {
          flush();
          heading = levelOf(name);
          if (name === 'li') text = '• ';
        }
      },
      ontext(part) {
        if (skipping.length === 0) text += part;
      },
      onclosetag(name) {
        if (skipping.length > 0) {
          if (!VOID.has(name)) skipping.pop();
          return;
        }
        if (INLINE.has(name) || name === 'td' || name === 'th') return;
        flush();
        heading = 0;
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  for (let start = 0; start < html.length; start += SLICE) parser.write(html.slice(start, start + SLICE));
  parser.end();
  flush();
}

function isHidden(attributes: Readonly<Record<string, string>>): boolean {
  const { style } = attributes;
  return 'hidden' in attributes || attributes['aria-hidden'] === 'true' || (style !== undefined && HIDDEN.test(style));
}

function levelOf(name: string): number {
  return /^h[1-6]$/.test(name) ? Number(name[1]) : 0;
}
