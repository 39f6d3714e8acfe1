import type { Context } from '#adapters/models/offline/context.ts';
import { asksOfShop, findAnswer } from '#adapters/models/offline/faq.ts';
import { joined } from '#adapters/models/offline/phrases/format.ts';
import { call, say, type Act } from '#adapters/models/offline/talk/act.ts';
import { bestWords, tellingStems } from './best-words.ts';

const TOOL = 'search_knowledge';
/** An answer of the shop's own list that is surer than anything a document could add. */
const SURE_ANSWER = 0.6;

/**
 * Looks into the documents first: when the title of one names what is asked about, or when the question is about a matter
 * of the shop that its own list does not answer.
 */
export function knowledgeFirstAct(context: Context): Act | null {
  const { prompt, plain } = context;
  const known = findAnswer(plain, prompt);
  if (!asks(context) || (known?.score ?? 0) >= SURE_ANSWER) return null;
  if (known === null && asksOfShop(plain)) return lookInto(context);
  const asked = tellingStems(plain);
  const titles = new Set(prompt.documents.flatMap((title) => tellingStems(title).flat()));
  return asked.some((forms) => forms.some((form) => titles.has(form))) ? lookInto(context) : null;
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
  const deeds = (['order', 'add', 'remove', 'change', 'replace', 'cancel', 'myOrders', 'pastOrder'] as const).some(
    (deed) => intents.has(deed),
  );
  const amounts = message.items.some((item) => item.quantity !== null);
  const isQuestion = /[?؟]/u.test(plain) || intents.has('question') || intents.has('tell') || intents.has('available');
  return isQuestion && !amounts && (!deeds || /[?؟]/u.test(plain));
}
