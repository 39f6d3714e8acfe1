import type { PaymentFact } from './evolve-payment.ts';
import type { ProviderEvent } from './provider-event.ts';

/** What an event says of its payment; null when it says nothing that moves one. Amounts of the event are our minor units. */
export function fromProvider(event: ProviderEvent): PaymentFact | null {
  const currency = event.currency?.toUpperCase() ?? '';
  switch (event.outcome) {
    case 'paid':
      return event.amount === null
        ? null
        : { kind: 'paid', amountMinor: event.amount, currency, intentId: event.paymentIntent };
    case 'refunded':
      return event.amountRefunded === null ? null : { kind: 'refunded', refundedMinor: event.amountRefunded, currency };
    case 'failed':
      return { kind: 'failed' };
    case 'expired':
      return { kind: 'expired' };
    // A renewal is another charge of a plan that was paid: it is on record as an event, and moves nothing.
    case 'unpaid':
    case 'disputed':
    case 'renewed':
    case 'updated':
    case 'disconnected':
    case 'ignored':
      return null;
  }
}
