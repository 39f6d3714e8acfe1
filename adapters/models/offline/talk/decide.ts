import { bookingAct } from '#adapters/models/offline/bookings/booking-act.ts';
import { afterBooking, BOOKING_WRITES, tellBooking } from '#adapters/models/offline/bookings/booking-results.ts';
import type { Context } from '#adapters/models/offline/context.ts';
import { readDraft } from '#adapters/models/offline/order/draft.ts';
import {
  afterKnowledge,
  knowledgeAct,
  knowledgeFirstAct,
  shopMatterAct,
} from '#adapters/models/offline/knowledge/knowledge-act.ts';
import { findAnswer } from '#adapters/models/offline/faq.ts';
import { afterLead, leadAct } from '#adapters/models/offline/leads/lead-act.ts';
import { afterPromo, promoAct } from '#adapters/models/offline/promos/promo-act.ts';
import { paymentAct } from '#adapters/models/offline/payments/payment-act.ts';
import { afterPayment } from '#adapters/models/offline/payments/payment-results.ts';
import { joined } from '#adapters/models/offline/phrases/format.ts';
import { fieldsOf } from '#adapters/models/offline/prompt.ts';
import { say, type Act } from './act.ts';
import { cancelAct, cancelNext } from './cancel.ts';
import { changeAct } from './change.ts';
import { correctedAct } from './corrected.ts';
import { myOrdersAct } from './my-orders.ts';
import { newsAct } from './news.ts';
import { orderAct } from './order.ts';
import { persuadeAct } from './persuade.ts';
import { afterSearch, productAct } from './product.ts';
import { afterWrite } from './results.ts';
import { greeting, notUnderstood, personAct, socialAct, stageOf, unansweredAct } from './social.ts';

const UNREADABLE =
  /^\s*(?:\[(?:contact: [^\]\n]*|(?:sticker|voice|image|document|location|contact|video|audio|unreadable)(?:: (?:too large to open|damaged|a story that mentions us|[-\d.,]+))?)\]\s*)+$/u;
const WRITES: ReadonlySet<string> = new Set(['create_order', 'update_order', 'cancel_order', 'request_handoff']);

/** Words of a message that only thanks or takes leave. */
const LONGEST_PARTING = 6;
const BOOKED: ReadonlySet<string> = new Set(BOOKING_WRITES);

/** The next thing to do: answer a tool's result, or the customer's words. Pure. */
export function decide(context: Context): Act {
  const { events, corrections } = context.turn;
  if (corrections.length > 0) return correctedAct(context);
  const news = newsAct(context);
  if (news !== null && context.turn.text.trim() === '' && events.length === 0) return news;
  const booked = afterBooking(context);
  if (booked !== null) return polite(withReceipts(booked, context), context);
  const paid = afterPayment(context) ?? afterPromo(context) ?? afterLead(context);
  if (paid !== null) return polite(withReceipts(paid, context), context);
  const write = events.findLast((event) => WRITES.has(event.name));
  if (
    write !== undefined &&
    !(write.isError && events.at(-1)?.name === 'get_customer_orders' && !WRITES.has('get_customer_orders'))
  ) {
    return afterWriteOrNext(context) ?? afterWrite(write, context);
  }
  if (write !== undefined) return afterWrite(write, context);
  const search = events.findLast((event) => event.name === 'search_products');
  if (search !== undefined && !search.isError) {
    // What is no product may stand in a document.
    const elsewhere = isEmpty(search.data) ? (afterKnowledge(context) ?? knowledgeAct(context)) : null;
    return polite(elsewhere ?? afterSearch(search.data, context), context);
  }
  return polite(withReceipts(answer(context), context), context);
}

/** A second deed of the same message: "cancel it and order 1 kg pastrami instead", "cancel all my orders". */
function afterWriteOrNext(context: Context): Act | null {
  const done = context.turn.events.filter((event) => WRITES.has(event.name));
  const last = done.at(-1);
  if (last?.name !== 'cancel_order' || last.isError || done.some((event) => event.name === 'create_order')) return null;
  const next = cancelNext(context);
  if (next !== null) return next;
  const draft = readDraft(context);
  if (
    !context.intents.has('order') ||
    !context.message.items.some((item) => item.quantity !== null) ||
    draft.items.length === 0
  )
    return null;
  const act = orderAct(context);
  return act?.kind === 'call' && act.name === 'create_order' ? act : null;
}

function answer(context: Context): Act {
  const lines = context.turn.text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length > 0 && lines.every((line) => UNREADABLE.test(line)))
    return say(context.phrases.writeText(), stageOf(context));
  return (
    personAct(context) ??
    refuseInjection(context) ??
    leadAct(context) ??
    promoAct(context) ??
    paymentAct(context) ??
    bookingAct(context) ??
    cancelAct(context) ??
    myOrdersFirst(context) ??
    changeAct(context) ??
    smallTalkFirst(context) ??
    shopMatterAct(context) ??
    orderAct(context) ??
    myOrdersAct(context) ??
    persuadeAct(context) ??
    afterKnowledge(context) ??
    knowledgeFirstAct(context) ??
    productAct(context) ??
    socialAct(context) ??
    knowledgeAct(context) ??
    unansweredAct(context) ??
    notUnderstood(context)
  );
}

/** "How are you? I need some help", "interesting! any promo?": no word of these names a product. */
function smallTalkFirst(context: Context): Act | null {
  const { intents, message } = context;
  if (message.items.length > 0 || message.looseQuantities.length > 0) return null;
  if (intents.has('promo') || intents.has('testimony')) return persuadeAct(context);
  const parting = (intents.has('thanks') || intents.has('bye')) && !/[?؟]/u.test(context.plain);
  if (parting && message.tokens.length <= LONGEST_PARTING && !intents.has('order')) return socialAct(context);
  const asks = intents.has('price') || intents.has('catalogue') || intents.has('myOrders');
  return intents.has('howAreYou') && !asks && findAnswer(context.plain, context.prompt) === null
    ? socialAct(context)
    : null;
}

/** Orders to the assistant instead of to the shop change nothing; named products and amounts are handled as usual. */
function refuseInjection(context: Context): Act | null {
  const { intents, message, phrases } = context;
  const only =
    intents.has('injection') &&
    message.items.length === 0 &&
    message.slots.address === null &&
    message.slots.note === null;
  return only && findAnswer(context.plain, context.prompt) === null ? say(phrases.onlyShop(), stageOf(context)) : null;
}

/** "what are my orders? I once ordered pastrami" names a product but buys nothing. */
function myOrdersFirst(context: Context): Act | null {
  return context.intents.has('pastOrder') ||
    (!context.intents.has('order') &&
      !context.intents.has('add') &&
      !context.intents.has('change') &&
      !context.intents.has('remove'))
    ? myOrdersAct(context)
    : null;
}

/** Puts a greeting or a thank-you, when the customer wrote one, before the answer to the rest. */
function polite(act: Act, context: Context): Act {
  if (act.kind === 'call') return act;
  const hello = greeting(context);
  const welcome =
    context.intents.has('thanks') &&
    !act.text.startsWith(context.phrases.thanks(context.name)) &&
    act.stage !== 'farewell'
      ? context.phrases.thanks(context.name)
      : null;
  const head = hello !== null && !act.text.startsWith(hello) ? hello : welcome;
  return head === null ? act : say(joined(head, act.text), act.stage);
}

/**
 * What tools did before the customer wrote again, and what happened outside the talk, is told first; otherwise nobody
 * would ever say it.
 */
function withReceipts(act: Act, context: Context): Act {
  if (act.kind === 'call') return act;
  const told = context.turn.earlierEvents.findLast(
    (event) => (WRITES.has(event.name) || BOOKED.has(event.name)) && !event.isError,
  );
  const receipt = told && (BOOKED.has(told.name) ? tellBooking(told, context) : afterWrite(told, context));
  const news = newsAct(context);
  const heads = [receipt, news].flatMap((head) => (head?.kind === 'say' ? [head.text] : []));
  return heads.length === 0 ? act : say(joined(...heads, act.text), act.stage);
}

function isEmpty(data: unknown): boolean {
  const found = fieldsOf(data)['products'];
  return !Array.isArray(found) || found.length === 0;
}
