import { startPayingShop } from '#tests/payments/paying-shop.ts';
import type { PayingShop } from '#tests/payments/paying-shop.ts';
import { NONE, violations } from '#tests/support/invariants.ts';
import { seeds } from '#tests/support/seeds.ts';
import { until } from '#tests/support/server-process.ts';

/*
 * The worker dies at every step between "I want to pay" and "payment received", with an order and with a booking: one page
 * at the provider, one order or booking, one message of each.
 */

const LINK = /http:\/\/127\.0\.0\.1:\d+\/c\/pay\/(cs_test_\w+)/;

describe('the worker is killed while a customer pays', () => {
  let shop: PayingShop;
  const chats: number[] = [];
  beforeAll(async () => {
    shop = await startPayingShop();
  }, 120_000);
  afterAll(() => shop.stop());

  async function restarted(): Promise<void> {
    await shop.stack.worker.exited();
    await shop.stack.worker.start();
  }
  const texts = (chatId: number) => shop.stack.telegram.messagesTo(chatId).map(({ text }) => text);
  const count = (chatId: number, pattern: RegExp) => texts(chatId).filter((text) => pattern.test(text)).length;
  const record = async (chatId: number) => {
    const [row] = await shop.stack.sql<{ payments: number; orders: string[]; bookings: string[]; sessions: string[] }>(
      `WITH talk AS (SELECT c.tenant_id, c.id, c.contact_id FROM conversations c
         JOIN contact_identities i ON i.tenant_id = c.tenant_id AND i.id = c.identity_id WHERE i.recipient = $1)
       SELECT (SELECT count(*)::int FROM payments p JOIN talk ON talk.id = p.conversation_id) AS payments,
         (SELECT coalesce(json_agg(o.status), '[]') FROM orders o JOIN talk ON talk.id = o.conversation_id) AS orders,
         (SELECT coalesce(json_agg(b.status), '[]') FROM bookings b JOIN talk ON talk.id = b.conversation_id) AS bookings,
         (SELECT coalesce(json_agg(p.session_id), '[]') FROM payments p JOIN talk ON talk.id = p.conversation_id) AS sessions`,
      [String(chatId)],
    );
    if (row === undefined) throw new Error('no record');
    return row;
  };

  const things = [
    {
      thing: 'order',
      tenant: 'joannas-bakery',
      asks: ["I'd like to order 2 sourdough loaves, deliver to 3 Elm Street"],
      pays: 'I want to pay online',
      link: /Here is the link/,
      received: /Payment received/,
      settled: { orders: ['confirmed'], bookings: [] },
    },
    {
      thing: 'booking',
      tenant: 'arena',
      asks: [] as string[],
      pays: 'I want to pay online',
      link: /Here is the link/,
      received: /Payment received/,
      settled: { orders: [], bookings: ['confirmed'] },
    },
  ];

  describe.each(seeds())('round %i', (round) => {
    describe.each(things)('with a $thing', ({ thing, tenant, asks, pays, link, received, settled }) => {
      it.each(['tool.prepared', 'tool.performed', 'tool.done', 'deadline.met', 'deadline.told'])(
        'at %s',
        async (point) => {
          const chatId = 9_000 + chats.length;
          chats.push(chatId);
          const customer = await shop.stack.customer(tenant, chatId, 'en');
          // Every booking has its own day, so that none takes another's slot.
          const day = `${1 + chats.length + 12 * (round - 1)} December 2026`;
          const lines = thing === 'booking' ? [`Please book a futsal court on ${day} at 10:00 for 1 hour`] : asks;
          for (const line of lines) await customer.ask(line);
          const onClock = point.startsWith('deadline');
          const before = texts(chatId).length;
          if (onClock) await customer.ask(pays);
          else {
            shop.stack.strike(point);
            await customer.write(pays);
            await restarted();
            await customer.received(before + 1, 60_000);
          }
          const page = texts(chatId).find((text) => LINK.test(text)) ?? '';
          const session = LINK.exec(page)?.[1] ?? '';
          if (onClock) shop.stack.strike(point);
          await shop.stripe.pay(session, { copies: 2 });
          if (onClock) await restarted();
          await until(
            `the money of chat ${chatId} to be told`,
            60_000,
            () => count(chatId, received) > 0,
            () => texts(chatId).join('\n---\n'),
          );
          expect(await record(chatId)).toEqual({ payments: 1, sessions: [session], ...settled });
          expect({ link: count(chatId, link), received: count(chatId, received) }).toEqual({ link: 1, received: 1 });
          expect(shop.stripe.state.sessions.filter(({ id }) => id === session)).toHaveLength(1);
          const ids = shop.stripe.state.sessions.map(({ client_reference_id: id }) => id);
          expect(new Set(ids).size).toBe(ids.length);
        },
        120_000,
      );
    });
  });

  it('leaves nothing lost, doubled or without a cause', async () => {
    expect(await violations(shop.stack, chats)).toEqual(NONE);
    expect(shop.stripe.violations).toEqual([]);
  });
});
