import type { Context } from '#adapters/models/offline/context.ts';
import { conceptsOf, isConceptWord } from '#adapters/models/offline/catalogue/concepts.ts';
import { recommend } from '#adapters/models/offline/catalogue/recommend.ts';
import { asksOfHouse, findAnswer } from '#adapters/models/offline/faq.ts';
import { STOPWORDS } from '#adapters/models/offline/lexicon/all.ts';
import { joined, money, productLine, unitName } from '#adapters/models/offline/phrases/format.ts';
import { fieldsOf, text, type PromptProduct } from '#adapters/models/offline/prompt.ts';
import { readMessage, type SaidItem } from '#adapters/models/offline/order/read-message.ts';
import { stem, stems } from '#adapters/models/offline/text/stem.ts';
import { tokenise } from '#adapters/models/offline/text/tokens.ts';
import { call, say, type Act } from './act.ts';
import { unknownProductIn } from '#adapters/models/offline/order/unknown-product.ts';
import { unknownProduct } from './order.ts';

const SURE_ANSWER = 0.6;
const CHEAPEST =
  /(?<![\p{L}])(?:cheapest|least expensive|most affordable|termurah|paling murah|הכי זול\p{L}{0,2})(?![\p{L}])/iu;
/** Longer lists show prices only. */
const MOST_DESCRIBED = 4;

/** Answers questions about what the shop sells and how it works. Null when the message asks nothing of the kind. */
export function productAct(context: Context): Act | null {
  const { intents } = context;
  const answer = findAnswer(context.plain, context.prompt);
  const named = clearlyNamed(context);
  const enough = intents.has('tell') ? 0.5 : 0.7;
  const house = intents.has('question') && asksOfHouse(context.plain);
  const precisely =
    !house && context.message.items.some((item) => item.mention.score >= enough && item.mention.products.length === 1);
  // "No wait, keep it" asks nothing.
  const answering = !(intents.has('correction') || intents.has('no')) || /[?؟]/u.test(context.plain);
  if (answer !== null && answer.score >= SURE_ANSWER && !precisely && !intents.has('catalogue') && answering)
    return say(answer.answer, 'consultation');
  if (CHEAPEST.test(context.plain)) return cheapest(named, context);
  if (intents.has('catalogue') && !precisely) {
    const kind = kindAsked(context);
    if (kind.length > named.length) return listed(kind, context);
    if (named.length === 0 && !hasWish(context)) return catalogueAct(context);
  }
  if (intents.has('catalogue') && named.length > 1) return listed(named, context);
  const wish = wishAct(context, named);
  if (wish !== null) return wish;
  if (named.length > 0) return describe(named, context);
  if (answer !== null && (intents.has('question') || /[?؟]/u.test(context.plain) || intents.has('available')))
    return say(answer.answer, 'consultation');
  return priceOfFocus(context) ?? unknownAct(context);
}

function hasWish(context: Context): boolean {
  const { wanted, unwanted } = conceptsOf(context.plain);
  return wanted.size + unwanted.size > 0;
}

/** "What drinks do you have?": the products whose tags say so, unless all of them do. */
function kindAsked(context: Context): readonly PromptProduct[] {
  const said = new Set(context.message.tokens.flatMap((token) => (STOPWORDS.has(token.text) ? [] : stems(token.text))));
  const { products } = context.index;
  const found = products.filter((product) =>
    product.tags.some((tag) => tokenise(tag).some((word) => said.has(stem(word.text)))),
  );
  return found.length < products.length ? found : [];
}

/** The cheapest of the kind that is asked for, or of all. */
function cheapest(named: readonly PromptProduct[], context: Context): Act {
  const kind = named.length > 1 ? named : kindAsked(context);
  const among = (kind.length > 0 ? kind : context.index.products).filter((product) => product.available);
  const sorted = among.toSorted((left, right) => Number(left.price) - Number(right.price));
  return listed(sorted.slice(0, 3), context);
}

function listed(products: readonly PromptProduct[], context: Context): Act {
  const { phrases } = context;
  const lines = products.map((product) => productLine(product, phrases, products.length <= MOST_DESCRIBED));
  return say(joined(lines.join('\n'), phrases.foundEnd()), 'consultation');
}

/** The full price list. */
export function catalogueAct(context: Context): Act {
  const { phrases, index } = context;
  if (index.products.length === 0) return say(phrases.catalogueEmpty(), 'consultation');
  const lines = index.products.map((product) => productLine(product, phrases, false)).join('\n');
  return say(joined(phrases.catalogueTitle(), lines, phrases.catalogueEnd()), 'consultation');
}

function clearlyNamed(context: Context): readonly PromptProduct[] {
  const { wanted, unwanted } = conceptsOf(context.plain);
  const choosing = context.intents.has('recommend') && wanted.size + unwanted.size > 0;
  const items = context.message.items.filter(
    (item) => !choosing || (item.mention.score >= 0.7 && namesMoreThanQualities(item, context)),
  );
  return [
    ...new Set(items.flatMap((item) => item.mention.products.slice(0, context.intents.has('catalogue') ? 12 : 4))),
  ];
}

/** "oily skin" may be in a product's name, but asks for a kind; "gel moisturizer" names one. */
function namesMoreThanQualities(item: SaidItem, context: Context): boolean {
  const words = context.message.tokens.slice(item.mention.start, item.mention.end).map((token) => token.text);
  return words.some((word) => !STOPWORDS.has(word) && !isConceptWord(word));
}

/** "something mild for children": products that say so. */
function wishAct(context: Context, named: readonly PromptProduct[]): Act | null {
  const { intents, phrases } = context;
  const wishes = conceptsOf(context.plain);
  const choosing = wishes.wanted.size + wishes.unwanted.size > 0;
  const single = named.length === 1;
  if (single || (!choosing && !intents.has('recommend')) || (named.length > 0 && !choosing)) return null;
  const found = recommend(context.plain, context.index.products);
  if (found.products.length > 0) {
    const lines = found.products.map((product) => productLine(product, phrases, true)).join('\n');
    return say(joined(phrases.found(lines), phrases.foundEnd()), 'consultation');
  }
  if (found.uncertain) return say(phrases.freeOfUnknown(), 'consultation');
  if (named.length > 0) return null;
  if (!found.asked)
    return intents.has('recommend') && !intents.has('catalogue') && !intents.has('testimony') && !intents.has('promo')
      ? say(phrases.askNeed(), 'opening')
      : null;
  return (
    searchOr(context, context.plain.trim()) ??
    (intents.has('recommend') || intents.has('available') || choosing
      ? say(joined(phrases.nothingFound(), phrases.offerPerson()), 'consultation')
      : null)
  );
}

function describe(products: readonly PromptProduct[], context: Context): Act {
  const { phrases, intents } = context;
  const shown = products.slice(0, 4);
  const [only] = shown;
  if (shown.length > 1 || only === undefined) {
    return say(
      joined(shown.map((product) => productLine(product, phrases, true)).join('\n'), phrases.foundEnd()),
      'consultation',
    );
  }
  const onlyPrice = intents.has('price') && !intents.has('tell') && !intents.has('recommend');
  const price = phrases.price(only.name, money(only.price, only.currency), unitName(only.unit, phrases));
  if (!only.available)
    return say(
      joined(onlyPrice ? price : joined(price, only.description), phrases.unavailable(only.name)),
      'consultation',
    );
  return say(
    joined(
      onlyPrice ? price : `${only.name} – ${only.description}`,
      onlyPrice ? null : price,
      phrases.offerOrder(only.name),
    ),
    'consultation',
  );
}

/** "how much is it?" right after one product was talked about. */
function priceOfFocus(context: Context): Act | null {
  const about =
    context.intents.has('price') ||
    context.intents.has('tell') ||
    (context.intents.has('available') &&
      /[?؟]/u.test(context.plain) &&
      context.message.tokens.length <= 4 &&
      unknownProduct(context) === null);
  if (!about) return null;
  const other = aboutAnother(context);
  if (other !== null) return searchOr(context, other);
  const focus = focusOf(context);
  return focus === null
    ? context.intents.has('price') && unknownProduct(context) === null
      ? catalogueAct(context)
      : null
    : describe([focus], context);
}

/** "What about salmon?" is not about what was talked of before. */
function aboutAnother(context: Context): string | null {
  const { intents, message } = context;
  if (!intents.has('tell') || intents.has('price') || message.tokens.length > 5) return null;
  return unknownProductIn(message, context.index);
}

/** The one product that was talked about last, or null. */
export function focusOf(context: Context): PromptProduct | null {
  for (const said of [...context.turn.history].reverse().slice(0, 4)) {
    const { items } = readMessage(said.text, context.index);
    const clear = items.filter((item) => item.mention.score >= 0.7 && item.mention.products.length === 1);
    const named = new Set(clear.flatMap((item) => item.mention.products));
    if (named.size > 0) return named.size === 1 ? ([...named][0] ?? null) : null;
  }
  return null;
}

function unknownAct(context: Context): Act | null {
  const { intents } = context;
  if (!intents.has('available') && !intents.has('price') && !intents.has('catalogue')) return null;
  const said = unknownProduct(context);
  return said === null ? null : searchOr(context, said);
}

function searchOr(context: Context, said: string): Act | null {
  const searched = context.turn.events.findLast((event) => event.name === 'search_products');
  if (searched === undefined)
    return said !== '' && context.tools.has('search_products')
      ? call('search_products', { query: said.slice(0, 200), limit: 5 })
      : null;
  return null;
}

/** The reply to a finished search, from its result: what was found, or that there is no such thing. */
export function afterSearch(data: unknown, context: Context): Act {
  const { phrases } = context;
  const rows = fieldsOf(data)['products'];
  const found = (Array.isArray(rows) ? rows : [])
    .map(fieldsOf)
    .filter((row) => text(row['name']) !== '')
    .slice(0, 4);
  const said = unknownProduct(context);
  const head = said === null ? phrases.nothingFound() : phrases.notCarried(said);
  if (found.length === 0 && context.intents.has('needHelp') && said !== null && !context.intents.has('order'))
    return say(phrases.askNeed(), 'opening');
  if (found.length === 0 && context.intents.has('needHelp') && !context.intents.has('available'))
    return say(phrases.askNeed(), 'opening');
  if (found.length === 0)
    return say(
      joined(head, context.index.products.length > 0 ? phrases.catalogueEnd() : phrases.offerPerson()),
      'consultation',
    );
  const lines = found
    .map(
      (row) =>
        `• ${text(row['name'])}: ${money(text(row['price']), text(row['currency']))} / ${unitName(text(row['unit']), phrases)}${row['available'] === false ? ` (${phrases.outOfStock()})` : ''}`,
    )
    .join('\n');
  return say(joined(head, phrases.found(lines), phrases.foundEnd()), 'consultation');
}
