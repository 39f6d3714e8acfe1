import type { PaymentSubject } from './payment.ts';

/** How long payment pages stay open, where a shop has its own mind about it. Minutes. */
export interface PaymentPolicy {
  readonly pageMinutes: number;
}

const MINUTE_MS = 60_000;
const DEFAULT_MINUTES = 60;
/** A slot that waits for its money is kept from others. */
const BOOKING_MINUTES = 30;

/** How long a page for something of this kind stays open, ms. */
export function pageTimeMs(subject: PaymentSubject, policy: Partial<PaymentPolicy> | undefined): number {
  const usual = subject === 'booking' ? BOOKING_MINUTES : DEFAULT_MINUTES;
  return (policy?.pageMinutes ?? usual) * MINUTE_MS;
}
