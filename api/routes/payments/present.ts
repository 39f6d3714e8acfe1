import type { z } from 'zod';
import type { Refund } from '#domain/payment/payment-store.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { majorUnits } from '#api/http/money.ts';
import type { paymentView, refundView } from './schema.ts';

export function presentPayment(payment: Payment): z.infer<typeof paymentView> {
  const { currency } = payment;
  return {
    id: payment.id,
    for: payment.subject,
    subject_id: payment.subjectId,
    number: payment.number,
    description: payment.description,
    status: payment.status,
    amount: majorUnits(payment.amountMinor, currency),
    amount_minor: payment.amountMinor,
    refunded: majorUnits(payment.refundedMinor, currency),
    refunded_minor: payment.refundedMinor,
    currency,
    interval: payment.interval,
    url: payment.status === 'open' ? payment.url : null,
    conversation_id: payment.conversationId,
    contact_id: payment.contactId,
    expires_at: payment.expiresAt,
    paid_at: payment.paidAt,
    disputed_at: payment.disputedAt,
    created_at: payment.createdAt,
  };
}

export function presentRefund(refund: Refund): z.infer<typeof refundView> {
  return {
    id: refund.id,
    payment_id: refund.paymentId,
    amount: majorUnits(refund.amountMinor, refund.currency),
    amount_minor: refund.amountMinor,
    currency: refund.currency,
    status: refund.status,
    created_at: refund.createdAt,
  };
}
