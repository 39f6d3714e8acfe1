import type { Context } from '#adapters/models/offline/context.ts';
import { asksOfShop, findAnswer } from '#adapters/models/offline/faq.ts';
import { VOCABULARY } from '#adapters/models/offline/lexicon/all.ts';
import { joined } from '#adapters/models/offline/phrases/format.ts';
import { call, say, type Act } from '#adapters/models/offline/talk/act.ts';
import { prefixVariants } from '#adapters/models/offline/text/stem.ts';
import { isNumeric } from '#adapters/models/offline/text/tokens.ts';
import { bestWords, tellingStems } from './best-words.ts';

const TOOL = 'search_knowledge';
/** An answer of the shop's own list that is surer than anything a document could add. */
const SURE_ANSWER = 0.6;
/** Words unknown to catalogue and lexicon that make a question one about other things. */
const MANY = 2;
const DEEDS = ['order', 'add', 'remove', 'change', 'replace', 'cancel', 'myOrders', 'pastOrder'] as const;

/** "May I return a damaged product?" sounds like a wish for a product, but names none and is about a matter of the shop. */
export function shopMatterAct(context: Context): Act | null {
  const { plain, message, prompt } = context;
  const isMatter = /[?؟]/u.test(plain) && message.items.length === 0 && asksOfShop(plain);
  return isMatter && findAnswer(plain, prompt) === null ? (afterKnowledge(context) ?? lookInto(context)) : null;
}

/**
 * Looks into the documents first: when the title of one names what is asked about, when the question is about a matter
 * of the shop that its own list does not answer, or about things the catalogue has never heard of.
 */
export function knowledgeFirstAct(context: Context): Act | null {
  const { prompt, plain } = context;
  const known = findAnswer(plain, prompt);
  if (!asks(context) || (known?.score ?? 0) >= SURE_ANSWER) return null;
  const asked = tellingStems(plain);
  const titles = new Set(prompt.documents.flatMap((title) => tellingStems(title).flat()));
  const isTitled = asked.some((forms) => forms.some((form) => titles.has(form)));
  return isTitled || (known === null && asksOfShop(plain)) || isAboutOtherThings(context) ? lookInto(context) : null;
}

/** One unknown word may be a product the shop does not have; several are about something else. */
function isAboutOtherThings({ message, index }: Context): boolean {
  const words = message.tokens.map((token) => token.text).filter((word) => word.length > 2 && !isNumeric(word));
  const foreign = words.filter(
    (word) => !index.isKnown(word) && !prefixVariants(word).some((variant) => VOCABULARY.has(variant)),
  );
  return new Set(foreign).size >= MANY;
}

/** Looks into the documents when nothing else has answered. */
export function knowledgeAct(context: Context): Act | null {
  return asks(context) ? lookInto(context) : null;
}

/** The answer that the passages hold, with its source; null when they hold none. */
export function afterKnowledge(context: Context): Act | null {
  const answered = context.turn.events.findLast((event) => event.name === TOOL && !event.isError);
  const found = answered && bestWords(context.plain, answered.data);
  if (!found) return null;
  const { phrases } = context;
  const quote = phrases.fromDocument(found.words, found.document, found.page, found.section);
  return say(joined(quote, phrases.moreQuestions()), 'consultation');
}

function lookInto(context: Context): Act | null {
  const { tools, turn, plain } = context;
  const looked = turn.events.some((event) => event.name === TOOL);
  if (looked || !tools.has(TOOL) || tellingStems(plain).length === 0) return null;
  return call(TOOL, { query: plain.trim().slice(0, 300) });
}

/** A question, and nothing that is to be ordered, changed or cancelled. */
function asks({ intents, plain, message }: Context): boolean {
  if (/[?؟]/u.test(plain)) return true;
  const isDeed = DEEDS.some((deed) => intents.has(deed)) || message.items.some((item) => item.quantity !== null);
  return !isDeed && (intents.has('question') || intents.has('tell') || intents.has('available'));
}
