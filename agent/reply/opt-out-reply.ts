import type { DraftContext } from '#domain/store.ts';
import { replyLanguageOf } from './reply-language.ts';
import type { ReplyLanguage } from './detect-language.ts';

const WORDS: Readonly<Record<ReplyLanguage, string>> = {
  en: 'You will not get any more messages from us. Write START whenever you want to hear from us again.',
  he: 'לא תקבלו מאיתנו הודעות נוספות. כדי לחזור ולקבל מאיתנו הודעות, כתבו התחל.',
  id: 'Anda tidak akan menerima pesan lagi dari kami. Tulis MULAI kapan saja bila ingin dihubungi kembali.',
};

/** The one message that a person gets after they asked for no more. */
export function optOutReply(context: Pick<DraftContext, 'tenant' | 'contact' | 'turnMessages'>): string {
  return WORDS[replyLanguageOf(context)];
}
