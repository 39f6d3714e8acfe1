import { quickTenant } from '#tests/support/quick-tenant.ts';
import { until } from '#tests/support/server-process.ts';
import { startPayingShop } from './paying-shop.ts';
import type { PayingShop } from './paying-shop.ts';

/* Pages of twelve seconds: a reminder half-way, an end that frees the slot, and money whose webhook never came. */

const LINK = /http:\/\/127\.0\.0\.1:\d+\/c\/pay\/(cs_test_\w+)/;

describe('a page that nobody pays', () => {
  let shop: PayingShop;
  beforeAll(async () => {
    const quick = quickTenant();
    shop = await startPayingShop({
      tenant(tenant) {
        const changed = quick(tenant);
        const profile = {
          ...changed.profile,
          payments: { pageMinutes: 0.2 },
          bookings: { confirmation: 'held', holdMinutes: 15 } as const,
        };
        return { ...changed, profile };
      },
    });
  }, 120_000);
  afterAll(() => shop.stop());

  const texts = (chatId: number) => shop.stack.telegram.messagesTo(chatId).map(({ text }) => text);
  const count = (chatId: number, pattern: RegExp) => texts(chatId).filter((text) => pattern.test(text)).length;
  const hears = (chatId: number, pattern: RegExp) =>
    until(
      `chat ${chatId} to hear ${String(pattern)}`,
      60_000,
      () => count(chatId, pattern) > 0,
      () => texts(chatId).join('\n---\n'),
    );

  it('is reminded of once, closed, and its slot is free again', async () => {
    const customer = await shop.stack.customer('arena', 951, 'en');
    const held = await customer.ask('Please book a futsal court on 3 December 2026 at 10:00 for 1 hour');
    expect(held).toMatch(/held/);
    const link = await customer.ask('I want to pay online');
    const session = LINK.exec(link)?.[1] ?? '';
    await hears(951, /small reminder/i);
    await hears(951, /has run out/);
    expect([count(951, /small reminder/i), count(951, /has run out/)]).toEqual([1, 1]);
    expect(shop.stripe.state.sessions.find(({ id }) => id === session)).toMatchObject({ status: 'expired' });
    expect(() => shop.stripe.state.pay(session)).toThrow('closed');
    const bookings = await shop.stack.sql(`SELECT status FROM bookings`);
    expect(bookings).toEqual([{ status: 'expired' }]);
    expect(await shop.stack.sql(`SELECT status FROM payments`)).toEqual([{ status: 'expired' }]);
  }, 120_000);

  it('is found paid by its clock when the webhook is lost', async () => {
    const customer = await shop.stack.customer('joannas-bakery', 952, 'en');
    await customer.ask("I'd like to order 2 sourdough loaves, deliver to 3 Elm Street");
    const link = await customer.ask('I want to pay online');
    shop.stripe.deliverTo(undefined);
    await shop.stripe.pay(LINK.exec(link)?.[1] ?? '');
    await hears(952, /Payment received/);
    expect(count(952, /small reminder|has run out/i)).toBe(0);
    expect(
      await shop.stack.sql(
        `SELECT o.status FROM orders o JOIN tenants t ON t.id = o.tenant_id WHERE t.slug = 'joannas-bakery'`,
      ),
    ).toEqual([{ status: 'confirmed' }]);
    shop.stripe.deliverTo(`${shop.stack.apiUrl}/webhooks/stripe`);
  }, 120_000);

  it('gives money back that came for an order that was cancelled meanwhile', async () => {
    const customer = await shop.stack.customer('joannas-bakery', 953, 'en');
    await customer.ask("I'd like to order 2 sourdough loaves, deliver to 3 Elm Street");
    const link = await customer.ask('I want to pay online');
    // The customer pays at the moment in which staff cancel: the page is not closed yet.
    await shop.stack.sql(`UPDATE orders SET status = 'cancelled' WHERE status = 'pending'`);
    await shop.stripe.pay(LINK.exec(link)?.[1] ?? '');
    await hears(953, /get your money back/);
    await hears(953, /has been refunded/);
    expect(shop.stripe.state.refunds).toHaveLength(1);
    expect(shop.stripe.violations).toEqual([]);
  }, 120_000);
});
