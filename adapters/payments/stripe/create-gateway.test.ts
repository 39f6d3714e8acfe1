import type { PaymentGateway, SessionRequest } from '#domain/payment/payment-gateway.ts';
import { startFakeStripe } from '#tests/fakes/stripe/stripe-server.ts';
import type { FakeStripe } from '#tests/fakes/stripe/stripe-server.ts';
import { createStripeGateway } from './create-gateway.ts';

const HOUR_MS = 3_600_000;
let payments = 0;

function aRequest(more: Partial<SessionRequest> = {}): SessionRequest {
  const now = new Date();
  return {
    paymentId: `payment-${(payments += 1)}`,
    tenantId: 'tenant-1',
    amountMinor: 12_000,
    currency: 'ILS',
    description: 'Order #1001: Pastrami, Kebab',
    interval: null,
    accountId: null,
    expiresAt: new Date(now.getTime() + HOUR_MS),
    createdAt: now,
    now,
    ...more,
  };
}

describe('the gateway on Stripe', () => {
  let stripe: FakeStripe;
  let gateway: PaymentGateway;
  beforeEach(async () => {
    stripe = await startFakeStripe();
    const { url: apiUrl, secretKey } = stripe;
    gateway = createStripeGateway({
      apiUrl,
      secretKey,
      returnUrl: 'https://shop.example/payments/done',
      timeoutMs: 400,
    });
  });
  afterEach(async () => {
    expect(stripe.violations).toEqual([]);
    await stripe.close();
  });

  const paid = async (request = aRequest()) => {
    const { sessionId } = await gateway.createSession(request);
    await stripe.pay(sessionId);
    const { intentId } = await gateway.readSession({ sessionId, accountId: request.accountId });
    return { sessionId, intentId: intentId ?? '', request };
  };
  const refundOf = ({ intentId, request }: Awaited<ReturnType<typeof paid>>, refundId: string, amountMinor: number) => {
    const { paymentId, tenantId, currency, accountId } = request;
    return { refundId, paymentId, tenantId, currency, accountId, intentId, amountMinor };
  };

  it('opens one page for one payment, however often it is asked', async () => {
    const request = aRequest();
    const first = await gateway.createSession(request);
    expect(first).toMatchObject({ state: 'open', amountMinor: 12_000, currency: 'ILS', intentId: null });
    expect(first.url).toMatch(/^http/);
    expect(await gateway.createSession({ ...request, now: new Date(Date.now() + 60_000) })).toEqual(first);
    expect(stripe.state.sessions).toHaveLength(1);
    expect(stripe.state.sessions[0]).toMatchObject({
      client_reference_id: request.paymentId,
      metadata: { payment_id: request.paymentId, tenant_id: 'tenant-1' },
      intentMetadata: { payment_id: request.paymentId },
      mode: 'payment',
    });
  });

  it('charges rupiah in hundredths, yen in whole ones, and plans by the month', async () => {
    await gateway.createSession(aRequest({ currency: 'IDR', amountMinor: 15_000_000 }));
    await gateway.createSession(aRequest({ currency: 'JPY', amountMinor: 900, interval: 'month' }));
    expect(stripe.state.sessions).toMatchObject([
      { currency: 'idr', amount_total: 15_000_000 },
      { currency: 'jpy', amount_total: 900, mode: 'subscription' },
    ]);
  });

  it.each([
    ['too_small', { amountMinor: 10, currency: 'USD' }],
    ['too_large', { amountMinor: 100_000_000, currency: 'USD' }],
    ['account', { accountId: 'acct_unknown' }],
  ] as const)('says %s for good', async (reason, more) => {
    await expect(gateway.createSession(aRequest(more))).rejects.toMatchObject({ type: 'PaymentRefused', reason });
    expect(stripe.state.sessions).toEqual([]);
  });

  it('says that its key is not accepted', async () => {
    const stranger = createStripeGateway({
      apiUrl: stripe.url,
      secretKey: 'sk_test_other',
      returnUrl: 'https://a.example',
    });
    await expect(stranger.createSession(aRequest())).rejects.toMatchObject({ type: 'PaymentRefused', reason: 'auth' });
  });

  it.each([
    { kind: 'rate' },
    { kind: 'down' },
    { kind: 'slow', ms: 900 },
    // The SDK itself asks once more when the connection is closed under it.
    { kind: 'cut', times: 2 },
    { kind: 'cut_after', times: 2 },
    { kind: 'fail_after' },
  ] as const)('makes one page through $kind when it is asked again', async (fault) => {
    stripe.addFault({ ...fault, on: 'POST /v1/checkout/sessions' });
    const request = aRequest();
    await expect(gateway.createSession(request)).rejects.toMatchObject({ type: 'PaymentsUnavailable' });
    expect(stripe.calls).toHaveLength('times' in fault ? fault.times : 1);
    const session = await gateway.createSession(request);
    expect(session.state).toBe('open');
    // A request cut off by our own limit may still arrive: it is the same request by its key.
    expect(new Set(stripe.state.sessions.map(({ id }) => id))).toEqual(new Set([session.sessionId]));
  });

  it('looks an old payment up before it asks again, since keys are forgotten', async () => {
    const request = aRequest();
    const first = await gateway.createSession(request);
    const later = { ...request, now: new Date(Date.now() + 21 * HOUR_MS) };
    expect(await gateway.createSession(later)).toEqual(first);
    expect(stripe.calls.at(-1)).toBe('GET /v1/checkout/sessions');
  });

  it('closes a page once; one that was paid stays paid', async () => {
    const open = await gateway.createSession(aRequest());
    const ref = { sessionId: open.sessionId, accountId: null };
    expect(await gateway.expireSession(ref)).toMatchObject({ state: 'expired', url: null });
    expect(await gateway.expireSession(ref)).toMatchObject({ state: 'expired' });
    const { sessionId } = await paid();
    expect(await gateway.expireSession({ sessionId, accountId: null })).toMatchObject({ state: 'paid' });
  });

  it.each(['cut_after', 'fail_after'] as const)('gives money back once through %s', async (kind) => {
    const payment = await paid();
    stripe.addFault({ kind, on: 'POST /v1/refunds', times: kind === 'cut_after' ? 2 : 1 });
    const wish = refundOf(payment, 'refund-1', 2_000);
    await expect(gateway.refund(wish)).rejects.toMatchObject({ type: 'PaymentsUnavailable' });
    expect(await gateway.refund(wish)).toMatchObject({ status: 'done' });
    expect(stripe.state.refunds).toHaveLength(1);
  });

  it('is refused more than was paid', async () => {
    const payment = await paid();
    await gateway.refund(refundOf(payment, 'refund-a', 12_000));
    await expect(gateway.refund(refundOf(payment, 'refund-b', 1))).rejects.toMatchObject({
      reason: 'already_refunded',
    });
  });

  it('charges on the shop’s own account once it is onboarded', async () => {
    const account = await gateway.createAccount({ tenantId: 'tenant-1', name: 'Glow', replaces: null });
    expect(account).toMatchObject({ chargesEnabled: false });
    expect(await gateway.createAccount({ tenantId: 'tenant-1', name: 'Glow', replaces: null })).toEqual(account);
    const { accountId } = account;
    const addresses = { returnUrl: 'https://a.example/back', refreshUrl: 'https://a.example/again' };
    expect((await gateway.onboardingLink({ accountId, ...addresses })).url).toContain(accountId);
    await expect(gateway.createSession(aRequest({ accountId }))).rejects.toMatchObject({ reason: 'account' });
    await stripe.finishOnboarding(accountId);
    expect(await gateway.readAccount(accountId)).toMatchObject({ chargesEnabled: true });
    await gateway.createSession(aRequest({ accountId }));
    expect(stripe.state.books(accountId).sessions.size).toBe(1);
    expect(stripe.state.books('').sessions.size).toBe(0);
  });
});
