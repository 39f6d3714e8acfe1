import type { Context } from '#adapters/models/offline/context.ts';
import { parseJson } from '#adapters/models/offline/prompt.ts';
import { focusOf } from '#adapters/models/offline/talk/product.ts';
import { FOLLOW_UP_PHRASES } from './follow-up-phrases.ts';

/** `Follow-up 1 of 2, stage promo: …`, as the line that asks for one carries it. */
const ASKED = /^The customer has not written for .+\. Follow-up (\d+) of \d+, stage (\w+): /u;
const OWN_WORDS = /in the customer’s language: (".*")$/u;

/** What is said to a customer who has gone silent; null when the line is about something else. */
export function followUp(line: string, context: Context): string | null {
  const asked = ASKED.exec(line);
  if (asked === null) return null;
  const own = parseJson(OWN_WORDS.exec(line)?.[1] ?? '');
  if (typeof own === 'string') return own;
  const phrases = FOLLOW_UP_PHRASES[context.language];
  const [, position, stage] = asked;
  const { name } = context;
  if (stage === 'farewell') return phrases.again(context.prompt.shop.name, name);
  if (position !== '1') return phrases.later(name);
  if (stage === 'closing') return phrases.firstToClose(name);
  const product = focusOf(context);
  return product === null ? phrases.first(name) : phrases.firstOn(product.name, name);
}
