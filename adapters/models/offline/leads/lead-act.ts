import type { Context } from '#adapters/models/offline/context.ts';
import { fieldsOf, text } from '#adapters/models/offline/prompt.ts';
import { call, say, type Act } from '#adapters/models/offline/talk/act.ts';
import { stageOf } from '#adapters/models/offline/talk/social.ts';
import { LEAD_PHRASES } from './lead-phrases.ts';

/** Words by which people ask to be contacted, in the three languages together. */
const WANTS = new RegExp(
  '(?<![\\p{L}\\p{N}])(?:' +
    'sign me up|subscribe me|newsletter|keep me (?:posted|updated|informed)|notify me|let me know when|' +
    '(?:leave|take|note|keep) (?:you )?(?:my|down my) (?:details|contact|number|email)|get back to me|call me back|contact me later|' +
    'kabari (?:saya|aku|ya kalau)|kabarin (?:saya|aku|ya)|hubungi (?:saya|aku) (?:nanti|kalau|lewat)|(?:mau|pengen|ingin) daftar|' +
    'daftarkan (?:saya|aku)|info promo|(?:catat|simpan) (?:nomor|kontak|email|data)|' +
    '(?:תעדכנו|עדכנו|תעדכן) אותי|תרשמו אותי|לרשום אותי|(?:להשאיר|אשאיר|משאיר|משאירה) (?:לכם )?פרטים|תחזרו אליי מאוחר יותר|רשימת התפוצה' +
    ')(?![\\p{L}\\p{N}])',
  'iu',
);
const EMAIL = /[^\s@<>"',;]+@[^\s@<>"',;]+\.[\p{L}]{2,}/u;
const PHONE = /(?<![\d#.,])(?:\+|00)?\(?\d[\d\s().-]{6,18}\d(?![\d,])/u;
/** How far back details of this talk are looked for, messages. */
const RECENT = 8;

interface Details {
  readonly name: string | null;
  readonly email: string | null;
  readonly whatsapp: string | null;
}

/** Takes the details of somebody who wants to be contacted, one question at a time. Null = something else is meant. */
export function leadAct(context: Context): Act | null {
  if (!context.tools.has('capture_lead')) return null;
  const phrases = LEAD_PHRASES[context.language];
  const asked = lastQuestion(context);
  if (asked === null && !WANTS.test(context.turn.text)) return null;
  const details = collect(context, asked);
  if (asked === 'consent' && context.intents.has('no')) return say(phrases.notKept(), stageOf(context));
  if (details.name === null) return say(phrases.askName(), stageOf(context));
  const { email, whatsapp } = details;
  if (email === null && whatsapp === null) {
    // A question was answered with something else altogether: that comes first.
    if (asked === 'reach' && context.intents.has('no')) return say(phrases.notKept(), stageOf(context));
    const isOther = asked === 'reach' && !/[@\d]/u.test(context.turn.text);
    if (isOther && plainName(context.turn.text) === null) return null;
    const again = asked === 'reach' && !isOther;
    return say(again ? phrases.badPhone() : phrases.askReach(details.name), stageOf(context));
  }
  if (asked === 'consent' && context.intents.has('yes')) {
    return call('capture_lead', {
      name: details.name,
      ...(email !== null && { email }),
      ...(whatsapp !== null && { whatsapp }),
      consent: true,
    });
  }
  if (asked === 'consent') return null;
  const reach = [email, whatsapp].filter((one) => one !== null).join(', ');
  return say(phrases.askConsent(reach), stageOf(context));
}

/** Tells what `capture_lead` answered in this turn; null when it was not called. */
export function afterLead(context: Context): Act | null {
  const event = context.turn.events.findLast(({ name }) => name === 'capture_lead');
  if (event === undefined) return null;
  const phrases = LEAD_PHRASES[context.language];
  const fields = fieldsOf(event.data);
  if (!event.isError) return say(phrases.kept(text(fieldsOf(fields['lead'])['name'])), stageOf(context));
  const code = text(fieldsOf(fields['error'])['code']);
  return say(code === 'bad_email' ? phrases.badEmail() : phrases.badPhone(), stageOf(context));
}

type Question = 'name' | 'reach' | 'consent';

/** Which of our questions the shop asked last; also after it asked for a correction. */
function lastQuestion({ lastShop, language }: Context): Question | null {
  const phrases = LEAD_PHRASES[language];
  if (lastShop.includes(phrases.askName())) return 'name';
  if ([phrases.badEmail(), phrases.badPhone(), tailOf(phrases.askReach('…'))].some((words) => lastShop.includes(words)))
    return 'reach';
  return lastShop.includes(headOf(phrases.askConsent('…'))) ? 'consent' : null;
}

function tailOf(words: string): string {
  return words.split('…').at(-1) ?? words;
}

function headOf(words: string): string {
  return words.split('…')[0] ?? words;
}

/** What the customer has told in this talk; the newest of each. */
function collect(context: Context, asked: Question | null): Details {
  const told = context.turn.history.filter((said) => said.by === 'customer').map((said) => said.text);
  const words = [...told.slice(-RECENT), context.turn.text].toReversed();
  const first = (pattern: RegExp) =>
    words.map((said) => pattern.exec(said)?.[0].trim()).find((one) => one !== undefined) ?? null;
  return {
    name: context.name ?? (asked === 'name' ? plainName(context.turn.text) : answeredName(context)),
    email: first(EMAIL),
    whatsapp: first(PHONE),
  };
}

/** A bare answer to "what is your name?". */
function plainName(said: string): string | null {
  const name = said
    .replace(EMAIL, '')
    .replace(PHONE, '')
    .replace(/^(?:it'?s|i'?m|saya|aku|nama saya|אני|שמי)\s+/iu, '')
    .replace(/[,.!\s]+$/u, '')
    .trim();
  return /^\p{L}[\p{L}'’ .-]{0,59}$/u.test(name) ? name : null;
}

function answeredName({ turn, language }: Context): string | null {
  const question = LEAD_PHRASES[language].askName();
  const index = turn.history.findLastIndex((said) => said.by === 'shop' && said.text.includes(question));
  const answer = index === -1 ? undefined : turn.history[index + 1];
  return answer?.by === 'customer' ? plainName(answer.text) : null;
}
