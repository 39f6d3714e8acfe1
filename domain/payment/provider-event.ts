import type { AccountState } from './payment-gateway.ts';

/** One event of the payment provider, its signature already checked. Fields of the provider's own ids keep their values. */
export interface ProviderEvent {
  readonly kind: 'payment_event' | 'connect_account';
  /** Unique for ever. */
  readonly eventId: string;
  readonly eventType: string;
  /** When it happened, ISO 8601 UTC. Events come in any order. */
  readonly timestamp: string;
  readonly connectedAccount: string | null;
  readonly livemode: boolean;
  readonly objectId: string;
  /** `unpaid` = finished, the money is still on its way. `ignored` = nothing that changes anything here. */
  readonly outcome:
    | 'paid'
    | 'unpaid'
    | 'failed'
    | 'expired'
    | 'refunded'
    | 'disputed'
    | 'renewed'
    | 'updated'
    | 'disconnected'
    | 'ignored';
  /** Our own id as we gave it to the provider; null when the object is not one that we made. */
  readonly paymentId: string | null;
  readonly tenantId: string | null;
  /** Minor units of ours (ISO 4217), like the next. */
  readonly amount: number | null;
  readonly amountRefunded: number | null;
  /** Lower case, as the provider writes it. */
  readonly currency: string | null;
  readonly mode: string | null;
  readonly paymentIntent: string | null;
  readonly charge: string | null;
  readonly subscription: string | null;
  readonly clientReferenceId: string | null;
  readonly email: string | null;
  readonly account: AccountState | null;
}

/** Why a delivery was not believed. */
export interface RefusedEvent {
  readonly refusal: string;
}

/**
 * Checks a delivery's signature over the raw bytes and its age (five minutes, past or future), then reads it.
 * @throws InvalidInput when it is signed and still no event
 */
export type ReadProviderEvent = (
  rawBody: Uint8Array,
  signature: string | undefined,
  receivedAt: Date,
) => ProviderEvent | RefusedEvent;
