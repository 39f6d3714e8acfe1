import { act, state } from '#agent/claim-gate/reading/construct.ts';
import type { Construction } from '#agent/claim-gate/reading/language.ts';
import type { Matter } from '#agent/claim-gate/claim.ts';
import type { Word } from '#agent/claim-gate/reading/words.ts';

/** Adverbs and fillers in between. */
const A = '[AnL]*';
/** "has been", "was", "got", "'s been". */
const BEEN = `(?:[HB]${A}[bg]|p${A}g?|B${A}p|H${A}b${A}g)${A}`;
/** What is the customer's: "your …", "it", "the order", "order #12". */
const OWN = 'O[NMDRJE#AWT]{0,6}?';
const DEFINITE = `(?:${OWN}|[DP][NMR#A]{0,4}?|M[#NR]{0,3}?|S[NRDSKJ]{0,4}?|[Yc]|#N{0,3})`;
const ABOUT_IT = '(?:[DOYPM]|#N{0,2}J)';

/** Done to wares these tell of a transaction; other participles may describe them. */
const TRANSACTED =
  /^(?:ordered|placed|submitted|cancell?ed|booked|refunded|reimbursed|dispatched|rescheduled|confirmed|voided|charged)$/u;

export const ENGLISH_CONSTRUCTIONS: readonly Construction[] = [
  // "I've (just) cancelled …", "we booked you in"; another past form needs what it was done to.
  act(`I${A}H?${A}(?<verb>V)(?!J?E[^SK])`),
  act(`I${A}H?${A}(?<verb>W)[JR]?${ABOUT_IT}`),
  act(`I${A}H?${A}(?<verb>W)[e#D]N{1,3}J`),
  act(`I${A}H?${A}(?<verb>Z)${A}[UVGMi]`),
  act(`I${A}H?${A}[pHU]${A}[PYDOM][NMR#A]{0,4}(?<verb>V|T)`),
  act(`I${A}B${A}(?<verb>G)[JR]?[ODPYM]`),
  act(`I${A}H?${A}(?<verb>j)[NSDEeJRK]{1,5}R`, { where: isErrand, deed: 'handoff' }),
  act(`I${A}H?${A}(?<verb>o)[OD]N{0,2}[RJ][OD]M`, { deed: 'updated' }),
  // "Your order has been placed", "it was sent", "you've been added".
  state(`${DEFINITE}${BEEN}(?<verb>[VT])`),
  state(`(?:O[NMDRJE#A]{0,6}?|[PY]|(?:DN?)?M[R#N]{0,3})${BEEN}(?<verb>W)`),
  // "Your order is placed", "the table is booked", "it's all done".
  state(`${OWN}B${A}(?<verb>[VTW])`),
  state(`(?:D[NA]?M|(?<![eE]N?)M)[#Ry]{0,2}B${A}(?<verb>[VT])`, { where: isNotTaken }),
  state(`(?:[OD]N?|^)M#?B${A}(?<verb>J)$`),
  state(`P${A}B${A}(?<verb>V)(?!R)`, { where: (_, verb) => !['shipped', 'updated', undefined].includes(verb.deed) }),
  state(`PB${A}(?<verb>V)$`),
  state(`#N{0,2}B${A}(?<verb>V)`, { where: (_, verb) => verb.deed === 'held' }),
  state(`PB#N+(?<verb>n)$`, { deed: 'updated' }),
  state(`Y(?<verb>n)H`, { deed: 'updated' }),
  state(`[PS]${BEEN}(?<verb>j)`, { deed: 'handoff' }),
  act(`I${A}H?${A}(?<verb>j)[DEeO]?[SK]`, { deed: 'handoff' }),
  state(`q[AR]*e?(?<verb>[VTy])`),
  state(`^[LA]*(?<verb>x)N{1,3}J?R?[OD]M`, { deed: 'updated' }),
  state(`^[LA]*(?<verb>G)J?(?:Y|OM)[^BHXI]*$`, { where: (_, verb) => verb.deed === 'handoff' }),
  state(`[DPN][NM#]{0,3}?B[AL]*n${A}(?<verb>[VTWGJ])`),
  state(`P${A}B${A}(?<verb>T)`),
  state(`P${A}B[Ln]*A+(?<verb>V)`),
  state(`(?:c|DM)B${A}(?<verb>V)`),
  state(`c${A}(?<verb>[WT])`),
  state(`^[#NR]{1,5}(?<verb>T)`, { where: (_, verb) => verb.deed === 'shipped' }),
  state(`Y(?<verb>H)p?D?M`, { deed: 'booked', where: (words) => words.at(-1)?.matter === 'booking' }),
  state(`IH${A}OM(?<verb>J)`),
  state(`[D#][N#M]{1,4}B${A}(?<verb>V)`, { where: (_, verb) => TRANSACTED.test(verb.text) }),
  state(`PB${A}(?<verb>V)`, { where: (words) => /^(?:everything|all of it)$/u.test(words[0]?.text ?? '') }),
  state(`O.{0,5}B${A}g${A}(?<verb>[VWN])`),
  state(`YB${A}(?<verb>[VT])`),
  state(`YB${A}(?<verb>W)`, { where: (_, verb) => verb.text === 'set' }),
  state(`[#N]{1,3}B${A}(?<verb>T)`, {
    where: (_, verb) => (verb.deed === 'shipped' || verb.deed === 'held') && verb.text !== 'left',
  }),
  state(`(?:P|SB)${A}(?<verb>[iT])(?:[JR]*[YOPA]|${A}N?$)`, { where: isUnderWay }),
  state(`PB${A}(?<verb>J)$`, { where: (_, verb) => /^(?:in|off)$/u.test(verb.text) }),
  state(`YB${A}(?<verb>J)$`, { deed: 'booked' }),
  state(`B${A}(?<verb>y)`, { deed: 'booked' }),
  // "The deposit landed", "your parcel left".
  state(`(?:OM|ONM?|DM|DNM|D#|^[LA]*M)H?${A}(?<verb>T|V(?!E))`),
  state(`P(?<verb>T)${A}$`, { where: (_, verb) => verb.text === 'left' }),
  state(`PH${A}(?<verb>T)`, { where: (_, verb) => verb.deed === 'shipped' }),
  state(`(?:OM|ONM|DM|DNM)H${A}(?<verb>W)`),
  state(`PB${A}Y(?<verb>[VT])`),
  state(`[DO]N{1,3}(?<verb>T)[OD]?[hM]`),
  // "Your details are with our team", "it is no longer on your bill", "your lesson starts at four instead".
  state(`(?:O[NM]{1,3}|Y|P)B${A}(?<verb>[JR])[ODE][Ni]{0,2}[hSK]`),
  state(`[POD].{0,4}B${A}(?<verb>x)[JR]`, { deed: 'updated' }),
  state(`ON?M[NRJ#]{1,6}(?<verb>v)`, { deed: 'updated' }),
  // A heading and its outcome, or the outcome alone: "order placed", "cancelled!", "free delivery added".
  state(`^[LAnk]*(?:[OD]?N?M[#c]*N?)?[AnR]*(?<verb>V)(?:J?$|J?[OYPD#ARnIB]|J?R?[#N]$)`, { elliptic: true }),
  state(`^[LAnk]*[#N]{1,3}(?<verb>V)(?:R?Y|A)`, {
    elliptic: true,
    where: (words) => words.at(-1)?.text.endsWith('you') === true,
  }),
  state(`^[LAnk]*N{1,2}(?<verb>V)RO`, { elliptic: true }),
  state(`^[LAnk]*[OD]?[NM]{1,3}${A}(?<verb>V)$`, { elliptic: true }),
  state(`^[LAn]*[OD]?N?M${A}(?<verb>[JT])$`),
  state(`^[LAn]*(?<verb>T)(?:[AnL]|RY|R[OD]M)*$`, { elliptic: true, where: standsAlone }),
  state(`^[LAn]*(?<verb>p)[PDOY]N?M?${A}[VJT]$`),
  // Somebody of the shop did, does or has it.
  state(`S${A}[JNRDK]{0,3}H?${A}(?<verb>V)[JR]?[OYPDM]`),
  state(`S${A}[JNRDK]{0,3}[BH]?${A}[N#]{0,2}(?<verb>T)`),
  state(`S${A}[JNRDK]{0,3}H?${A}(?<verb>V)[N#]`, { where: (_, verb) => TRANSACTED.test(verb.text) }),
  state(`S${A}[JNRDK]{0,3}H?${A}(?<verb>W)[JR]?[OYP]`),
  state(`S${A}[JNRDK]{0,3}H${A}(?<verb>W)[JR]?D`),
  state(`[SK][JNRDEK]{0,3}(?<verb>[HBp])${A}(?:[OP]M?|DM)`, { where: (_, verb) => /ha[sv]|got/u.test(verb.text) }),
  state(`[SKP][JNRDE]{0,3}B${A}(?<verb>G)[JR]?[ODPY]`),
  state(`[ESO][NDK]{0,2}H${A}(?<verb>Y)[JT]`, { deed: 'booked' }),
  state(`^L*A[LA]*(?<verb>W)J?[OD]N?M`),
  state(`(?:DN?M|M)B${A}(?<verb>[JR])O[Ni]{0,2}[hSK]`),
  state(`[OD]N{0,2}MB[NR#]{1,4}(?<verb>n)$`, { deed: 'updated' }),
  state(`IH${A}(?<verb>Y)[JT]`, { deed: 'booked' }),
  state(`Y(?<verb>H)P$`),
  // "Got your transfer", "we have your order".
  state(`(?:^[LA]*|I${A})(?<verb>[Hp]|V)${A}[OD]N?M`, {
    where: (words, verb) => /^(?:got|have|'ve|received)$/u.test(verb.text) && isTaken(words.at(-1)?.matter),
  }),
  state(`(?<verb>k)R[OD]N?M`, {
    where: (words) => ['order', 'payment', 'booking'].includes(words.at(-1)?.matter ?? ''),
  }),
  // "Your booking now runs from …", "the rye is off".
  state(`[OD][NR#]{0,3}M[#NR]{0,3}(?<verb>n)[NBHR]`, { deed: 'updated' }),
  state(`[OD].{0,5}M.{0,3}(?<verb>B)n[N#]`, { deed: 'updated' }),
  state(`[OD][NR#]{0,3}MN[NR#]+(?<verb>n)$`, { deed: 'updated' }),
  state(`(?:[DO]|^[LA]*)N{1,3}B${A}(?<verb>J)(?:RODM|[DO]M|R?DM|JOM|JDM)?n?$`, { deed: 'updated' }),
  state(`[YPOD]N?M?B${A}(?:G|bG)`, {
    where: (words) => /^(?:being )?(?:transferred|connected)/u.test(words.at(-1)?.text ?? ''),
  }),
  // Whatever else is said of what is the customer's, but that it stands as it stood.
  state(`^[LAk]*ON?M#?[^X]+$`, { where: isNews }),
];

function isTaken(matter: string | undefined): boolean {
  return matter === 'order' || matter === 'payment' || matter === 'booking' || matter === 'refund';
}

/** A slot that is gone is nobody's cancellation. */
function isNotTaken(words: readonly Word[], verb: Word): boolean {
  return (
    verb.text !== 'gone' ||
    words.some(({ tag }) => tag === 'O' || tag === 'y') ||
    !words.some(({ matter }) => matter === 'booking')
  );
}

/** "A colleague is writing to you", "everything went through". */
function isUnderWay(words: readonly Word[], verb: Word): boolean {
  if (words[0]?.tag === 'P') return verb.tag === 'T' && /^(?:went|gone|came|come) /u.test(verb.text);
  return verb.tag === 'i' && words.length > 3;
}

/** "I asked Noa to call you", not "I asked about it". */
function isErrand(words: readonly Word[], verb: Word): boolean {
  const first = words[words.indexOf(verb) + 1]?.text ?? '';
  return words.at(-1)?.text === 'to' && !/^(?:about|for|if|whether|what)$/u.test(first);
}

/** "On its way!" says all; "on our list" needs to be told of something. */
function standsAlone(_: readonly Word[], verb: Word): boolean {
  return verb.deed === 'shipped' || !/^(?:in|on|off|back|with|for) /u.test(verb.text);
}

const NO_NEWS =
  /^(?:pending|open|depends?|holds?|lists?|reads?|shows?|weighs?|costs?|comes?|total|totals|includes?|contains?|consists?|needs?|requires?|qualifies|number|fee|price|method|would|will|has|have|still|waiting|awaiting|unpaid|unconfirmed|options?|history|status|should|might|may|can|could|must|looks?|sounds?|seems?|free|available|empty|failed|declined|rejected|bounced|expired|delayed|lost|damaged|missing|late|wrong|starts?|begins?|ends?)$/u;
const THEIRS: readonly (Matter | undefined)[] = ['order', 'booking', 'payment', 'refund', 'promo', 'delivery'];

function isNews(words: readonly Word[]): boolean {
  const matter = words.find((word) => word.tag === 'M')?.matter;
  return THEIRS.includes(matter) && !words.some((word) => NO_NEWS.test(word.text));
}
