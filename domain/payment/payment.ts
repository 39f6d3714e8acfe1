/**
 * Statuses in the order in which they may follow each other: a payment only moves on. `creating` is written down and
 * not yet known to have a page; `open` waits for the customer; `failed`, `expired` and `cancelled` are ends that a late
 * success at the provider still overrides, since money that came is money that came.
 */
export const PAYMENT_STATUSES = ['creating', 'open', 'failed', 'expired', 'cancelled', 'paid', 'refunded'] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

/** What is paid for. `item` is a product at its list price without an order, `plan` a subscription or fixed offer. */
export const PAYMENT_SUBJECTS = ['order', 'booking', 'item', 'plan'] as const;
export type PaymentSubject = (typeof PAYMENT_SUBJECTS)[number];

export interface Payment {
  readonly id: string;
  readonly subject: PaymentSubject;
  /** Id of the order, booking, product or plan. */
  readonly subjectId: string;
  /** Number of the order or booking as customers see it. */
  readonly number: number | null;
  /** One line that the customer sees on the payment page. */
  readonly description: string;
  readonly conversationId: string | null;
  readonly contactId: string | null;
  readonly amountMinor: number;
  /** Given back so far, minor units. */
  readonly refundedMinor: number;
  readonly currency: string;
  readonly status: PaymentStatus;
  /** Recurring plans only. */
  readonly interval: PlanInterval | null;
  /** The provider's page; null until it exists. */
  readonly url: string | null;
  readonly sessionId: string | null;
  readonly intentId: string | null;
  /** The shop's own account at the provider; null = the platform's. */
  readonly accountId: string | null;
  readonly expiresAt: string;
  readonly nudgedAt: string | null;
  readonly paidAt: string | null;
  readonly disputedAt: string | null;
  readonly createdAt: string;
}

export const PLAN_INTERVALS = ['day', 'week', 'month', 'year'] as const;
export type PlanInterval = (typeof PLAN_INTERVALS)[number];

/** A subscription or fixed offer that a shop sells by link. */
export interface Plan {
  readonly id: string;
  /** Short name in addresses, unique in the shop. */
  readonly code: string;
  readonly name: string;
  readonly amountMinor: number;
  readonly currency: string;
  /** Null = paid once. */
  readonly interval: PlanInterval | null;
  readonly active: boolean;
}

/** A payment somebody may still be paying. */
export function isLive(status: PaymentStatus): boolean {
  return status === 'creating' || status === 'open';
}
