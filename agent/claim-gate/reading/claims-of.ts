import type { Claim, ClaimKind, Matter } from '#agent/claim-gate/claim.ts';
import type { Clause } from '#agent/claim-gate/clauses.ts';
import { namedOrderNumber } from '#agent/claim-gate/order-numbers.ts';
import type { Construction, Language } from './language.ts';
import { readWords, type Word } from './words.ts';

const LONGEST_EXCERPT = 160;

/** A construction that fits a clause, and where. */
interface Fit {
  readonly construction: Construction;
  readonly covered: readonly Word[];
  readonly verb: Word;
}

/** What one clause claims in one language: the constructions that fit it, without those that the clause hedges. */
export function claimsOf(clause: Clause, language: Language): Claim[] {
  if (!language.script.test(clause.text)) return [];
  const text = language.unwrap(clause.text, clause.before);
  const { generic, affairs } = language.hedges;
  if (text === '' || generic.test(text) || affairs.test(text)) return [];
  const words = readWords(text, language.vocabulary);
  const fits = fitsOf(words, language).filter((fit) => !isHedged(text, fit, clause, language));
  return fits.map((fit) => ({
    ...meantBy(fit, words, clause, language),
    voice: fit.construction.voice,
    already: language.already.test(text),
    standing: standingOf(fit, language),
    orderNumber: namedOrderNumber(text),
    numberBefore: namedOrderNumber(clause.sentence),
    excerpt: text.slice(0, LONGEST_EXCERPT),
  }));
}

function fitsOf(words: readonly Word[], language: Language): Fit[] {
  const tags = words.map((word) => word.tag).join('');
  return language.constructions.flatMap((construction) => {
    const match = construction.tags.exec(tags);
    if (match === null) return [];
    const verbAt = match.indices?.groups?.['verb']?.[0] ?? match.index;
    const verb = words[verbAt];
    const covered = words.slice(match.index, match.index + match[0].length);
    if (verb === undefined || construction.where?.(covered, verb) === false) return [];
    return [{ construction, covered, verb }];
  });
}

function standingOf(fit: Fit, language: Language): Claim['standing'] {
  const told = fit.covered.map((word) => word.text).join(' ');
  if (language.confirmed.test(told)) return 'confirmed';
  return language.recorded.test(told) ? 'recorded' : 'event';
}

/** Deeds that the matter they are done to makes another: a booking is not "created" but booked, a refund not "sent". */
const BY_MATTER: Readonly<Partial<Record<Matter, Partial<Record<ClaimKind, ClaimKind>>>>> = {
  booking: { created: 'booked', updated: 'rescheduled', handoff: 'rescheduled', anything: 'booked' },
  link: { created: 'requested', updated: 'requested', shipped: 'requested', anything: 'requested' },
  payment: { created: 'paid', updated: 'paid', shipped: 'requested', anything: 'paid' },
  refund: { created: 'refunded', updated: 'refunded', paid: 'refunded', shipped: 'refunded', anything: 'refunded' },
  promo: { created: 'promo', updated: 'promo', anything: 'promo' },
  lead: { created: 'lead', updated: 'lead', anything: 'lead' },
  delivery: { created: 'shipped', anything: 'shipped' },
  person: { created: 'handoff', anything: 'handoff' },
  change: { created: 'updated', anything: 'updated' },
};

/** The verb's deed, bent by the matter that its clause, or a heading before it, names. */
function meantBy(fit: Fit, words: readonly Word[], clause: Clause, language: Language): Pick<Claim, 'kind' | 'matter'> {
  const deed = fit.verb.deed ?? fit.construction.deed ?? fit.covered.find((word) => word.deed)?.deed ?? 'anything';
  const heading = clause.before === '' ? [] : readWords(clause.before, language.vocabulary);
  const lists = [fit.covered, words, fit.covered.length <= 2 ? heading : []];
  // Who did it says less than what it was done to.
  const about =
    lists.flatMap((list) => list.find((word) => word.matter !== undefined && word.tag !== 'S') ?? [])[0] ??
    fit.covered.find((word) => word.matter !== undefined);
  const told = deed === 'anything' ? (about?.deed ?? deed) : deed;
  const matter = (about && headOf(about, words))?.matter;
  return { kind: (matter === undefined ? undefined : BY_MATTER[matter]?.[told]) ?? told, matter };
}

/** Of "the payment for order 1001" the payment, not the order: what something is for or of says whose it is. */
function headOf(about: Word, words: readonly Word[]): Word {
  const tags = words.slice(0, words.indexOf(about)).map((word) => word.tag);
  const head = /M[^MVBIHGWX]*R[^MVBIHGWX]*$/u.exec(tags.join(''));
  const word = head === null ? undefined : words[head.index];
  return word?.matter === 'payment' || word?.matter === 'refund' ? word : about;
}

/** Negated, offered, wished for, told of the customer's words, or depending on something. */
function isHedged(text: string, { construction, covered, verb }: Fit, clause: Clause, language: Language): boolean {
  const { hedges } = language;
  const before = text.slice(0, verb.at);
  const against = [hedges.notYet, hedges.negation, hedges.condition, hedges.reported, hedges.unknown, hedges.bidding];
  if (against.some((hedge) => hedge.test(before)) || hedges.reporting.test(clause.before)) return true;
  if (hedges.bidding.test(clause.before)) return true;
  if (construction.elliptic === true && (hedges.manner?.test(text) === true || describes(clause.sentence, language)))
    return clause.before !== '';
  const told = covered.map((word) => word.text).join(' ');
  if (construction.elliptic === true && clause.readBack) return true;
  const tensed = language.tensed.test(told);
  if (!tensed && verb.tag !== 'T' && hedges.later?.test(text.slice(verb.at)) === true) return true;
  if (construction.voice === 'act' && tensed) return false;
  const around = [text.slice(verb.at), language.unwrap(clause.before)];
  return around.some((words) => hedges.condition.test(words));
}

/** "Our cakes are decorated by hand" is no claim, and what goes on from it without a subject is none either. */
function describes(sentence: string, language: Language): boolean {
  const told = sentence.split(' ; ').findLast((clause) => language.describing.test(clause));
  if (told === undefined) return false;
  return claimsOf({ text: told, question: false, readBack: false, before: '', sentence: '' }, language).length === 0;
}
