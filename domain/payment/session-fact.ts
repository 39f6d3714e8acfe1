import type { PaymentFact } from './evolve-payment.ts';
import type { ProviderSession } from './payment-gateway.ts';

/** What a page's state says of its payment; null while it waits for the customer or for the money. */
export function factOfSession(session: ProviderSession): PaymentFact | null {
  switch (session.state) {
    case 'paid':
      return { kind: 'paid', amountMinor: session.amountMinor, currency: session.currency, intentId: session.intentId };
    case 'expired':
      return { kind: 'expired' };
    case 'open':
    case 'unpaid':
      return null;
  }
}
