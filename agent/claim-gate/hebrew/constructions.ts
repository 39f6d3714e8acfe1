import { act, state } from '#agent/claim-gate/reading/construct.ts';
import type { Construction } from '#agent/claim-gate/reading/language.ts';
import type { Matter } from '#agent/claim-gate/claim.ts';
import type { Word } from '#agent/claim-gate/reading/words.ts';

const A = '[AnL]*';
/** What is the customer's, with what tells which: "ההזמנה שלך מספר 12". */
const OWN = '(?:M[ONDR#Mj]{0,4}?|DO?[ND#R]{0,3}?O?|NO|P|SN?)';

export const HEBREW_CONSTRUCTIONS: readonly Construction[] = [
  // "ביטלתי", "הזמנו לך"; another past of "I" or "we" needs what it was done to, or to open its clause.
  act(`(?<verb>F)`),
  act(`(?<verb>[fw])${A}[aYP#]`),
  act(`^[LAI]*(?<verb>f)`),
  state(`(?<verb>g)${A}a?M`, { where: (words) => isTaken(words.at(-1)?.matter) }),
  state(`(?<verb>N)Na(?:M)O`, {
    deed: 'lead',
    where: (words, verb) => verb.text === 'יש' && words.at(-2)?.matter === 'lead',
  }),
  state(`(?<verb>c)${A}a?M`, { where: (words) => words.at(-1)?.matter === 'refund' }),
  // "ההזמנה (שלך) נקלטה", "היא בוטלה", "יצאה ההזמנה".
  state(`${OWN}[YKAzn]*(?<verb>V)`, { where: isPast }),
  state(`^[LAkn]*(?<verb>V)[YAnT]*(?:a?M|$|[Kz#]|RD$)`),
  state(`^[LAkn]*(?<verb>V)[SN]$`, { where: (_, verb) => verb.deed !== 'shipped' }),
  state(`^[LAkn]*(?<verb>V)[An]*Y`),
  state(`^[LAkn]*(?<verb>V)[AnYNK]*M`, { where: (_, verb) => verb.deed !== undefined }),
  state(`(?<verb>V)A*Y`, { where: (_, verb) => !/^נ\p{L}{3}$/u.test(verb.text) }),
  state(`P${A}(?<verb>j)`, { where: (words) => /^הכו?ל$/u.test(words[0]?.text ?? '') }),
  act(`(?<verb>e)${A}s`),
  state(`(?<verb>u)`),
  // How it stands: "הפסטרמה שלך בדרך", "סגור!", "אתה רשום".
  state(`(?:${OWN}|N|y)[YAnOKz]*(?<verb>T)`, { where: isTheirs }),
  state(`^[LAPnk]*(?<verb>T)(?:(?:[YAnKPDzTMR]|#N?)*$|[YAn]*(?:M|Y))`),
  state(`^[LA]*a${A}(?<verb>T)`),
  state(`(?:MO|DO)${A}(?<verb>t)[SDN]`),
  state(`[DN]A(?<verb>G)[DN]{0,2}M`),
  state(`q${A}(?<verb>[TV])`),
  state(`^[LA]*(?:M[N#D]*)?P?(?<verb>O)(?:$|${A}#)`, { deed: 'booked', where: isPlace }),
  state(`P(?<verb>O)$`, { deed: 'booked' }),
  state(`[MP][ON]?(?<verb>n)[N#RD]`, { deed: 'updated' }),
  state(`^[LA]*(?<verb>x)N{1,3}M`, { deed: 'updated' }),
  state(`[MP]O?(?<verb>x)[NM]`, { deed: 'updated', where: (words) => words.at(-1)?.text.startsWith('ב') === true }),
  state(`(?<verb>k)RM`, { where: (words) => isTaken(words.at(-1)?.matter) }),
  state(`^[LA]*MO?(?<verb>z)$`, { deed: 'paid' }),
  state(`^[LA]*MO(?<verb>#)[#RN]*$`, { deed: 'booked', where: isPlace }),
  // Somebody of the shop did, does or has it.
  state(`[SK][NDKO]{0,2}${A}(?<verb>d)${A}(?:a|Y|P|M|A|$)`),
  state(`D${A}(?<verb>d)${A}Y`),
  state(`[SK][NDKO]{0,2}${A}(?<verb>G)`, { where: (_, verb) => verb.deed !== 'shipped' }),
  state(`I${A}(?<verb>G)${A}(?:Y|a|P|M[^X]*n|n)`, { where: isNow }),
  state(`^[LA]*(?<verb>G)${A}(?:Y|aM)`, { where: (_, verb) => verb.deed === 'handoff' }),
  state(`(?:MO|DO|NO)${A}(?<verb>G)`),
  // Whatever else is said of what is the customer's, but that it stands as it stood.
  state(`^[LA]*MO[^X]+$`, { where: isNews }),
];

function isTaken(matter: string | undefined): boolean {
  return matter === 'order' || matter === 'payment' || matter === 'booking' || matter === 'refund';
}

function isPlace(words: readonly Word[]): boolean {
  return words.some((word) => word.matter === 'booking');
}

/** A thing that is nobody's yet may be kept or on a road of its own; what is the customer's is named so, or is known. */
function isTheirs(words: readonly Word[], verb: Word): boolean {
  if (verb.text.startsWith('סגור')) return words.some((word) => 'MPO'.includes(word.tag));
  return words.some((word) => 'MODPYSy'.includes(word.tag)) || verb.deed === 'shipped';
}

function isNow(words: readonly Word[], verb: Word): boolean {
  return verb.deed === 'handoff' || words.some((word) => word.tag === 'n') || words.some((word) => word.tag === 'Y');
}

/** The same word puts an appointment off and turns a payment down; "שריון נשמר" is a rule, "השריון נשמר" a report. */
function isPast(words: readonly Word[], verb: Word): boolean {
  if (/^נ\p{L}{3}$/u.test(verb.text) && words.length > 1 && isBare(words)) return false;
  // "That time is past."
  if (/^עבר[הו]?$/u.test(verb.text) && /^ה(?:שעה|מועד|תאריך|יום)/u.test(words[0]?.text ?? '')) return false;
  if (verb.deed === undefined && words[0]?.tag === 'D' && !words.some((word) => word.tag === 'O')) return false;
  return !verb.text.startsWith('נדח') || !words.some((word) => word.matter === 'payment' || word.matter === 'refund');
}

const NO_NEWS =
  /^(?:פתוחה?|יש|ממתינה?|עולה|כוללת?|מכילה?|יוצאת?|יצא|דורשת?|צריכה?|ריקה?|[ית]\p{L}{3,}|סכום|סטטוס|מספר|אפשר|ניתן|זמינה?|פנויה?|נדחת?ה|נכשלה?|סורבה?|אבדה?|חסרה?|פגומה?|מתחילה?|נגמרת?|תלויה?|היא|הוא)$/u;
const THEIRS: readonly (Matter | undefined)[] = ['order', 'booking', 'payment', 'refund', 'promo', 'delivery'];

function isNews(words: readonly Word[]): boolean {
  const matter = words.find((word) => word.tag === 'M')?.matter;
  return THEIRS.includes(matter) && !words.some((word) => NO_NEWS.test(word.text));
}

function isBare(words: readonly Word[]): boolean {
  return (
    words[0]?.tag === 'M' &&
    !words[0].text.startsWith('ה') &&
    !words.some((word) => word.tag === 'O' || word.tag === '#')
  );
}
