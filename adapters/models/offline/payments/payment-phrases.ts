import type { Language } from '#adapters/models/offline/lexicon/types.ts';
import { ENGLISH_PAYMENTS } from './phrases/en.ts';
import { HEBREW_PAYMENTS } from './phrases/he.ts';
import { INDONESIAN_PAYMENTS } from './phrases/id.ts';
import type { PaymentPhrases } from './phrases/types.ts';

export const PAYMENT_PHRASES: Readonly<Record<Language, PaymentPhrases>> = {
  en: ENGLISH_PAYMENTS,
  he: HEBREW_PAYMENTS,
  id: INDONESIAN_PAYMENTS,
};

/** "order #1001" as tools and news write it, in the words of the language; other things keep their own. */
export function printSubject(subject: string, phrases: PaymentPhrases): string {
  const [, kind, number = ''] = /^(order|booking) #(\d+)$/u.exec(subject) ?? [];
  if (kind === 'order') return phrases.order(Number(number));
  return kind === 'booking' ? phrases.booking(Number(number)) : subject;
}
