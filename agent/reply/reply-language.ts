import type { DraftContext } from '#domain/store.ts';
import { detectLanguage, languageOfTag } from './detect-language.ts';
import type { ReplyLanguage } from './detect-language.ts';

/** The language for words that no model wrote: the customer's of this turn, else the one we know of them, else the shop's. */
export function replyLanguageOf(context: Pick<DraftContext, 'tenant' | 'contact' | 'turnMessages'>): ReplyLanguage {
  const said = detectLanguage(context.turnMessages.map((message) => message.text).join(' '));
  if (said) return said;
  if (context.contact.language !== null) return languageOfTag(context.contact.language) ?? 'en';
  return languageOfTag(context.tenant.language) ?? 'en';
}
