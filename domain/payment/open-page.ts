import { PaymentRefused } from './errors.ts';
import type { PaymentGateway, ProviderSession } from './payment-gateway.ts';
import type { PageOutcome, StalePage } from './payment-store.ts';
import type { Payment } from './payment.ts';

/**
 * Opens the page of a payment that is written down, after closing the one it takes the place of. May run again after a
 * crash at any point: the provider answers the same page.
 * @throws PaymentsUnavailable
 */
export async function openPage(
  gateway: PaymentGateway,
  work: {
    readonly tenantId: string;
    readonly payment: Payment;
    readonly replaces: StalePage | null;
    readonly now: Date;
  },
): Promise<PageOutcome> {
  const { payment, replaces, now } = work;
  try {
    const closed = replaces === null ? undefined : await closePage(gateway, replaces);
    if (replaces !== null && (closed?.state === 'paid' || closed?.state === 'unpaid')) {
      return { kind: 'paid_before', stale: replaces, session: closed };
    }
    const session = await gateway.createSession({
      paymentId: payment.id,
      tenantId: work.tenantId,
      amountMinor: payment.amountMinor,
      currency: payment.currency,
      description: payment.description,
      interval: payment.interval,
      accountId: payment.accountId,
      expiresAt: new Date(payment.expiresAt),
      createdAt: new Date(payment.createdAt),
      now,
    });
    return { kind: 'open', session };
  } catch (error) {
    if (error instanceof PaymentRefused) return { kind: 'refused', reason: error.reason };
    throw error;
  }
}

/** Closes a page, also one whose id was lost with a crash; undefined when there never was one. */
export async function closePage(gateway: PaymentGateway, page: StalePage): Promise<ProviderSession | undefined> {
  const { sessionId, accountId } = page;
  if (sessionId !== null) return gateway.expireSession({ sessionId, accountId });
  const since = new Date(page.createdAt);
  const found = await gateway.findSession({ paymentId: page.paymentId, accountId, since });
  return found && gateway.expireSession({ sessionId: found.sessionId, accountId });
}
