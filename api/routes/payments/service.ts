import type { Request } from 'express';
import { v7 as uuid } from 'uuid';
import { Conflict, NotConfigured, NotFound } from '#domain/errors.ts';
import { PaymentRefused } from '#domain/payment/errors.ts';
import { closePage, openPage } from '#domain/payment/open-page.ts';
import { pageTimeMs } from '#domain/payment/page-time.ts';
import type { PaymentGateway } from '#domain/payment/payment-gateway.ts';
import type { PaymentRequestRefusal, Refund, Wanted } from '#domain/payment/payment-store.ts';
import { factOfSession } from '#domain/payment/session-fact.ts';
import { isLive } from '#domain/payment/payment.ts';
import type { Payment } from '#domain/payment/payment.ts';
import type { ApiDeps } from '#api/deps.ts';
import { HttpProblem } from '#api/http/problem.ts';
import type { TenantRef } from '#api/records.ts';

/** The caller's key for "this once", or one of its own. */
export function callKeyOf(request: Request): string {
  const key = request.get('idempotency-key');
  if (key !== undefined && (key === '' || key.length > 200)) {
    throw new HttpProblem(422, 'ValidationFailed', 'Idempotency-Key: expected 1 to 200 characters');
  }
  return `rest:${key ?? uuid()}`;
}

/** @throws NotConfigured */
export function gatewayOf(deps: ApiDeps): PaymentGateway {
  const { gateway } = deps.payments;
  if (gateway === undefined) throw new NotConfigured('payments are off: STRIPE_SECRET_KEY is not set');
  return gateway;
}

const REFUSED: Readonly<Record<PaymentRequestRefusal, (what: string) => Error>> = {
  not_found: (what) => new NotFound(`there is no ${what}`),
  not_payable: (what) => new Conflict(`${what} can't be paid: it is cancelled, has expired, or is not for sale so`),
  already_paid: (what) => new Conflict(`${what} is paid already`),
  account_not_ready: () =>
    new Conflict('the shop’s account at the payment provider is not ready; finish its onboarding'),
};

/** The page of a payment: written down, opened, kept; the same steps as the agent's tool. */
export async function createPayment(
  deps: ApiDeps,
  tenant: TenantRef,
  wish: { readonly wanted: Wanted; readonly callKey: string; readonly conversationId: string | null },
): Promise<Payment> {
  const gateway = gatewayOf(deps);
  const { store } = deps.payments;
  const now = deps.clock();
  const ttlMs = pageTimeMs(wish.wanted.kind, undefined);
  const requested = await store.request(tenant.id, { ...wish, contactId: null, ttlMs, now });
  if (requested.kind === 'refused') throw REFUSED[requested.code](nameOf(wish.wanted));
  if (requested.kind === 'known') return requested.payment;
  const { payment, replaces } = requested;
  const outcome = await openPage(gateway, { tenantId: tenant.id, payment, replaces, now });
  const settled = await store.settle(tenant.id, payment.id, outcome, deps.clock());
  await wakePayment(deps, tenant, payment.id);
  if (outcome.kind === 'refused') throw refusedPage(outcome.reason, payment);
  if (settled.status !== 'open') throw new Conflict(`${nameOf(wish.wanted)} was paid at this moment`);
  return settled;
}

function nameOf(wanted: Wanted): string {
  switch (wanted.kind) {
    case 'order':
    case 'booking':
      return `${wanted.kind} #${wanted.number}`;
    case 'item':
      return `product "${wanted.product}"`;
    case 'plan':
      return `plan "${wanted.code}"`;
  }
}

function refusedPage(reason: string, payment: Payment): Error {
  const amount = `${payment.amountMinor} minor units of ${payment.currency}`;
  switch (reason) {
    case 'too_small':
      return new HttpProblem(422, 'AmountTooSmall', `${amount} are below the provider's smallest charge`);
    case 'too_large':
      return new HttpProblem(422, 'AmountTooLarge', `${amount} are above the provider's largest charge`);
    case 'currency':
      return new HttpProblem(422, 'CurrencyRefused', `the provider does not charge in ${payment.currency}`);
    case 'account':
      return new Conflict('the provider takes no payments for the shop’s account; look at its onboarding');
    case 'auth':
      return new NotConfigured('the payment provider does not accept STRIPE_SECRET_KEY');
    default:
      return new HttpProblem(422, 'PaymentRefused', `the provider refused (${reason})`);
  }
}

/** @throws NotFound */
export async function mustFind(deps: ApiDeps, tenant: TenantRef, id: string): Promise<Payment> {
  const payment = await deps.payments.store.find(tenant.id, id);
  if (payment === undefined) throw new NotFound(`there is no payment ${id}`);
  return payment;
}

/** @throws NotFound, Conflict when its page is closed */
export async function mustBeOpen(deps: ApiDeps, tenant: TenantRef, id: string): Promise<Payment & { url: string }> {
  const payment = await mustFind(deps, tenant, id);
  if (payment.status !== 'open' || payment.url === null)
    throw new Conflict(`payment ${id} is ${payment.status}: its page is closed`);
  return { ...payment, url: payment.url };
}

/** Closes a page; money that came meanwhile is taken, and told as a conflict. */
export async function cancelPayment(deps: ApiDeps, tenant: TenantRef, id: string): Promise<Payment> {
  const gateway = gatewayOf(deps);
  const payment = await mustFind(deps, tenant, id);
  if (!isLive(payment.status)) throw new Conflict(`payment ${id} is ${payment.status} already`);
  const { sessionId, accountId, createdAt } = payment;
  const session = await closePage(gateway, { paymentId: id, sessionId, accountId, createdAt });
  const fact = session && factOfSession(session);
  const paid = fact?.kind === 'paid' ? fact : null;
  await deps.payments.store.apply(tenant.id, id, paid ?? { kind: 'cancelled' }, deps.clock());
  await wakePayment(deps, tenant, id);
  if (paid || session?.state === 'unpaid') throw new Conflict(`payment ${id} was paid meanwhile`);
  return mustFind(deps, tenant, id);
}

export async function refundPayment(
  deps: ApiDeps,
  tenant: TenantRef,
  wish: { readonly paymentId: string; readonly amountMinor: number | null; readonly callKey: string },
): Promise<Refund> {
  const gateway = gatewayOf(deps);
  const { store } = deps.payments;
  const { refund, payment } = await store.requestRefund(tenant.id, wish);
  if (refund.status !== 'requested') return refund;
  const { intentId, accountId, currency } = payment;
  if (intentId === null) throw new Conflict(`payment ${payment.id} has no charge that could be given back`);
  try {
    const outcome = await gateway.refund({
      refundId: refund.id,
      paymentId: payment.id,
      tenantId: tenant.id,
      intentId,
      accountId,
      amountMinor: refund.amountMinor,
      currency,
    });
    return await store.settleRefund(tenant.id, refund.id, outcome, deps.clock());
  } catch (error) {
    if (!(error instanceof PaymentRefused)) throw error;
    return await store.settleRefund(tenant.id, refund.id, null, deps.clock());
  } finally {
    await wakePayment(deps, tenant, payment.id);
  }
}

/** The row is committed, so the news and refunds are safe: while Temporal is away the sweep sees to them later. */
export async function wakePayment(deps: ApiDeps, tenant: TenantRef, paymentId: string): Promise<void> {
  try {
    await deps.payments.wake(tenant.id, paymentId);
  } catch (error) {
    deps.log.warn({ name: error instanceof Error ? error.name : 'unknown' }, 'a payment waits for the sweep');
  }
}
