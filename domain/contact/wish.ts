/** What a person wants of our messages: none any more, or again. */
export type Wish = 'out' | 'in';

/*
 * Whole messages only: "stop by the shop?" and "cancel my order" are talk. Words that carriers take for an opt-out but
 * that are talk in a shop ("cancel", "end") are left to the provider, which reports what it did with them.
 */
const OUT_WORDS = new Set([
  'stop',
  'stopall',
  'stop all',
  'unsubscribe',
  'unsub',
  'unsubscribe me',
  'opt out',
  'optout',
  'quit',
  'revoke',
  'remove me',
  'leave me alone',
  'no more messages',
  'stop it',
  'stop this',
  'stop now',
  'please stop',
  'הסר',
  'הסרה',
  'הסירו',
  'תסירו',
  'להסיר',
  'הסר אותי',
  'הסירו אותי',
  'תסירו אותי',
  'תסיר אותי',
  'להסיר אותי',
  'עצור',
  'עצרו',
  'עצרי',
  'תעצרו',
  'תעצור',
  'תפסיק',
  'תפסיקו',
  'תפסיקי',
  'הפסיקו',
  'הפסק',
  'סטופ',
  'ביטול מנוי',
  'עזבו אותי',
  'תעזבו אותי',
  'בטלו מנוי',
  'בטל מנוי',
  'הסר אותי מהרשימה',
  'הסר מנוי',
  'berhenti',
  'hentikan',
  'setop',
  'stop pesan',
  'berhenti berlangganan',
  'unreg',
  'stop langganan',
  'stop kirim',
  'jangan ganggu',
  'jangan ganggu saya',
  'berhenti langganan',
  'hentikan pesan',
  'stop promo',
  'stop promosi',
]);

const OUT_SENTENCES: readonly RegExp[] = [
  /^(?:i (?:want|wish|would like) (?:you )?to )?(?:stop|quit) (?:all )?(?:messag|text|writ|send|contact|spam|call|email|bother)ing(?: to)?(?: me)?(?: (?:any|more|these|those|your))?(?: (?:messages?|texts?|spam|promotions?|offers?|updates?))?(?: (?:any ?more|again|now|ever))?$/,
  /^(?:i (?:do not|dont) want|no longer want|i want no|i dont wish)(?: to (?:get|receive|have))?(?: any| more| these| your)*(?: (?:of )?(?:your|the))? (?:messages?|texts?|promotions?|offers?|spam)(?: from (?:you|u))?(?: any ?more| ever| again)?$/,
  /^(?:do not|dont|never) (?:message|text|write(?: to)?|contact|spam|bother|send)(?: (?:to )?me)?(?: (?:any(?: more)?|more))?(?: (?:messages?|texts?|spam))?(?: (?:any ?more|again|ever))?$/,
  /^(?:take|remove|delete|get) me (?:off|from|out of) (?:your|this|the|ur)(?: mailing| contact| marketing)? (?:list|lists|database|system)$/,
  /^(?:i (?:want|wish|would like) to )(?:unsubscribe|opt out|stop)(?: from (?:this|your|these) ?(?:list|messages?|service)?)?$/,
  /^unsubscribe (?:me )?from (?:this|your|the|these|all)(?: (?:list|messages?|service|updates?))?$/,
  /^(?:תפסיקו|תפסיק|תפסיקי|הפסיקו|די|מספיק|תעצרו) (?:כבר )?(?:לשלוח|לכתוב|להטריד|להציק|להודיע|להתקשר|לסמס)(?: לי| אליי| אלי| אותי)?(?: (?:הודעות|סמסים|פרסומות|ספאם))?(?: יותר| בבקשה)?$/,
  /^(?:אל|לא) (?:תשלחו|תשלח|תשלחי|תכתבו|תכתוב|לשלוח|לכתוב)(?: לי| אליי| אלי)?(?: יותר| עוד)*(?: (?:הודעות|פרסומות|סמסים|כלום))?(?: יותר)?$/,
  /^(?:אני )?לא (?:רוצה|מעוניין|מעוניינת|מעונין|מעונינת)(?: יותר)?(?: לקבל| ב)? ?(?:יותר )?(?:מכם )?(?:הודעות|פרסומות|סמסים|דיוור)(?: מכם)?(?: יותר)?$/,
  /^(?:תורידו|תוריד|הורידו|תמחקו|מחקו|הסירו|תסירו|תוציאו) אותי (?:מהרשימה|מרשימת התפוצה|מהדיוור|מהמאגר|מפה)$/,
  /^(?:tolong )?(?:jangan|stop|berhenti|hentikan)(?: lagi)? (?:kirim|mengirim|kirimi|mengirimi|hubungi|menghubungi|chat|sms|wa|spam|ganggu|mengganggu)(?: saya| aku| gue)?(?: (?:pesan|promo|promosi|sms|chat|apa apa|iklan))?(?: ke saya| kepada saya| ke aku)?(?: lagi)?$/,
  /^(?:saya|aku) (?:tidak|gak|ga|nggak|enggak) (?:mau|ingin)(?: lagi)?(?: menerima| terima| dapat| dikirimi)? (?:pesan|promo|promosi|sms|chat|iklan)(?: (?:dari kalian|dari anda|apa pun|apapun))?(?: lagi)?$/,
  /^(?:hapus|keluarkan) (?:saya|aku|nomor saya|kontak saya) dari (?:daftar|list|grup|kontak|sistem)(?: (?:ini|anda|kalian))?$/,
  /^(?:saya (?:mau|ingin) )?berhenti (?:berlangganan|langganan|menerima pesan|terima pesan|dikirimi pesan)(?: ini| lagi)?$/,
];

const IN_WORDS = new Set([
  'start',
  'unstop',
  'subscribe',
  'resubscribe',
  'resume',
  'opt in',
  'optin',
  'subscribe me',
  'start again',
  'התחל',
  'התחילו',
  'הצטרף',
  'הצטרפות',
  'הירשם',
  'הרשמה',
  'חזרו אליי',
  'חדש',
  'להתחיל',
  'mulai',
  'mulai lagi',
  'langganan',
  'berlangganan',
  'aktifkan',
  'lanjutkan',
  'daftar lagi',
]);

/** Said around a wish without changing it. */
const POLITE =
  /^(?:please|pls|plz|kindly|hey|hi|hello|ok|okay|tolong|mohon|halo|hai|בבקשה|נא|היי|שלום|אנא)\s+|\s+(?:please|pls|plz|thanks|thank you|thx|now|immediately|ya|dong|kak|min|terima kasih|makasih|tolong|sekarang|בבקשה|תודה|עכשיו|מיד|דחוף)$/;

const LONGEST = 120;

/** The wish that a message is, when it is nothing else; undefined for talk. */
export function wishOf(text: string): Wish | undefined {
  if (text.length > LONGEST) return undefined;
  if (/^\s*\/(?:start|stop|unsubscribe)(?:@\w+)?(?:\s+\S{1,64})?\s*$/i.test(text)) {
    return /start/i.test(text) ? 'in' : 'out';
  }
  const words = bare(text);
  if (words === '') return undefined;
  if (OUT_WORDS.has(words) || OUT_SENTENCES.some((sentence) => sentence.test(words))) return 'out';
  return IN_WORDS.has(words) ? 'in' : undefined;
}

/** Letters and digits in lower case, without marks, pleasantries and the punctuation that shouts. */
function bare(text: string): string {
  let words = text
    .normalize('NFKD')
    .replaceAll(/\p{M}|\p{Cf}|['’`׳״"]/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  // "S T O P", as shouted.
  if (/^(?:\p{L} )+\p{L}$/u.test(words)) words = words.replaceAll(' ', '');
  for (let before = ''; before !== words;) {
    before = words;
    words = words.replace(POLITE, '').trim();
  }
  return words;
}
