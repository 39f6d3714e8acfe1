import { startPayingShop } from './paying-shop.ts';
import type { PayingShop } from './paying-shop.ts';

/* Staff's side over HTTP: pages by item, plan and order, QR codes, sending, onboarding, and everything that is refused. */

const LINK = /http:\/\/127\.0\.0\.1:\d+\/c\/pay\/(cs_test_\w+)/;
type Json = Record<string, unknown>;

describe('payments for staff', () => {
  let shop: PayingShop;
  beforeAll(async () => {
    shop = await startPayingShop();
  }, 120_000);
  afterAll(() => shop.stop());

  const post = (path: string, body: unknown, key?: string) =>
    shop.staff(path, { method: 'POST', body, ...(key !== undefined && { key }) });
  const paymentOf = (answer: { readonly json: Json }) => answer.json['payment'] as Json & { id: string; url: string };
  const fingerprint = async () =>
    JSON.stringify(
      await shop.stack
        .sql(`SELECT (SELECT count(*) FROM payments) AS payments, (SELECT count(*) FROM payment_events) AS events,
        (SELECT count(*) FROM payment_refunds) AS refunds, (SELECT count(*) FROM plans) AS plans`),
    );

  it('opens a page by item, once a key, with its QR code', async () => {
    const wish = { item: { product: 'Butter croissant', quantity: 4 } };
    const made = await post('/v1/payments?tenant=joannas-bakery', wish, 'counter-1');
    expect(made).toMatchObject({
      status: 201,
      json: { payment: { for: 'item', status: 'open', amount: 18, amount_minor: 1800 } },
    });
    expect((await post('/v1/payments?tenant=joannas-bakery', wish, 'counter-1')).json).toEqual(made.json);
    expect(
      await post('/v1/payments?tenant=joannas-bakery', { item: { product: 'Butter croissant' } }, 'counter-1'),
    ).toMatchObject({
      status: 409,
    });
    const { id } = paymentOf(made);
    const png = await shop.stack.request(`/v1/payments/${id}/qr?tenant=joannas-bakery`);
    expect([
      png.headers.get('content-type'),
      Buffer.from(await png.arrayBuffer())
        .subarray(1, 4)
        .toString(),
    ]).toEqual(['image/png', 'PNG']);
    const svg = await shop.stack.request(`/v1/payments/${id}/qr?tenant=joannas-bakery&format=svg`);
    expect(await svg.text()).toMatch(/^<svg/);
    expect((await shop.staff(`/v1/payments/${id}?tenant=glow`)).status).toBe(404);
  });

  it('sells plans', async () => {
    const plan = { name: 'Bread every week', amount_minor: 2500, interval: 'month' };
    expect(await shop.staff('/v1/plans/bread-club?tenant=joannas-bakery', { method: 'PUT', body: plan })).toMatchObject(
      { status: 200 },
    );
    expect(await shop.staff('/v1/plans?tenant=joannas-bakery')).toMatchObject({
      json: { plans: [{ code: 'bread-club', amount: 25 }] },
    });
    const made = await post('/v1/payments?tenant=joannas-bakery', { plan: 'bread-club' });
    expect(made).toMatchObject({ status: 201, json: { payment: { for: 'plan', interval: 'month' } } });
    expect(shop.stripe.state.sessions.at(-1)).toMatchObject({ mode: 'subscription' });
  });

  it.each([
    [{}, 422],
    [{ order: 1, plan: 'x' }, 422],
    [{ order: -1 }, 422],
    [{ order: 1.5 }, 422],
    [{ order: 9999 }, 404],
    [{ booking: 9999 }, 404],
    [{ plan: 'none' }, 404],
    [{ item: { product: 'None' } }, 404],
    [{ item: { product: 'Butter croissant', quantity: 0 } }, 422],
    [{ item: { product: 'Butter croissant', quantity: 0.5 } }, 409],
    [{ item: { product: 'Butter croissant', quantity: 1, price: 1 } }, 422],
    [{ amount_minor: 5 }, 422],
  ])('refuses %j with %i and changes nothing', async (body, status) => {
    const before = [await fingerprint(), shop.stripe.calls.length];
    expect((await post('/v1/payments?tenant=joannas-bakery', body)).status).toBe(status);
    expect([await fingerprint(), shop.stripe.calls.length]).toEqual(before);
  });

  it('says that an amount is too small for the provider', async () => {
    await shop.staff('/v1/plans/penny?tenant=joannas-bakery', {
      method: 'PUT',
      body: { name: 'Penny', amount_minor: 1 },
    });
    expect(await post('/v1/payments?tenant=joannas-bakery', { plan: 'penny' })).toMatchObject({
      status: 422,
      json: { code: 'AmountTooSmall' },
    });
  });

  it('has the agent send a page in a conversation, once a key', async () => {
    const customer = await shop.stack.customer('joannas-bakery', 901, 'en');
    await customer.ask("I'll take 6 butter croissants, delivered to 12 Oak Street please", 60_000);
    const made = paymentOf(await post('/v1/payments?tenant=joannas-bakery', { order: 1001 }));
    const to = { conversation_id: made['conversation_id'] };
    for (const key of ['send', 'send']) {
      expect((await post(`/v1/payments/${made.id}/send?tenant=joannas-bakery`, to, key)).status).toBe(202);
    }
    const told = (await customer.received(2)).slice(1);
    expect(told).toHaveLength(1);
    expect(LINK.exec(told[0] ?? '')?.[0]).toBe(made.url);
  }, 90_000);

  it('says that there is no WhatsApp, and that a number is none', async () => {
    const made = paymentOf(await post('/v1/payments?tenant=joannas-bakery', { item: { product: 'Butter croissant' } }));
    const send = (body: unknown) => post(`/v1/payments/${made.id}/send?tenant=joannas-bakery`, body);
    expect(await send({ whatsapp: '+6281234567890' })).toMatchObject({
      status: 409,
      json: { detail: expect.stringContaining('no WhatsApp') as string },
    });
    expect(await send({ whatsapp: '12' })).toMatchObject({ status: 422 });
    expect(await send({})).toMatchObject({ status: 422 });
    expect(await send({ conversation_id: '0199f0a0-0000-7000-8000-0000000000ff' })).toMatchObject({ status: 404 });
  });

  it('closes a page; one that was paid meanwhile is paid', async () => {
    const first = paymentOf(
      await post('/v1/payments?tenant=joannas-bakery', { item: { product: 'Butter croissant' } }),
    );
    const cancel = (id: string) => shop.staff(`/v1/payments/${id}/cancel?tenant=joannas-bakery`, { method: 'POST' });
    expect(await cancel(first.id)).toMatchObject({
      status: 200,
      json: { payment: { status: 'cancelled', url: null } },
    });
    expect(await cancel(first.id)).toMatchObject({ status: 409 });
    const second = paymentOf(
      await post('/v1/payments?tenant=joannas-bakery', { item: { product: 'Butter croissant' } }),
    );
    shop.stripe.deliverTo(undefined);
    await shop.stripe.pay(LINK.exec(second.url)?.[1] ?? '');
    shop.stripe.deliverTo(`${shop.stack.apiUrl}/webhooks/stripe`);
    expect(await cancel(second.id)).toMatchObject({ status: 409 });
    expect(await shop.staff(`/v1/payments/${second.id}?tenant=joannas-bakery`)).toMatchObject({
      json: { payment: { status: 'paid' } },
    });
  });

  it('believes no event without a good signature, and changes nothing', async () => {
    const event = shop.stripe.events[0];
    if (event === undefined) throw new Error('there is no event yet');
    const before = await fingerprint();
    expect(await shop.stripe.forge({ ...event, id: 'evt_forged' }, { secret: 'whsec_guess' })).toBe(401);
    expect(await shop.stripe.forge({ ...event, id: 'evt_old' }, { ageS: 400 })).toBe(401);
    const unsigned = await fetch(`${shop.stack.apiUrl}/webhooks/stripe/joannas-bakery`, { method: 'POST', body: '{}' });
    expect(unsigned.status).toBe(401);
    expect(await fingerprint()).toBe(before);
  });

  it('onboards a shop, takes payments on its account, and stops when access is taken away', async () => {
    expect(await shop.staff('/v1/payment-account?tenant=valdman')).toMatchObject({ json: { account: null } });
    const started = await shop.staff('/v1/payment-account/onboarding?tenant=valdman', { method: 'POST' });
    expect(started).toMatchObject({
      status: 201,
      json: { account: { status: 'onboarding' }, url: expect.stringContaining('/onboard/') as string },
    });
    const { account_id: accountId } = started.json['account'] as { account_id: string };
    await shop.staff('/v1/plans/box?tenant=valdman', { method: 'PUT', body: { name: 'Box', amount_minor: 9900 } });
    expect(await post('/v1/payments?tenant=valdman', { plan: 'box' })).toMatchObject({ status: 409 });
    expect((await shop.stripe.finishOnboarding(accountId)).map(({ status }) => status)).toEqual([200]);
    expect(await shop.staff('/v1/payment-account?tenant=valdman')).toMatchObject({
      json: { account: { status: 'active' } },
    });
    const made = paymentOf(await post('/v1/payments?tenant=valdman', { plan: 'box' }));
    expect(shop.stripe.state.books(accountId).sessions.size).toBe(1);
    await shop.stripe.pay(LINK.exec(made.url)?.[1] ?? '');
    expect(await shop.staff(`/v1/payments/${made.id}?tenant=valdman`)).toMatchObject({
      json: { payment: { status: 'paid' } },
    });
    await shop.stripe.deauthorize(accountId);
    expect(await post('/v1/payments?tenant=valdman', { plan: 'box' })).toMatchObject({ status: 409 });
  });
});

it('payments that are not configured say so', async () => {
  const shop = await startPayingShop({ env: { STRIPE_SECRET_KEY: '', STRIPE_WEBHOOK_SECRET: '' } });
  try {
    const made = await shop.staff('/v1/payments?tenant=glow', { method: 'POST', body: { order: 1 } });
    expect(made).toMatchObject({
      status: 503,
      json: { code: 'NotConfigured', detail: expect.stringContaining('STRIPE_SECRET_KEY') as string },
    });
    const event = await fetch(`${shop.stack.apiUrl}/webhooks/stripe`, { method: 'POST', body: '{}' });
    expect(event.status).toBe(503);
  } finally {
    await shop.stop();
  }
}, 120_000);
