import Stripe from 'stripe';
import { z } from 'zod';
import { InvalidInput } from '#domain/errors.ts';
import type { ProviderEvent, ReadProviderEvent } from '#domain/payment/provider-event.ts';
import { fromStripeAmount } from './amounts.ts';

/** Seconds that a delivery's stamp may be away from our clock, either way. */
const TOLERANCE_S = 300;

const text = z.string().nullish().catch(null);
const count = z.number().int().nullish().catch(null);
/** Ids of other objects come as the id or, expanded, as the object. */
const reference = z
  .union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)])
  .nullish()
  .catch(null);

/** What we look at, of whatever object: nothing else is relied on, so that other versions of the API still read. */
const object = z.object({
  id: z.string(),
  amount_total: count,
  amount: count,
  amount_paid: count,
  amount_refunded: count,
  currency: text,
  mode: text,
  payment_status: text,
  payment_intent: reference,
  charge: reference,
  subscription: reference,
  client_reference_id: text,
  customer_email: text,
  customer_details: z.object({ email: text }).nullish().catch(null),
  metadata: z.record(z.string(), z.string()).nullish().catch(null),
  parent: z
    .object({
      subscription_details: z
        .object({ subscription: reference, metadata: z.record(z.string(), z.string()).nullish().catch(null) })
        .nullish(),
    })
    .nullish()
    .catch(null),
  charges_enabled: z.boolean().nullish().catch(null),
  payouts_enabled: z.boolean().nullish().catch(null),
  details_submitted: z.boolean().nullish().catch(null),
});
type Thing = z.output<typeof object>;

const envelope = z.object({
  id: z.string().min(1).max(200),
  type: z.string().min(1).max(200),
  created: z.number().int(),
  livemode: z.boolean(),
  account: text,
  data: z.object({ object }),
});

/** @param secrets every signing secret in force: the platform's endpoint, Connect's, old ones while they are rotated */
export function createEventReader(secrets: readonly string[]): ReadProviderEvent {
  const { webhooks } = new Stripe('sk_unused_for_signatures');
  return (rawBody, signature, receivedAt) => {
    if (signature === undefined || signature === '') return { refusal: 'the Stripe-Signature header is missing' };
    if (secrets.length === 0) return { refusal: 'no signing secret is configured' };
    if (isFromTheFuture(signature, receivedAt)) return { refusal: 'the delivery is stamped in the future' };
    const payload = Buffer.from(rawBody.buffer, rawBody.byteOffset, rawBody.byteLength);
    const signed = secrets.some((secret) => {
      try {
        webhooks.signature?.verifyHeader(payload, signature, secret, TOLERANCE_S, undefined, receivedAt.getTime());
        return true;
      } catch {
        return false;
      }
    });
    if (!signed) return { refusal: 'the signature does not fit, or the delivery is older than five minutes' };
    return toEvent(payload.toString('utf8'));
  };
}

/** The SDK looks at the age only, so that a stamp of next year would be good until then. */
function isFromTheFuture(signature: string, receivedAt: Date): boolean {
  const stamp = /(?:^|,)\s*t=(\d{1,12})(?:,|$)/.exec(signature)?.[1];
  return stamp !== undefined && Number(stamp) - receivedAt.getTime() / 1_000 > TOLERANCE_S;
}

function toEvent(body: string): ProviderEvent {
  const parsed = envelope.safeParse(parseJson(body));
  if (!parsed.success) throw new InvalidInput('the body is signed and still no event of the payment provider');
  const { id, type, created, livemode, account, data } = parsed.data;
  const thing = data.object;
  const isAccount = type.startsWith('account.');
  const details = thing.parent?.subscription_details;
  const metadata = { ...details?.metadata, ...thing.metadata };
  return {
    kind: isAccount ? 'connect_account' : 'payment_event',
    eventId: id,
    eventType: type,
    timestamp: new Date(created * 1_000).toISOString(),
    connectedAccount: account ?? null,
    livemode,
    objectId: thing.id,
    outcome: outcomeOf(type, thing),
    paymentId: metadata['payment_id'] ?? thing.client_reference_id ?? null,
    tenantId: metadata['tenant_id'] ?? null,
    amount: minorOf(thing, thing.amount_total ?? thing.amount_paid ?? thing.amount),
    amountRefunded: minorOf(thing, thing.amount_refunded),
    currency: thing.currency ?? null,
    mode: thing.mode ?? null,
    paymentIntent: type.startsWith('payment_intent.') ? thing.id : (thing.payment_intent ?? null),
    charge: thing.charge ?? null,
    subscription: thing.subscription ?? details?.subscription ?? null,
    clientReferenceId: thing.client_reference_id ?? null,
    email: thing.customer_details?.email ?? thing.customer_email ?? null,
    account: type === 'account.updated' ? accountOf(thing) : null,
  };
}

function minorOf({ currency }: Thing, amount: number | null | undefined): number | null {
  if (typeof amount !== 'number' || !currency || !/^[a-z]{3}$/i.test(currency)) return null;
  return fromStripeAmount(amount, currency) ?? null;
}

function outcomeOf(type: string, thing: Thing): ProviderEvent['outcome'] {
  switch (type) {
    case 'checkout.session.completed':
      return thing.payment_status === 'unpaid' ? 'unpaid' : 'paid';
    case 'checkout.session.async_payment_succeeded':
      return 'paid';
    case 'checkout.session.async_payment_failed':
      return 'failed';
    case 'checkout.session.expired':
      return 'expired';
    case 'charge.refunded':
      return 'refunded';
    case 'charge.dispute.created':
      return 'disputed';
    case 'invoice.paid':
      return 'renewed';
    case 'account.updated':
      return 'updated';
    case 'account.application.deauthorized':
      return 'disconnected';
    default:
      return 'ignored';
  }
}

function accountOf(thing: Thing): ProviderEvent['account'] {
  return {
    accountId: thing.id,
    chargesEnabled: thing.charges_enabled ?? false,
    payoutsEnabled: thing.payouts_enabled ?? false,
    detailsSubmitted: thing.details_submitted ?? false,
  };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
