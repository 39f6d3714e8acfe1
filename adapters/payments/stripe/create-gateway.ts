import type Stripe from 'stripe';
import { PaymentRefused } from '#domain/payment/errors.ts';
import type {
  AccountState,
  PaymentGateway,
  ProviderSession,
  RefundRequest,
  SessionRef,
  SessionRequest,
} from '#domain/payment/payment-gateway.ts';
import { fromStripeAmount, toStripeAmount } from './amounts.ts';
import { createStripe } from './create-stripe.ts';
import type { StripeOptions } from './create-stripe.ts';
import { isKept, toPaymentError } from './to-payment-error.ts';

export interface GatewayOptions extends StripeOptions {
  /** Where the customer lands after paying, and after giving up. */
  readonly returnUrl: string;
}

/** Stripe forgets keys after a day at the earliest; an older request is looked up before it is made again. */
const KEYS_LAST_MS = 20 * 3_600_000;
/** Stripe closes a page by itself between half an hour and a day after it was made. */
const SHORTEST_PAGE_MS = 31 * 60_000;
const LONGEST_PAGE_MS = 23 * 3_600_000;

/** The port on Stripe Checkout and Connect (direct charges on the shop's account where it has one). */
export function createStripeGateway(options: GatewayOptions): PaymentGateway {
  const stripe = createStripe(options);
  const guarded = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw toPaymentError(error, what);
    }
  };
  const findSession: PaymentGateway['findSession'] = (request) =>
    guarded('find session', () => lookUpSession(stripe, request));
  return {
    findSession,
    createSession: (request) => guarded('create session', () => createSession(stripe, options, request)),
    readSession: (ref) => guarded('read session', () => readSession(stripe, ref)),
    expireSession: (ref) => guarded('expire session', () => expireSession(stripe, ref)),
    refund: (request) => guarded('refund', () => refund(stripe, request)),
    createAccount: (request) =>
      guarded('create account', async () =>
        toAccountState(
          await stripe.accounts.create(
            { type: 'standard', business_profile: { name: request.name }, metadata: { tenant_id: request.tenantId } },
            { idempotencyKey: `account:${request.tenantId}:${request.replaces ?? 'first'}` },
          ),
        ),
      ),
    readAccount: (accountId) =>
      guarded('read account', async () => toAccountState(await stripe.accounts.retrieve(accountId))),
    onboardingLink: (request) =>
      guarded('onboarding link', async () => {
        const link = await stripe.accountLinks.create({
          account: request.accountId,
          refresh_url: request.refreshUrl,
          return_url: request.returnUrl,
          type: 'account_onboarding',
        });
        return { url: link.url, expiresAt: new Date(link.expires_at * 1_000).toISOString() };
      }),
  };
}

async function createSession(
  stripe: Stripe,
  options: GatewayOptions,
  request: SessionRequest,
): Promise<ProviderSession> {
  if (request.now.getTime() - request.createdAt.getTime() > KEYS_LAST_MS) {
    const known = await lookUpSession(stripe, { ...request, since: request.createdAt });
    if (known) return known;
  }
  const params = sessionParams(options, request);
  const create = async (key: string) =>
    toSession(await stripe.checkout.sessions.create(params, { idempotencyKey: key, ...accountOf(request) }));
  try {
    return await create(`payment:${request.paymentId}`);
  } catch (error) {
    if (!isKept(error)) throw error;
    // The key holds a failure for ever: what it may have made is looked for before another is tried.
    return (
      (await lookUpSession(stripe, { ...request, since: request.createdAt })) ??
      (await create(`payment:${request.paymentId}:again`))
    );
  }
}

function sessionParams(options: GatewayOptions, request: SessionRequest): Stripe.Checkout.SessionCreateParams {
  const metadata = { payment_id: request.paymentId, tenant_id: request.tenantId };
  const { interval, currency } = request;
  const price = {
    currency: currency.toLowerCase(),
    unit_amount: toStripeAmount(request.amountMinor, currency),
    product_data: { name: request.description },
    ...(interval !== null && { recurring: { interval } }),
  };
  return {
    mode: interval === null ? 'payment' : 'subscription',
    line_items: [{ quantity: 1, price_data: price }],
    client_reference_id: request.paymentId,
    metadata,
    ...(interval === null ? { payment_intent_data: { metadata } } : { subscription_data: { metadata } }),
    success_url: `${options.returnUrl}?result=success`,
    cancel_url: `${options.returnUrl}?result=cancelled`,
    expires_at: pageEnd(request),
  };
}

/** From the row alone, so that a repeated call is the same call. */
function pageEnd({ createdAt, expiresAt }: SessionRequest): number {
  const wanted = expiresAt.getTime() - createdAt.getTime();
  const lasts = Math.min(Math.max(wanted, SHORTEST_PAGE_MS), LONGEST_PAGE_MS);
  return Math.floor((createdAt.getTime() + lasts) / 1_000);
}

async function lookUpSession(
  stripe: Stripe,
  request: { readonly paymentId: string; readonly accountId: string | null; readonly since: Date },
): Promise<ProviderSession | undefined> {
  const created = { gte: Math.floor(request.since.getTime() / 1_000) - 60 };
  for await (const session of stripe.checkout.sessions.list({ created, limit: 100 }, accountOf(request))) {
    if (session.client_reference_id === request.paymentId) return toSession(session);
  }
  return undefined;
}

async function readSession(stripe: Stripe, ref: SessionRef): Promise<ProviderSession> {
  return toSession(await stripe.checkout.sessions.retrieve(ref.sessionId, {}, accountOf(ref)));
}

async function expireSession(stripe: Stripe, ref: SessionRef): Promise<ProviderSession> {
  const now = await readSession(stripe, ref);
  if (now.state !== 'open') return now;
  try {
    return toSession(await stripe.checkout.sessions.expire(ref.sessionId, {}, accountOf(ref)));
  } catch (error) {
    // Only an open page can be closed: it was paid, or ran out, at this moment.
    const again = await readSession(stripe, ref);
    if (again.state === 'open') throw error;
    return again;
  }
}

async function refund(stripe: Stripe, request: RefundRequest) {
  const metadata = { payment_id: request.paymentId, tenant_id: request.tenantId, refund_id: request.refundId };
  const params = {
    payment_intent: request.intentId,
    amount: toStripeAmount(request.amountMinor, request.currency),
    metadata,
  };
  const create = (key: string) => stripe.refunds.create(params, { idempotencyKey: key, ...accountOf(request) });
  const made = async () => {
    const known = stripe.refunds.list({ payment_intent: request.intentId, limit: 100 }, accountOf(request));
    for await (const one of known) if (one.metadata?.['refund_id'] === request.refundId) return one;
    return undefined;
  };
  try {
    return toRefund(await create(`refund:${request.refundId}`));
  } catch (error) {
    if (!isKept(error)) throw error;
    return toRefund((await made()) ?? (await create(`refund:${request.refundId}:again`)));
  }
}

function toRefund(refund: Stripe.Refund): { refundId: string; status: 'done' | 'pending' | 'failed' } {
  const ended = refund.status === 'failed' || refund.status === 'canceled' ? 'failed' : 'pending';
  return { refundId: refund.id, status: refund.status === 'succeeded' ? 'done' : ended };
}

function toSession(session: Stripe.Checkout.Session): ProviderSession {
  const { currency, amount_total: total, payment_intent: intent } = session;
  const amountMinor = currency === null || total === null ? undefined : fromStripeAmount(total, currency);
  if (currency === null || amountMinor === undefined) {
    throw new PaymentRefused(`session ${session.id}: it has no amount in a currency we know`, 'invalid');
  }
  return {
    sessionId: session.id,
    url: session.url,
    state: stateOf(session),
    amountMinor,
    currency: currency.toUpperCase(),
    intentId: typeof intent === 'string' ? intent : (intent?.id ?? null),
  };
}

function stateOf({ status, payment_status: paid }: Stripe.Checkout.Session): ProviderSession['state'] {
  if (status === 'expired') return 'expired';
  if (status === 'open') return 'open';
  return paid === 'unpaid' ? 'unpaid' : 'paid';
}

function toAccountState(account: Stripe.Account): AccountState {
  return {
    accountId: account.id,
    chargesEnabled: account.charges_enabled,
    payoutsEnabled: account.payouts_enabled,
    detailsSubmitted: account.details_submitted,
  };
}

function accountOf({ accountId }: { readonly accountId: string | null }): { stripeAccount?: string } {
  return accountId === null ? {} : { stripeAccount: accountId };
}
