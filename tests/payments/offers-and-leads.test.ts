import { startPayingShop } from './paying-shop.ts';
import type { PayingShop } from './paying-shop.ts';

/* Codes that the shop computes, testimonies and offers that staff keep, details that people leave: in whole talks. */

describe('offers and leads in a conversation', () => {
  let shop: PayingShop;
  beforeAll(async () => {
    shop = await startPayingShop();
  }, 120_000);
  afterAll(() => shop.stop());

  const orderOf = async (number: number) =>
    (
      await shop.stack.sql<{ discount_minor: string; total_minor: string }>(
        `SELECT o.discount_minor, o.total_minor FROM orders o JOIN tenants t ON t.id = o.tenant_id WHERE t.slug = 'glow' AND o.number = $1`,
        [number],
      )
    )[0];

  it('takes a code off an order, in Indonesian, and the page asks for what is left', async () => {
    const customer = await shop.stack.customer('glow', 801, 'id');
    await customer.ask('Saya pesan 2 Niacinamide Serum, kirim ke Jalan Melati 8 Bandung ya');
    const before = await orderOf(1001);
    const reply = await customer.ask('pakai kode GLOW10 dong');
    expect(reply).toMatch(/Kode GLOW10 memotong Rp\S+ dari pesanan #1001/);
    const total = Number(before?.total_minor);
    expect(await orderOf(1001)).toEqual({
      discount_minor: String(total / 10),
      total_minor: String((total * 9) / 10),
    });
    expect(await customer.ask('pakai kode HEMAT99 juga')).toMatch(/tidak saya kenal|hanya untuk satu kode/);
    await customer.ask('mau bayar sekarang');
    expect(shop.stripe.state.sessions).toMatchObject([{ amount_total: (total * 9) / 10, currency: 'idr' }]);
  }, 90_000);

  it('refuses a code below its smallest order and changes nothing', async () => {
    const customer = await shop.stack.customer('glow', 802, 'id');
    await customer.ask('Saya pesan 1 Gentle Cleanser, kirim ke Jalan Kenanga 2 Jakarta');
    const before = await orderOf(1002);
    expect(await customer.ask('kode GLOW10')).toMatch(/minimal Rp150\.000/);
    expect(await orderOf(1002)).toEqual(before);
    expect(before).toMatchObject({ discount_minor: '0' });
  }, 60_000);

  it('shows what staff put into the library from the next reply on', async () => {
    const words = 'Sunscreen ini ringan sekali di kulitku';
    const added = await shop.staff('/v1/testimonies?tenant=glow', {
      method: 'POST',
      body: { author: 'Rani, Medan', text: words, product: 'Gentle Cleanser' },
    });
    expect(added).toMatchObject({ status: 201, json: { testimony: { author: 'Rani, Medan', image_url: null } } });
    const customer = await shop.stack.customer('glow', 803, 'id');
    expect(await customer.ask('Gentle Cleanser itu bagus nggak? Ada testimoni dari pelanggan lain?')).toContain(words);
    const bad = [
      { text: 'x', image_url: 'http://plain.example/a.jpg' },
      { text: '' },
      { text: 'x', valid_from: '2026-12-01', valid_until: '2026-11-01' },
      { text: 'x', valid_from: '2026-02-31' },
    ];
    for (const body of bad)
      expect(await shop.staff('/v1/testimonies?tenant=glow', { method: 'POST', body })).toMatchObject({ status: 422 });
    const badPromos = [
      { text: 'x', percent: 10 },
      { text: 'x', code: 'A B' },
      { text: 'x', code: 'AB', percent: 101 },
      { text: 'x', code: 'AB', percent: 10, amount_minor: 5 },
      { text: 'x', code: 'AB', amount_minor: -5 },
    ];
    for (const body of badPromos)
      expect(await shop.staff('/v1/promos?tenant=glow', { method: 'POST', body })).toMatchObject({ status: 422 });
    expect(
      await shop.staff('/v1/promos?tenant=glow', { method: 'POST', body: { text: 'x', code: 'glow10', percent: 1 } }),
    ).toMatchObject({
      status: 409,
    });
  }, 60_000);

  it.each([
    [
      'en',
      'joannas-bakery',
      804,
      ['Please keep me updated about new cakes', 'dana@example.com', 'yes please'],
      /noted your details/,
      { email: 'dana@example.com' },
    ],
    [
      'he',
      'valdman',
      805,
      ['תעדכנו אותי כשיש מבצעים', '050-123-4567', 'כן'],
      /תודה רבה, .*עכשיו לכתוב לך/,
      { whatsapp: '+972501234567' },
    ],
    [
      'id',
      'glow',
      806,
      ['kabari saya kalau ada promo ya', '0812 3456 7890', 'boleh, ya'],
      /sudah saya catat/,
      { whatsapp: '+6281234567890' },
    ],
  ] as const)(
    'takes details in %s, with consent',
    async (language, tenant, chatId, lines, kept, reach) => {
      const customer = await shop.stack.customer(tenant, chatId, language);
      const replies: string[] = [];
      for (const line of lines) replies.push(await customer.ask(line));
      expect(replies.join('\n---\n')).toMatch(kept);
      const { json } = await shop.staff(`/v1/leads?tenant=${tenant}`);
      expect(json['leads']).toMatchObject([{ source: 'telegram', ...reach }]);
    },
    60_000,
  );

  it('keeps nothing without a yes', async () => {
    const customer = await shop.stack.customer('joannas-bakery', 807, 'en');
    for (const line of ['Please keep me updated about new cakes', 'eve@example.com']) await customer.ask(line);
    expect(await customer.ask('no, rather not')).toMatch(/keep no details/);
    const { json } = await shop.staff('/v1/leads?tenant=joannas-bakery&search=eve');
    expect(json['leads']).toEqual([]);
  }, 60_000);

  it('exports leads that no spreadsheet runs', async () => {
    await shop.stack.sql(
      `UPDATE leads SET name = '=HYPERLINK("http://evil.example")' WHERE email = 'dana@example.com'`,
    );
    const response = await shop.stack.request('/v1/leads/export?tenant=joannas-bakery');
    expect(response.headers.get('content-type')).toMatch(/^text\/csv/);
    expect(response.headers.get('content-disposition')).toContain('leads-joannas-bakery.csv');
    expect(await response.text()).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
    expect((await shop.staff('/v1/leads?tenant=glow&search=%25')).json['leads']).toEqual([]);
  });
});
