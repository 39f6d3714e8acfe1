/**
 * Characters that a reader does not see but a model does: controls, direction overrides, zero width spaces, and the tag
 * characters that spell hidden sentences.
 */
const UNSEEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b\u2060\u202a-\u202e\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

/** Text as people see it, on one line. */
export function cleanLine(text: string): string {
  return text.toWellFormed().replace(UNSEEN, '').replace(/\s+/gu, ' ').trim();
}
