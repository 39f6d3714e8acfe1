import type { DraftContext } from '#domain/store.ts';
import type { ReplyLanguage } from './detect-language.ts';
import { replyLanguageOf } from './reply-language.ts';

export type SafeReason = 'model_failed' | 'claims' | 'budget' | 'tool_failed' | 'steps';

/** What happened, without blaming the customer and without promising a time. */
const APOLOGY: Readonly<Record<ReplyLanguage, Readonly<Record<SafeReason, string>>>> = {
  en: {
    model_failed: "I'm sorry, I can't answer properly at the moment.",
    claims: "I'm sorry, I can't say for certain how this stands.",
    budget: "I'm sorry, this is taking me too long.",
    tool_failed: "I'm sorry, something did not work on our side.",
    steps: "I'm sorry, I could not work this out by myself.",
  },
  he: {
    model_failed: 'מצטערים, אין לי כרגע אפשרות לענות כמו שצריך.',
    claims: 'מצטערים, אין לי כרגע ודאות לגבי המצב.',
    budget: 'מצטערים, זה לוקח יותר מדי זמן.',
    tool_failed: 'מצטערים, משהו לא עבד אצלנו.',
    steps: 'מצטערים, לא הצלחתי לפתור את זה לבד.',
  },
  id: {
    model_failed: 'Maaf, saat ini saya belum bisa menjawab dengan baik.',
    claims: 'Maaf, saya belum bisa memastikan keadaannya.',
    budget: 'Maaf, ini memakan waktu terlalu lama.',
    tool_failed: 'Maaf, ada yang tidak berjalan di pihak kami.',
    steps: 'Maaf, saya tidak bisa menyelesaikan ini sendiri.',
  },
};

const PERSON: Readonly<Record<ReplyLanguage, string>> = {
  en: 'I have asked a person from our team to look at this and write to you here. Please do not rely on any change until they write.',
  he: 'ביקשתי מנציג מהצוות לבדוק את זה ולכתוב לך כאן. עד אז נא לא להסתמך על שום שינוי.',
  id: 'Saya sudah meminta staf kami untuk memeriksa dan menulis kepada Anda di sini. Sebelum itu, mohon jangan menganggap ada yang berubah.',
};

/** Honest words for a turn that can't be finished; the caller has asked for a person before they are sent. */
export function safeReply(
  reason: SafeReason,
  context: Pick<DraftContext, 'tenant' | 'contact' | 'turnMessages'>,
): string {
  const language = replyLanguageOf(context);
  return `${APOLOGY[language][reason]} ${PERSON[language]}`;
}
