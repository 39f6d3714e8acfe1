import { validate } from 'uuid';
import { fromProvider } from '#domain/payment/provider-fact.ts';
import type { EventTaken } from '#domain/payment/payment-store.ts';
import type { Payment } from '#domain/payment/payment.ts';
import type { ProviderEvent } from '#domain/payment/provider-event.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { saveAccount } from './accounts.ts';
import { applyFact } from './apply-fact.ts';
import { PAYMENT_JSON } from './payment-json.ts';

/** Ours when provider, account and shop agree; the row is locked, so that duplicates wait for each other. */
const MATCH: Statement = {
  name: 'payment_of_event',
  text: `
SELECT ${PAYMENT_JSON} AS payment FROM payments p
WHERE p.tenant_id = $1 AND p.account_id IS NOT DISTINCT FROM $4
  AND CASE WHEN $2::uuid IS NOT NULL THEN p.id = $2 ELSE p.intent_id = $3 END
ORDER BY p.id LIMIT 1 FOR UPDATE`,
};

const KNOWN: Statement = {
  name: 'known_payment_event',
  text: `SELECT effect, payment_id AS "paymentId" FROM payment_events WHERE tenant_id = $1 AND event_id = $2`,
};

const KEEP: Statement = {
  name: 'keep_payment_event',
  text: `
INSERT INTO payment_events (tenant_id, event_id, type, object_id, payment_id, outcome, effect, happened_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (tenant_id, event_id) DO NOTHING`,
};

const DISPUTE: Statement = {
  name: 'dispute_payment',
  text: `
UPDATE payments SET disputed_at = $3, updated_at = now()
WHERE tenant_id = $1 AND id = $2 AND disputed_at IS NULL RETURNING id`,
};

const SUBSCRIBE: Statement = {
  name: 'keep_subscription',
  text: `UPDATE payments SET subscription_id = $3 WHERE tenant_id = $1 AND id = $2 AND subscription_id IS NULL`,
};

/** See `PaymentStore.takeEvent`: recorded once, with everything it changes, or not at all. */
export async function takeEvent(tx: Tx, event: ProviderEvent): Promise<EventTaken> {
  const payment = await match(tx, event);
  const [known] = await tx.rows<EventTaken>(KNOWN, [tx.tenantId, event.eventId]);
  if (known) return { effect: 'repeated', paymentId: known.paymentId };
  const effect = await effectOf(tx, event, payment);
  const paymentId = payment?.id ?? null;
  await tx.rows(KEEP, [
    tx.tenantId,
    event.eventId,
    event.eventType,
    event.objectId,
    paymentId,
    event.outcome,
    effect,
    event.timestamp,
  ]);
  return { effect, paymentId };
}

/** Something without our id is nothing of ours: whose it is is never guessed. */
async function match(tx: Tx, event: ProviderEvent): Promise<Payment | undefined> {
  if (event.kind !== 'payment_event' || (event.tenantId !== null && event.tenantId !== tx.tenantId)) return undefined;
  const id = event.paymentId !== null && validate(event.paymentId) ? event.paymentId : null;
  if (id === null && event.paymentIntent === null) return undefined;
  const values = [tx.tenantId, id, event.paymentIntent, event.connectedAccount];
  const [row] = await tx.rows<{ payment: Payment }>(MATCH, values);
  return row?.payment;
}

async function effectOf(tx: Tx, event: ProviderEvent, payment: Payment | undefined): Promise<EventTaken['effect']> {
  if (event.kind === 'connect_account') return takeAccountEvent(tx, event);
  if (event.outcome === 'ignored') return 'ignored';
  if (payment === undefined) return 'unmatched';
  if (event.subscription !== null) await tx.rows(SUBSCRIBE, [tx.tenantId, payment.id, event.subscription]);
  if (event.outcome === 'disputed') {
    const disputed = await tx.rows(DISPUTE, [tx.tenantId, payment.id, event.timestamp]);
    return disputed.length > 0 ? 'applied' : 'repeated';
  }
  const fact = fromProvider(event);
  if (fact === null) return 'ignored';
  const isOurs =
    !('currency' in fact) ||
    (fact.currency === payment.currency && (fact.kind !== 'paid' || fact.amountMinor === payment.amountMinor));
  if (!isOurs) return 'mismatch';
  return (await applyFact(tx, payment.id, fact, new Date(event.timestamp))) === null ? 'repeated' : 'applied';
}

async function takeAccountEvent(tx: Tx, event: ProviderEvent): Promise<EventTaken['effect']> {
  const accountId = event.account?.accountId ?? event.connectedAccount;
  if (accountId === null || (event.outcome !== 'updated' && event.outcome !== 'disconnected')) return 'ignored';
  const state = event.outcome === 'disconnected' ? null : event.account;
  return saveAccount(tx, accountId, state, new Date(event.timestamp));
}
