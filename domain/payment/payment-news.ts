import type { InboundMessage } from '#domain/message/inbound.ts';
import { formatMoney } from '#domain/money/format-money.ts';
import type { Json, ToolEffect } from '#domain/turn/receipt.ts';
import type { Payment } from './payment.ts';

/** What the customer hears of a payment outside the talk. */
export type PaymentNews =
  /** `settled`: the order or booking is taken on. `short`: part is still to be paid. `undeliverable`: it is no more, the money goes back. */
  | {
      readonly kind: 'received';
      readonly outcome: 'settled' | 'short' | 'undeliverable' | 'plain';
      readonly leftMinor: number;
    }
  | { readonly kind: 'refunded'; readonly amountMinor: number; readonly cancelled: boolean }
  | { readonly kind: 'failed' }
  /** `released`: the slot it held is free again. */
  | { readonly kind: 'expired'; readonly released: boolean }
  | { readonly kind: 'nudge' }
  | { readonly kind: 'link'; readonly key: string };

/** The news as an element of the conversation's inbox; its id makes telling it twice one telling. */
export function toPaymentEvent(payment: Payment, news: PaymentNews, now: Date): InboundMessage {
  const kind = `payment_${news.kind}`;
  const effect = effectOf(payment, news);
  return {
    id: `event:${kind}:${payment.id}${tailOf(payment, news)}`,
    kind: 'event',
    text: lineOf(payment, news),
    sentAt: now.toISOString(),
    order: 0,
    event: { kind, data: dataOf(payment, news), ...(effect && { effect }) },
  };
}

/** "order #1001", "booking #5001", or the words on the page. */
export function subjectWords(payment: Payment): string {
  return payment.number === null ? payment.description : `${payment.subject} #${payment.number}`;
}

export function moneyWords(minor: number, currency: string): string {
  return `${currency} ${formatMoney(minor, currency)}`;
}

function lineOf(payment: Payment, news: PaymentNews): string {
  const about = subjectWords(payment);
  const amount = moneyWords(payment.amountMinor, payment.currency);
  switch (news.kind) {
    case 'received':
      return `Payment of ${amount} for ${about} was received. ${receivedWords(payment, news)}`.trim();
    case 'refunded':
      return `${moneyWords(news.amountMinor, payment.currency)} of the payment for ${about} was refunded.${
        news.cancelled ? ` The ${payment.subject} is cancelled.` : ''
      }`;
    case 'failed':
      return `The payment of ${amount} for ${about} did not go through. Offer a new payment link.`;
    case 'expired':
      return `The payment link for ${about} has expired unpaid.${
        news.released ? ' The slot it held is free again.' : ''
      } Offer a new one.`;
    case 'nudge':
      return `The payment of ${amount} for ${about} is still open; the link ${payment.url ?? ''} is good until ${payment.expiresAt}. Remind the customer once, kindly.`;
    case 'link':
      return `A payment link over ${amount} for ${about} was made for the customer: ${payment.url ?? ''} Send it to them.`;
  }
}

function receivedWords(payment: Payment, news: PaymentNews & { kind: 'received' }): string {
  switch (news.outcome) {
    case 'settled':
      return `The ${payment.subject} is confirmed.`;
    case 'short':
      return `${moneyWords(news.leftMinor, payment.currency)} is still to be paid.`;
    case 'undeliverable':
      return `But the ${payment.subject} is no longer held or was cancelled, so the money is being returned. Say so, apologise, and offer to start again.`;
    case 'plain':
      return '';
  }
}

function dataOf(payment: Payment, news: PaymentNews): Json {
  const { currency } = payment;
  return {
    payment: {
      for: subjectWords(payment),
      total: formatMoney(payment.amountMinor, currency),
      currency,
      status: payment.status,
      ...(payment.url !== null && (news.kind === 'nudge' || news.kind === 'link') && { url: payment.url }),
    },
    ...(news.kind === 'refunded' && { refunded: { total: formatMoney(news.amountMinor, currency), currency } }),
    ...(news.kind === 'received' &&
      news.outcome === 'short' && { left: { total: formatMoney(news.leftMinor, currency), currency } }),
    ...(news.kind === 'received' && { outcome: news.outcome }),
    ...(news.kind === 'expired' && { released: news.released }),
    ...subjectNow(payment, news),
  };
}

/** What became of the order or booking: a reply may say so. */
function subjectNow({ subject, number }: Payment, news: PaymentNews): { readonly [key: string]: Json } {
  if (number === null) return {};
  if (news.kind === 'received' && news.outcome === 'settled') return { [subject]: { number, status: 'confirmed' } };
  if (news.kind === 'refunded' && news.cancelled) return { [subject]: { number, status: 'cancelled' } };
  return news.kind === 'expired' && news.released ? { [subject]: { number, status: 'expired' } } : {};
}

const EFFECT: Readonly<Partial<Record<PaymentNews['kind'], ToolEffect['kind']>>> = {
  received: 'payment_received',
  refunded: 'payment_refunded',
  nudge: 'payment_requested',
  link: 'payment_requested',
};

function effectOf(payment: Payment, news: PaymentNews): ToolEffect | undefined {
  const kind = EFFECT[news.kind];
  if (kind === undefined) return undefined;
  return {
    kind,
    ...(payment.number !== null && payment.subject === 'order' && { orderNumber: payment.number }),
    ...(payment.number !== null && payment.subject === 'booking' && { bookingNumber: payment.number }),
    ...(payment.url !== null && kind === 'payment_requested' && { url: payment.url }),
  };
}

function tailOf(payment: Payment, news: PaymentNews): string {
  if (news.kind === 'link') return `:${news.key}`;
  return news.kind === 'refunded' ? `:${payment.refundedMinor}` : '';
}
