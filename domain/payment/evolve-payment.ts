import type { PaymentStatus } from './payment.ts';

/** What the provider, or our own clock, says of a payment. Amounts in minor units. */
export type PaymentFact =
  | { readonly kind: 'paid'; readonly amountMinor: number; readonly currency: string; readonly intentId: string | null }
  /** `refundedMinor` is the sum of all refunds so far. */
  | { readonly kind: 'refunded'; readonly refundedMinor: number; readonly currency: string }
  | { readonly kind: 'failed' }
  | { readonly kind: 'expired' }
  | { readonly kind: 'cancelled' };

export interface PaymentState {
  readonly status: PaymentStatus;
  readonly amountMinor: number;
  readonly refundedMinor: number;
  readonly currency: string;
}

export interface PaymentMove {
  readonly status: PaymentStatus;
  readonly refundedMinor: number;
  /** Money came that had not come before. */
  readonly received: boolean;
  /** Minor units given back that had not been known. */
  readonly refunded: number;
  /** It ended without money. */
  readonly ended: boolean;
}

const RANK: Readonly<Record<PaymentStatus, number>> = {
  creating: 0,
  open: 1,
  failed: 2,
  expired: 2,
  cancelled: 2,
  paid: 3,
  refunded: 4,
};

/**
 * Where a fact takes a payment; null when it changes nothing. Facts come in any order and more than once: a status only
 * moves to a higher rank, the refunded sum only grows, and a refund proves that there was a payment.
 * A sum or currency that is not ours proves nothing: null.
 */
export function evolvePayment(state: PaymentState, fact: PaymentFact): PaymentMove | null {
  switch (fact.kind) {
    case 'paid':
      if (fact.amountMinor !== state.amountMinor || fact.currency !== state.currency) return null;
      return RANK[state.status] >= RANK.paid ? null : move(state, 'paid', state.refundedMinor);
    case 'refunded': {
      const refundedMinor = Math.min(fact.refundedMinor, state.amountMinor);
      if (fact.currency !== state.currency || refundedMinor <= state.refundedMinor) return null;
      return move(state, refundedMinor === state.amountMinor ? 'refunded' : 'paid', refundedMinor);
    }
    case 'failed':
    case 'expired':
    case 'cancelled':
      return RANK[state.status] >= RANK[fact.kind] ? null : move(state, fact.kind, state.refundedMinor);
  }
}

function move(state: PaymentState, status: PaymentStatus, refundedMinor: number): PaymentMove {
  const wasPaid = RANK[state.status] >= RANK.paid;
  return {
    status,
    refundedMinor,
    // What is given back whole before we heard of it is nothing to deliver for.
    received: !wasPaid && status === 'paid',
    refunded: refundedMinor - state.refundedMinor,
    ended: RANK[status] === RANK.expired,
  };
}
