import { nextOpening } from '#domain/handoff/business-hours.ts';
import type { NoticeContext } from '#domain/handoff/handoff-desk.ts';
import type { NoticeKind } from '#domain/handoff/handoff-policy.ts';
import type { DraftContext } from '#domain/store.ts';
import { daysBetween, localTime } from '#domain/time/local-time.ts';
import { detectLanguage, languageOfTag } from './detect-language.ts';
import type { ReplyLanguage } from './detect-language.ts';

/** True to what happens, and no more: nothing here promises that somebody will have time. */
const WORDS: Readonly<Record<ReplyLanguage, Readonly<Record<NoticeKind, string>>>> = {
  en: {
    outOfHours:
      'Our team is not at work now. Somebody can write to you {opens}. Until then I can help with what I know.',
    unclaimed:
      'I am sorry, nobody of our team is free yet. You are still in line, and I have told them that you wait. Until then I can help with what I know.',
    csatQuestion: 'How was the help you got? Please answer with a number from 1 (bad) to 5 (very good).',
    csatThanks: 'Thank you for telling us.',
  },
  he: {
    outOfHours: 'הצוות שלנו לא נמצא כרגע. אפשר יהיה לכתוב לך {opens}. עד אז אשמח לעזור במה שאני יודע.',
    unclaimed:
      'מצטערים, אף אחד מהצוות עוד לא התפנה. הפנייה שלך עדיין בתור, והודעתי להם שממתינים להם. עד אז אשמח לעזור במה שאני יודע.',
    csatQuestion: 'איך היה השירות שקיבלת? אפשר לענות במספר מ-1 (גרוע) עד 5 (מצוין).',
    csatThanks: 'תודה על המשוב.',
  },
  id: {
    outOfHours:
      'Tim kami sedang tidak bekerja. Mereka bisa menulis kepada Anda {opens}. Sampai saat itu saya bisa membantu sejauh yang saya tahu.',
    unclaimed:
      'Maaf, belum ada staf kami yang bebas. Anda tetap dalam antrean, dan saya sudah memberi tahu mereka bahwa Anda menunggu. Sampai saat itu saya bisa membantu sejauh yang saya tahu.',
    csatQuestion: 'Bagaimana bantuan yang Anda terima? Mohon jawab dengan angka 1 (buruk) sampai 5 (sangat baik).',
    csatThanks: 'Terima kasih atas penilaian Anda.',
  },
};

const OPENS: Readonly<Record<ReplyLanguage, Readonly<Record<'today' | 'tomorrow' | 'day' | 'unknown', string>>>> = {
  en: {
    today: 'today from {time}',
    tomorrow: 'tomorrow from {time}',
    day: 'on {day} from {time}',
    unknown: 'when we are back',
  },
  he: { today: 'היום החל מ-{time}', tomorrow: 'מחר החל מ-{time}', day: 'ב{day} החל מ-{time}', unknown: 'כשנחזור' },
  id: {
    today: 'hari ini mulai pukul {time}',
    tomorrow: 'besok mulai pukul {time}',
    day: 'pada {day} mulai pukul {time}',
    unknown: 'setelah kami kembali',
  },
};

/** What a customer is told about the wait for a person, in their language. @param now epoch ms */
export function handoffNotice(what: NoticeKind, context: NoticeContext, now: number): string {
  const language = languageOf(context);
  const words = context.policy.texts[what]?.[language] ?? WORDS[language][what];
  return words.replaceAll('{opens}', () => opensAt(context, language, now));
}

/** Thanks for a rating. */
export function ratedReply(context: Pick<DraftContext, 'tenant' | 'contact' | 'history'>): string {
  const said = context.history.filter(({ author }) => author === 'customer').map(({ text }) => text);
  const language = languageOf({
    said: said.slice(-3),
    contactLanguage: context.contact.language,
    shopLanguage: context.tenant.language,
  });
  return context.tenant.handoff?.texts.csatThanks?.[language] ?? WORDS[language].csatThanks;
}

function languageOf({
  said,
  contactLanguage,
  shopLanguage,
}: Pick<NoticeContext, 'said' | 'contactLanguage' | 'shopLanguage'>): ReplyLanguage {
  const written = detectLanguage(said.join(' '));
  if (written) return written;
  return languageOfTag(contactLanguage ?? shopLanguage) ?? 'en';
}

function opensAt({ policy, timeZone }: NoticeContext, language: ReplyLanguage, now: number): string {
  const words = OPENS[language];
  const { hours, holidays } = policy;
  const opening = nextOpening({ hours, holidays, timeZone }, now);
  if (opening === null) return words.unknown;
  const { date, time } = localTime(new Date(opening), timeZone);
  const days = daysBetween(localTime(new Date(now), timeZone).date, date);
  const form = days === 0 ? words.today : days === 1 ? words.tomorrow : words.day;
  const day = new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long', timeZone }).format(
    opening,
  );
  return form.replace('{time}', time).replace('{day}', day);
}
