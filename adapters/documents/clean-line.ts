/**
 * Characters that a reader does not see but a model does: controls, direction overrides, zero width spaces, and the tag
 * characters that spell hidden sentences.
 */
const UNSEEN = /[\p{Cc}\u00ad\u200b\u2060\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/gu;

/** Text as people see it, on one line. */
export function cleanLine(text: string): string {
  return text.toWellFormed().replace(/\s+/gu, ' ').replace(UNSEEN, '').trim();
}
