import type { Context } from '#adapters/models/offline/context.ts';
import { joined, money } from '#adapters/models/offline/phrases/format.ts';
import { fieldsOf, text } from '#adapters/models/offline/prompt.ts';
import { say, type Act } from '#adapters/models/offline/talk/act.ts';
import { stageOf } from '#adapters/models/offline/talk/social.ts';
import type { ToolEvent } from '#adapters/models/offline/turn.ts';
import { paymentNews } from './payment-news.ts';
import { PAYMENT_PHRASES, printSubject } from './payment-phrases.ts';
import type { PaymentPhrases } from './phrases/types.ts';

const TOOLS: readonly string[] = ['create_payment_link', 'get_payment_status'];

/** Tells what a payment tool answered in this turn; null when none did. */
export function afterPayment(context: Context): Act | null {
  const event = context.turn.events.findLast(({ name }) => TOOLS.includes(name));
  return event === undefined ? null : tellPayment(event, context);
}

/** Tells one result, also one of before the customer wrote again. */
export function tellPayment(event: ToolEvent, context: Context): Act {
  const phrases = PAYMENT_PHRASES[context.language];
  if (event.isError) return say(refusal(event, phrases), stageOf(context));
  const fields = fieldsOf(event.data);
  const news = Array.isArray(fields['news']) ? fields['news'].map(text) : [];
  const told = news.map((line) => paymentNews(line, context)).filter((line) => line !== null);
  if (told.length > 0) return say(joined(...told), 'closing');
  const payment = fieldsOf(fields['payment']);
  const what = printSubject(text(payment['for']), phrases);
  const amount = money(text(payment['total']), text(payment['currency']));
  const url = text(payment['url']);
  if (event.name === 'create_payment_link') return say(phrases.link(what, amount, url), 'closing');
  return say(
    statusWords({ status: text(payment['status']), what, amount, url, note: text(fields['note']) }, phrases),
    'closing',
  );
}

function statusWords(
  facts: {
    readonly status: string;
    readonly what: string;
    readonly amount: string;
    readonly url: string;
    readonly note: string;
  },
  phrases: PaymentPhrases,
): string {
  const { status, what, amount, url, note } = facts;
  if (note !== '') return phrases.isOnItsWay();
  switch (status) {
    case 'paid':
      return phrases.isPaid(what, amount);
    case 'refunded':
      return phrases.isRefunded(what);
    case 'open':
      return phrases.isOpen(what, amount, url);
    default:
      return phrases.hasEnded(what);
  }
}

function refusal(event: ToolEvent, phrases: PaymentPhrases): string {
  switch (text(fieldsOf(fieldsOf(event.data)['error'])['code'])) {
    case 'already_paid':
      return phrases.alreadyPaid();
    case 'not_payable':
      return phrases.notPayable();
    case 'amount_too_small':
      return phrases.tooSmall();
    case 'payments_off':
    case 'account_not_ready':
      return phrases.off();
    case 'no_such_payable':
    case 'no_such_payment':
      return phrases.none();
    default:
      return phrases.failed();
  }
}
