import { formatMoney } from '#domain/money/format-money.ts';
import { subjectWords } from '#domain/payment/payment-news.ts';
import type { PaymentRequestRefusal } from '#domain/payment/payment-store.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { localTime } from '#domain/time/local-time.ts';
import type { Json, ToolResult } from '#domain/turn/receipt.ts';
import { refuse } from '#agent/tools/refusals.ts';

/** A payment as the model sees it; the address only while it can be used. */
export function presentPayment(payment: Payment, timeZone: string): { readonly [key: string]: Json } {
  const { currency } = payment;
  return {
    for: subjectWords(payment),
    total: formatMoney(payment.amountMinor, currency),
    currency,
    status: payment.status === 'creating' ? 'open' : payment.status,
    ...(payment.refundedMinor > 0 && { refunded: { total: formatMoney(payment.refundedMinor, currency) } }),
    ...(payment.status === 'open' && { url: payment.url, open_until: localMoment(payment, timeZone) }),
  };
}

function localMoment({ expiresAt }: Payment, timeZone: string): string {
  const { date, time } = localTime(expiresAt, timeZone);
  return `${date} ${time}`;
}

const WHY: Readonly<Record<PaymentRequestRefusal, string>> = {
  not_found: 'This customer has no such order or booking.',
  not_payable: 'It is cancelled or has expired: there is nothing to pay for. Offer to order or book anew.',
  already_paid: 'All of it is paid already.',
  account_not_ready: 'This shop can not take online payments at the moment. Offer another way or a colleague.',
};

export function refusePayment(tool: string, code: PaymentRequestRefusal): ToolResult {
  return refuse(tool, code === 'not_found' ? 'no_such_payable' : code, WHY[code]);
}

/** What the provider, or its absence, said no to. */
export function refusePage(tool: string, reason: string): ToolResult {
  if (reason === 'too_small') {
    return refuse(
      tool,
      'amount_too_small',
      'The amount is below the smallest that can be paid online. Offer to pay otherwise.',
    );
  }
  if (reason === 'off') {
    return refuse(tool, 'payments_off', 'This shop takes no online payments. Offer another way or a colleague.');
  }
  return refuse(tool, 'payments_failed', 'The payment page could not be made. Nothing was charged. Offer a colleague.');
}
