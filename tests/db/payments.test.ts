import { createConversationStore } from '#adapters/db/conversation-store.ts';
import { createPaymentStore } from '#adapters/db/payment-store.ts';
import type { Database } from '#adapters/db/pool.ts';
import type { PaymentStore } from '#domain/payment/payment-store.ts';
import type { Payment } from '#domain/payment/payment.ts';
import type { ProviderEvent } from '#domain/payment/provider-event.ts';
import type { ConversationStore } from '#domain/store.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { call, KEYRING, makeTenant, openFirst, orderOne } from '#tests/support/fill-tenant.ts';
import type { TestTenant } from '#tests/support/fill-tenant.ts';
import { eventOf, openPayment, refundedEvent, requestOf, sessionOf, TTL_MS } from '#tests/support/payment-facts.ts';

describe('payments on record', () => {
  let database: TestDatabase;
  let db: Database;
  let payments: PaymentStore;
  let store: ConversationStore;
  let shops = 0;
  beforeAll(async () => {
    database = await createTestDatabase();
    db = database.open({ max: 6 });
    payments = createPaymentStore(db);
    store = createConversationStore({ db, seal: KEYRING });
  });
  afterAll(async () => {
    await db.close();
    await database.drop();
  });

  /** A shop with order #1001 over €3.50 of one customer. */
  async function shopWithOrder(): Promise<TestTenant & { conversationId: string; contactId: string }> {
    const shop = await makeTenant(db, `shop-${(shops += 1)}`);
    const turn = await openFirst(store, shop, 'payer');
    await store.receipted(call(turn, turn.contactId), orderOne);
    return { ...shop, conversationId: turn.conversationId, contactId: turn.contactId };
  }
  const orderStatus = async (shop: TestTenant) =>
    (await database.sql<{ status: string }>('SELECT status FROM orders WHERE tenant_id = $1', [shop.id]))[0]?.status;
  const noticeKinds = async (shop: TestTenant, payment: Payment) =>
    (await payments.waitingNotices(shop.id, payment.id)).map(({ message }) => message.event?.kind);

  it('takes the amount from the order and makes one page however often it is asked', async () => {
    const shop = await shopWithOrder();
    const request = requestOf({ callKey: 'call-1' });
    const first = await payments.request(shop.id, request);
    expect(first).toMatchObject({
      kind: 'create',
      replaces: null,
      payment: { amountMinor: 350, currency: 'EUR', status: 'creating', number: 1001, contactId: shop.contactId },
    });
    expect(await payments.request(shop.id, request)).toEqual(first);
    // Another call for the same order, before the first has its page: the same payment.
    expect(await payments.request(shop.id, requestOf())).toEqual(first);
    if (first.kind !== 'create') throw new Error('unreachable');
    const session = sessionOf(first.payment);
    const open = await payments.settle(shop.id, first.payment.id, { kind: 'open', session }, new Date());
    expect(open).toMatchObject({ status: 'open', url: session.url });
    expect(await payments.settle(shop.id, first.payment.id, { kind: 'refused', reason: 'late' }, new Date())).toEqual(
      open,
    );
    expect(await payments.request(shop.id, requestOf())).toEqual({ kind: 'known', payment: open });
  });

  it('makes one payment of 20 requests at once', async () => {
    const shop = await shopWithOrder();
    const answers = await Promise.all(Array.from({ length: 20 }, () => payments.request(shop.id, requestOf())));
    expect(new Set(answers.map((answer) => ('payment' in answer ? answer.payment.id : answer.code))).size).toBe(1);
  });

  it('replaces the page of an order whose total has changed', async () => {
    const shop = await shopWithOrder();
    const old = await openPayment(payments, shop.id);
    await database.sql('UPDATE orders SET total_minor = 700 WHERE tenant_id = $1', [shop.id]);
    const next = await payments.request(shop.id, requestOf({ callKey: 'again' }));
    expect(next).toMatchObject({
      kind: 'create',
      payment: { amountMinor: 700 },
      replaces: { sessionId: old.sessionId },
    });
    expect(await payments.request(shop.id, requestOf({ callKey: 'again' }))).toEqual(next);
    // The customer paid the old page at that moment: it counts, and the rest is asked for.
    if (next.kind !== 'create' || next.replaces === null) throw new Error('unreachable');
    const paid = { ...sessionOf(old, { state: 'paid', url: null, intentId: 'pi_old' }) };
    const outcome = { kind: 'paid_before', stale: next.replaces, session: paid } as const;
    expect(await payments.settle(shop.id, next.payment.id, outcome, new Date())).toMatchObject({ status: 'cancelled' });
    expect(await payments.find(shop.id, old.id)).toMatchObject({ status: 'paid' });
    expect(await orderStatus(shop)).toBe('pending');
    const [notice] = await payments.waitingNotices(shop.id, old.id);
    expect(notice?.message.text).toBe(
      'Payment of EUR 3.50 for order #1001 was received. EUR 3.50 is still to be paid.',
    );
    expect(await payments.request(shop.id, requestOf())).toMatchObject({ payment: { amountMinor: 350 } });
  });

  it.each([
    ['no such order', { kind: 'order', number: 9999 }, 'not_found'],
    ['no such booking', { kind: 'booking', number: 5001 }, 'not_found'],
    ['no such product', { kind: 'item', product: 'Gold', quantityMilli: 1_000 }, 'not_found'],
    ['half a loaf', { kind: 'item', product: 'Bread', quantityMilli: 500 }, 'not_payable'],
    ['no such plan', { kind: 'plan', code: 'gold' }, 'not_found'],
  ] as const)('refuses %s and writes nothing', async (_, wanted, code) => {
    const shop = await shopWithOrder();
    expect(await payments.request(shop.id, requestOf({ wanted }))).toEqual({ kind: 'refused', code });
    expect(await payments.list(shop.id, null, { limit: 10, after: null })).toEqual({ items: [], next: null });
  });

  it('refuses another customer’s order, a cancelled one, and one that is paid', async () => {
    const shop = await shopWithOrder();
    const stranger = await openFirst(store, shop, 'stranger');
    const theirs = requestOf({ contactId: stranger.contactId });
    expect(await payments.request(shop.id, theirs)).toEqual({ kind: 'refused', code: 'not_found' });
    const payment = await openPayment(payments, shop.id);
    await payments.takeEvent(shop.id, eventOf(payment));
    expect(await payments.request(shop.id, requestOf())).toEqual({ kind: 'refused', code: 'already_paid' });
    await database.sql(`UPDATE orders SET status = 'cancelled' WHERE tenant_id = $1`, [shop.id]);
    expect(await payments.request(shop.id, requestOf())).toEqual({ kind: 'refused', code: 'not_payable' });
  });

  it('prices items from the list', async () => {
    const shop = await shopWithOrder();
    const wanted = { kind: 'item', product: 'Cake', quantityMilli: 3_000 } as const;
    const item = await openPayment(payments, shop.id, { wanted });
    expect(item).toMatchObject({ amountMinor: 1_050, description: '3 × Cake', number: null, subject: 'item' });
  });

  it('confirms the order with the money and writes down one piece of news', async () => {
    const shop = await shopWithOrder();
    const payment = await openPayment(payments, shop.id);
    const event = eventOf(payment);
    expect(await payments.takeEvent(shop.id, event)).toEqual({ effect: 'applied', paymentId: payment.id });
    expect(await payments.takeEvent(shop.id, event)).toEqual({ effect: 'repeated', paymentId: payment.id });
    expect(await orderStatus(shop)).toBe('confirmed');
    const notices = await payments.waitingNotices(shop.id, payment.id);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toMatchObject({
      key: `event:payment_received:${payment.id}`,
      conversationId: shop.conversationId,
      message: {
        kind: 'event',
        text: 'Payment of EUR 3.50 for order #1001 was received. The order is confirmed.',
        event: { effect: { kind: 'payment_received', orderNumber: 1001 } },
      },
    });
    await payments.noticeSent(shop.id, notices[0]?.key ?? '');
    expect(await payments.waitingNotices(shop.id, payment.id)).toEqual([]);
  });

  it('comes to the same end whatever order events come in, each five times, some at once', async () => {
    for (let round = 0; round < 8; round += 1) {
      const shop = await shopWithOrder();
      const payment = await openPayment(payments, shop.id);
      const events: ProviderEvent[] = [
        eventOf(payment),
        eventOf(payment, { eventType: 'checkout.session.expired', outcome: 'expired' }),
        refundedEvent(payment, 100),
        refundedEvent(payment, 250),
        eventOf(payment, { eventType: 'payment_intent.created', outcome: 'ignored' }),
      ];
      const copies = events.flatMap((event) => Array.from({ length: 5 }, () => event));
      const order = copies.map((event, index) => ({ event, key: (index * 7 + round * 11) % copies.length }));
      order.sort((left, right) => left.key - right.key);
      for (let from = 0; from < order.length; from += 5) {
        await Promise.all(order.slice(from, from + 5).map(({ event }) => payments.takeEvent(shop.id, event)));
      }
      expect(await payments.find(shop.id, payment.id)).toMatchObject({ status: 'paid', refundedMinor: 250 });
      const kinds = (await noticeKinds(shop, payment)).filter((kind) => kind === 'payment_received');
      expect(kinds).toHaveLength(1);
      const rows = await database.sql('SELECT FROM payment_events WHERE tenant_id = $1', [shop.id]);
      expect(rows).toHaveLength(events.length);
    }
  }, 60_000);

  it.each([
    ['another sum', { amount: 1 }, 'mismatch'],
    ['another currency', { currency: 'usd' }, 'mismatch'],
    ['another account', { connectedAccount: 'acct_other' }, 'unmatched'],
    ['another shop’s mark', { tenantId: '01890000-0000-7000-8000-000000000000' }, 'unmatched'],
    ['no id of ours', { paymentId: null, paymentIntent: 'pi_unknown', clientReferenceId: null }, 'unmatched'],
    ['an id that is none', { paymentId: `'; DROP TABLE payments; --`, paymentIntent: null }, 'unmatched'],
    ['money on its way', { outcome: 'unpaid' }, 'ignored'],
  ] as const)('does nothing about %s but keep the event', async (_, more, effect) => {
    const shop = await shopWithOrder();
    const payment = await openPayment(payments, shop.id);
    expect(await payments.takeEvent(shop.id, eventOf(payment, more))).toMatchObject({ effect });
    expect(await payments.find(shop.id, payment.id)).toEqual(payment);
    expect(await orderStatus(shop)).toBe('pending');
    expect(await payments.waitingNotices(shop.id, payment.id)).toEqual([]);
  });

  it('gives back money that came for a cancelled order, by itself', async () => {
    const shop = await shopWithOrder();
    const payment = await openPayment(payments, shop.id);
    await database.sql(`UPDATE orders SET status = 'cancelled' WHERE tenant_id = $1`, [shop.id]);
    await payments.takeEvent(shop.id, eventOf(payment));
    const due = await payments.due(shop.id, payment.id, new Date());
    expect(due?.refunds).toMatchObject([{ amountMinor: 350, status: 'requested' }]);
    expect(due?.notices.map(({ message }) => message.text).join()).toContain('the money is being returned');
    expect(await payments.nextDeadline(shop.id, payment.id)).not.toBeNull();
  });

  describe('with a booking', () => {
    /** A shop with a court and booking #5001 over €20, held for its customer. */
    async function shopWithBooking() {
      const shop = await shopWithOrder();
      await database.sql(
        `WITH court AS (INSERT INTO resources (tenant_id, id, kind, name, category, aliases, description, slot_minutes, most_slots,
           opening, price_minor, currency, position)
         VALUES ($1, gen_random_uuid(), 'court', 'Court', 'court', '[]', '', 60, 4, '[]', 2000, 'EUR', 1) RETURNING id)
         INSERT INTO bookings (tenant_id, id, number, resource_id, conversation_id, contact_id, status, period, price_minor, currency,
           held_until, request_key)
         SELECT $1, gen_random_uuid(), 5001, court.id, $2, $3, 'held', tstzrange(now() + interval '1 day', now() + interval '25 hours'),
           2000, 'EUR', now() + interval '5 minutes', 'first' FROM court`,
        [shop.id, shop.conversationId, shop.contactId],
      );
      const payment = await openPayment(payments, shop.id, { wanted: { kind: 'booking', number: 5001 } });
      return { shop, payment };
    }
    const bookingsOf = (shop: TestTenant) =>
      database.sql(
        `SELECT number, status, held_until IS NULL AS settled FROM bookings WHERE tenant_id = $1 ORDER BY number`,
        [shop.id],
      );

    it('holds the slot for longer than the page is open, then confirms it with the money', async () => {
      const { shop, payment } = await shopWithBooking();
      expect(payment).toMatchObject({ subject: 'booking', amountMinor: 2_000, description: 'Booking #5001: Court' });
      const [hold] = await database.sql<{ longer: boolean }>(
        'SELECT held_until > $2 AS longer FROM bookings WHERE tenant_id = $1',
        [shop.id, payment.expiresAt],
      );
      expect(hold?.longer).toBe(true);
      await payments.takeEvent(shop.id, eventOf(payment));
      expect(await bookingsOf(shop)).toEqual([{ number: 5001, status: 'confirmed', settled: true }]);
    });

    it('takes a hold up again that ran out a moment before the money', async () => {
      const { shop, payment } = await shopWithBooking();
      await payments.apply(shop.id, payment.id, { kind: 'expired' }, new Date());
      expect(await bookingsOf(shop)).toEqual([{ number: 5001, status: 'expired', settled: true }]);
      await payments.takeEvent(shop.id, eventOf(payment));
      expect(await bookingsOf(shop)).toEqual([{ number: 5001, status: 'confirmed', settled: true }]);
    });

    it('gives the money back for a slot that went to somebody else', async () => {
      const { shop, payment } = await shopWithBooking();
      await payments.apply(shop.id, payment.id, { kind: 'expired' }, new Date());
      await database.sql(
        `INSERT INTO bookings (tenant_id, id, number, resource_id, status, period, price_minor, currency, request_key)
         SELECT tenant_id, gen_random_uuid(), 5002, resource_id, 'confirmed', period, 2000, 'EUR', 'other' FROM bookings WHERE tenant_id = $1`,
        [shop.id],
      );
      expect(await payments.takeEvent(shop.id, eventOf(payment))).toMatchObject({ effect: 'applied' });
      expect(await bookingsOf(shop)).toEqual([
        { number: 5001, status: 'expired', settled: true },
        { number: 5002, status: 'confirmed', settled: true },
      ]);
      const due = await payments.due(shop.id, payment.id, new Date());
      expect(due?.refunds).toMatchObject([{ amountMinor: 2_000, status: 'requested' }]);
    });
  });

  describe('refunds', () => {
    async function paid() {
      const shop = await shopWithOrder();
      const payment = await openPayment(payments, shop.id);
      await payments.takeEvent(shop.id, eventOf(payment));
      return { shop, payment };
    }
    const done = (id: string) => ({ refundId: `re_${id}`, status: 'done' }) as const;

    it('add up to what was paid and no further, also when they are asked for at once', async () => {
      const { shop, payment } = await paid();
      const wish = (key: string, amountMinor: number | null) => ({ paymentId: payment.id, callKey: key, amountMinor });
      const answers = await Promise.allSettled(
        Array.from({ length: 10 }, (_, index) => payments.requestRefund(shop.id, wish(`r-${index}`, 100))),
      );
      expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
      await expect(payments.requestRefund(shop.id, wish('too-much', 51))).rejects.toMatchObject({
        type: 'InvalidInput',
      });
      const rest = await payments.requestRefund(shop.id, wish('rest', null));
      expect(rest.refund.amountMinor).toBe(50);
      expect(await payments.requestRefund(shop.id, wish('rest', null))).toMatchObject({ refund: rest.refund });
      await expect(payments.requestRefund(shop.id, wish('rest', 10))).rejects.toMatchObject({ type: 'Conflict' });
    });

    it('given back whole cancel the order, with the webhook before or after', async () => {
      const { shop, payment } = await paid();
      const { refund } = await payments.requestRefund(shop.id, {
        paymentId: payment.id,
        callKey: 'all',
        amountMinor: null,
      });
      await payments.takeEvent(shop.id, refundedEvent(payment, 350));
      expect(await payments.settleRefund(shop.id, refund.id, done(refund.id), new Date())).toMatchObject({
        status: 'done',
      });
      expect(await payments.find(shop.id, payment.id)).toMatchObject({ status: 'refunded', refundedMinor: 350 });
      expect(await orderStatus(shop)).toBe('cancelled');
      expect(await noticeKinds(shop, payment)).toEqual(['payment_received', 'payment_refunded']);
    });

    it('of part leave the order alone', async () => {
      const { shop, payment } = await paid();
      const { refund } = await payments.requestRefund(shop.id, {
        paymentId: payment.id,
        callKey: 'some',
        amountMinor: 50,
      });
      await payments.settleRefund(shop.id, refund.id, done(refund.id), new Date());
      expect(await payments.find(shop.id, payment.id)).toMatchObject({ status: 'paid', refundedMinor: 50 });
      expect(await orderStatus(shop)).toBe('confirmed');
    });

    it('are refused for what was not paid', async () => {
      const shop = await shopWithOrder();
      const payment = await openPayment(payments, shop.id);
      const wish = { paymentId: payment.id, callKey: 'x', amountMinor: null };
      await expect(payments.requestRefund(shop.id, wish)).rejects.toMatchObject({ type: 'Conflict' });
    });
  });

  describe('the clock', () => {
    const later = (ms: number) => new Date(Date.now() + ms);

    it('reminds once, then ends the payment', async () => {
      const shop = await shopWithOrder();
      const payment = await openPayment(payments, shop.id);
      expect(Date.parse((await payments.nextDeadline(shop.id, payment.id)) ?? '')).toBeCloseTo(
        Date.now() + TTL_MS / 2,
        -4,
      );
      expect(await payments.due(shop.id, payment.id, later(TTL_MS / 2))).toMatchObject({ nudge: true, expired: false });
      await payments.nudge(shop.id, payment.id, new Date());
      await payments.nudge(shop.id, payment.id, new Date());
      expect(await noticeKinds(shop, payment)).toEqual(['payment_nudge']);
      expect(await payments.due(shop.id, payment.id, later(TTL_MS + 1_000))).toMatchObject({
        nudge: false,
        expired: true,
      });
      await payments.apply(shop.id, payment.id, { kind: 'expired' }, new Date());
      expect(await noticeKinds(shop, payment)).toEqual(['payment_nudge', 'payment_expired']);
      expect(await orderStatus(shop)).toBe('pending');
    });

    it('ends a page whose order is cancelled at once', async () => {
      const shop = await shopWithOrder();
      const payment = await openPayment(payments, shop.id);
      await database.sql(`UPDATE orders SET status = 'cancelled' WHERE tenant_id = $1`, [shop.id]);
      expect(await payments.due(shop.id, payment.id, new Date())).toMatchObject({ expired: true });
    });

    it('gives up a payment that never got its page', async () => {
      const shop = await shopWithOrder();
      const old = later(-11 * 60_000);
      const requested = await payments.request(shop.id, requestOf({ now: old }));
      if (requested.kind !== 'create') throw new Error('unreachable');
      expect(await payments.due(shop.id, requested.payment.id, new Date())).toMatchObject({ expired: true });
      expect(await payments.overdue(100)).toContainEqual({ tenantId: shop.id, id: requested.payment.id });
      await payments.apply(shop.id, requested.payment.id, { kind: 'failed' }, new Date());
      expect(await payments.waitingNotices(shop.id, requested.payment.id)).toEqual([]);
      expect(await payments.nextDeadline(shop.id, requested.payment.id)).toBeNull();
    });
  });

  it('keeps the newest news of a shop’s account and lets nothing be paid before it is ready', async () => {
    const shop = await shopWithOrder();
    const state = { accountId: 'acct_1', chargesEnabled: false, payoutsEnabled: false, detailsSubmitted: false };
    const payment = await openPayment(payments, shop.id, {
      wanted: { kind: 'item', product: 'Bread', quantityMilli: 1_000 },
    });
    expect(await payments.saveAccount(shop.id, state, new Date(1_000))).toMatchObject({ status: 'onboarding' });
    expect(await payments.request(shop.id, requestOf())).toEqual({ kind: 'refused', code: 'account_not_ready' });
    const updated = (at: number, chargesEnabled: boolean) =>
      eventOf(payment, {
        kind: 'connect_account',
        outcome: 'updated',
        timestamp: new Date(at).toISOString(),
        connectedAccount: 'acct_1',
        account: { ...state, chargesEnabled },
      });
    expect(await payments.takeEvent(shop.id, updated(3_000, true))).toMatchObject({ effect: 'applied' });
    expect(await payments.takeEvent(shop.id, updated(2_000, false))).toMatchObject({ effect: 'repeated' });
    expect(await payments.request(shop.id, requestOf())).toMatchObject({ payment: { accountId: 'acct_1' } });
    const gone = { ...updated(4_000, false), outcome: 'disconnected', account: null } as const;
    expect(await payments.takeEvent(shop.id, { ...gone, connectedAccount: 'acct_9' })).toMatchObject({
      effect: 'unmatched',
    });
    expect(await payments.takeEvent(shop.id, { ...gone, eventId: 'evt_gone' })).toMatchObject({ effect: 'applied' });
    expect(await payments.account(shop.id)).toMatchObject({ status: 'disconnected' });
  });
});
