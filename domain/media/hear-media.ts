import { cleanText } from '#domain/message/clean-text.ts';
import { attachmentWords } from '#domain/message/words-of.ts';
import { isSpoken } from './media.ts';
import type { KeptAttachment, MediaTrouble } from './media.ts';

/** Longest transcript that goes into a message, UTF-16 units. */
const LONGEST_WORDS = 4_000;

/** What the agent can tell the customer; of other troubles nothing but the bracketed word is worth saying. */
const SAID: Partial<Readonly<Record<MediaTrouble, string>>> = {
  too_large: 'too large to open',
  wrong_type: 'damaged',
};

/**
 * The words of a message after its files were looked for: `[voice]` becomes `[voice] two kilos, please`, `[document]` becomes
 * `[document: too large to open]`. Null when they are what they were.
 * @param text the words as they were recorded, each attachment's bracketed word in them, in order
 */
export function hearMedia(text: string, attachments: readonly KeptAttachment[]): string | null {
  let heard = '';
  let rest = text;
  for (const attachment of attachments) {
    const word = attachmentWords(attachment);
    const at = rest.indexOf(word);
    if (at < 0) continue;
    heard += rest.slice(0, at) + wordsAfter(attachment, word);
    rest = rest.slice(at + word.length);
  }
  heard = cleanText(heard + rest);
  return heard === text ? null : heard;
}

function wordsAfter({ kind, words, trouble }: KeptAttachment, word: string): string {
  if (words !== undefined && isSpoken(kind)) return `[${kind}] ${inOneLine(words)}`;
  const said = trouble && SAID[trouble];
  return said === undefined ? word : `[${kind}: ${said}]`;
}

/** A transcript is somebody's speech: it can't begin a line that reads like anything else. */
function inOneLine(words: string): string {
  return cleanText(words.replaceAll(/\s+/gu, ' ').trim(), LONGEST_WORDS);
}
