import { until } from '#tests/support/server-process.ts';
import type { TelegramCustomer } from '#tests/support/telegram-customer.ts';
import { startPayingShop } from './paying-shop.ts';
import type { PayingShop } from './paying-shop.ts';

/* Customers pay in the talk: the link, the money, and the confirmation that comes by itself. */

const LINK = /http:\/\/127\.0\.0\.1:\d+\/c\/pay\/(cs_test_\w+)/;

describe('paying in a conversation', () => {
  let shop: PayingShop;
  beforeAll(async () => {
    shop = await startPayingShop();
  }, 120_000);
  afterAll(async () => {
    await shop.stop();
    expect(shop.stripe.violations).toEqual([]);
  });

  const sessionIn = (reply: string) => LINK.exec(reply)?.[1] ?? '';
  const ordersOf = (tenant: string) =>
    shop.stack.sql<{ number: number; status: string; total_minor: string }>(
      `SELECT o.number, o.status, o.total_minor FROM orders o JOIN tenants t ON t.id = o.tenant_id WHERE t.slug = $1 ORDER BY o.number`,
      [tenant],
    );

  /** Waits for the next message that nobody asked for. */
  async function hears(customer: TelegramCustomer, before: number): Promise<string> {
    const all = await customer.received(before + 1, 30_000);
    return all.slice(before).join('\n');
  }

  it('order, link, money, confirmation: in English', async () => {
    const customer = await shop.stack.customer('joannas-bakery', 701, 'en');
    const ordered = await customer.ask("I'll take 6 butter croissants, delivered to 12 Oak Street please");
    expect(ordered).toMatch(/#1001 is placed/);
    expect(ordered).toMatch(/write "pay"/);
    const link = await customer.ask('Great, I want to pay now');
    expect(link).toMatch(LINK);
    const [order] = await ordersOf('joannas-bakery');
    expect(shop.stripe.state.sessions).toMatchObject([{ amount_total: Number(order?.total_minor), currency: 'usd' }]);
    // Asked again it is the same page.
    expect(sessionIn(await customer.ask('please send me the payment link again'))).toBe(sessionIn(link));
    expect(shop.stripe.state.sessions).toHaveLength(1);

    const heard = (await customer.received(3)).length;
    const reports = await shop.stripe.pay(sessionIn(link), { copies: 3, reversed: true, atOnce: true });
    expect(new Set(reports.map(({ status }) => status))).toEqual(new Set([200]));
    const confirmation = await hears(customer, heard);
    expect(confirmation).toMatch(/payment received: \$27\.00 for order #1001/i);
    expect(confirmation).toMatch(/order #1001 is confirmed/i);
    expect(await ordersOf('joannas-bakery')).toMatchObject([{ number: 1001, status: 'confirmed' }]);
    expect(await customer.ask('did you get the payment?')).toMatch(/has been received/);
    expect(await customer.ask('can I pay for order 1001?')).toMatch(/nothing is left to pay/i);
    // One confirmation for twelve deliveries.
    expect((await customer.received(1)).filter((text) => /is confirmed/.test(text))).toHaveLength(1);
  }, 90_000);

  it('in Hebrew and Indonesian', async () => {
    const hebrew = await shop.stack.customer('valdman', 702, 'he');
    await hebrew.ask('אני רוצה להזמין 2 קילו נקניק בקר. המשלוח לרחוב הרצל 15 תל אביב');
    const link = await hebrew.ask('אפשר לשלם באשראי? שלחו לי קישור לתשלום');
    expect(link).toMatch(LINK);
    const indonesian = await shop.stack.customer('glow', 703, 'id');
    await indonesian.ask('Saya pesan 1 Niacinamide Serum, kirim ke Jalan Melati 8 Bandung ya');
    const tautan = await indonesian.ask('mau bayar sekarang, kirim linknya ya');
    expect(tautan).toMatch(LINK);
    await shop.stripe.pay(sessionIn(link));
    await shop.stripe.pay(sessionIn(tautan));
    expect(await hears(hebrew, 2)).toMatch(/התשלום שלכם התקבל: .* עבור הזמנה #1001/);
    expect(await hears(indonesian, 2)).toMatch(/Pembayaran Kakak sudah diterima: Rp\S+ untuk pesanan #1001/);
  }, 90_000);

  it('finds money whose webhook was lost when the customer says so', async () => {
    const customer = await shop.stack.customer('joannas-bakery', 704, 'en');
    await customer.ask("I'd like to order 2 sourdough loaves, deliver to 3 Elm Street");
    const link = await customer.ask('I want to pay online');
    shop.stripe.deliverTo(undefined);
    await shop.stripe.pay(sessionIn(link));
    shop.stripe.deliverTo(`${shop.stack.apiUrl}/webhooks/stripe`);
    expect(await customer.ask('I have paid')).toMatch(/payment received/i);
    expect((await ordersOf('joannas-bakery')).at(-1)).toMatchObject({ status: 'confirmed' });
    // The webhook comes late after all and says nothing new.
    const late = await shop.stripe.deliver(shop.stripe.events.slice(-4));
    expect(late.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await customer.ask('thank you')).length).toBeGreaterThan(0);
    expect((await customer.received(1)).filter((text) => /payment received/i.test(text))).toHaveLength(1);
  }, 90_000);

  it('closes the page of a booking at once when the customer cancels it', async () => {
    const customer = await shop.stack.customer('arena', 704, 'en');
    await customer.ask('Please book a futsal court on 3 December 2026 at 10:00 for 1 hour');
    const session = sessionIn(await customer.ask('I want to pay online'));
    expect(await customer.ask('Please cancel my booking')).toMatch(/cancelled/i);
    await until(
      'the page to be closed',
      30_000,
      () => shop.stripe.state.sessions.find(({ id }) => id === session)?.status === 'expired',
      () => JSON.stringify(shop.stripe.state.sessions),
    );
  }, 90_000);

  it('tells of money that staff give back, and cancels the order', async () => {
    const { json } = await shop.staff('/v1/payments?tenant=glow');
    const [payment] = json['payments'] as { id: string; amount_minor: number; status: string }[];
    expect(payment).toMatchObject({ status: 'paid' });
    const part = await shop.staff(`/v1/payments/${payment?.id}/refunds?tenant=glow`, {
      method: 'POST',
      body: { amount_minor: 100_000 },
      key: 'part',
    });
    expect(part).toMatchObject({ status: 201, json: { refund: { status: 'done', amount_minor: 100_000 } } });
    const again = await shop.staff(`/v1/payments/${payment?.id}/refunds?tenant=glow`, {
      method: 'POST',
      body: { amount_minor: 100_000 },
      key: 'part',
    });
    expect(again.json).toEqual(part.json);
    const tooMuch = { method: 'POST', body: { amount_minor: payment?.amount_minor } };
    expect(await shop.staff(`/v1/payments/${payment?.id}/refunds?tenant=glow`, tooMuch)).toMatchObject({ status: 422 });
    await shop.staff(`/v1/payments/${payment?.id}/refunds?tenant=glow`, { method: 'POST', body: {} });
    expect(shop.stripe.state.refunds.map(({ amount }) => amount)).toEqual([
      100_000,
      (payment?.amount_minor ?? 0) - 100_000,
    ]);
    const texts = () => shop.stack.telegram.messagesTo(703).map(({ text }) => text);
    await until(
      'both refunds to be told',
      30_000,
      // Two pieces of news at once may be told in one reply.
      () =>
        (
          texts()
            .join('\n')
            .match(/dikembalikan/g) ?? []
        ).length === 2,
      () => texts().join('\n---\n'),
    );
    expect(texts().at(-1)).toMatch(/Pesanan #1001 dibatalkan/);
    expect(await ordersOf('glow')).toMatchObject([{ status: 'cancelled' }]);
  }, 90_000);
});
