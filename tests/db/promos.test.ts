import { createConversationStore } from '#adapters/db/conversation-store.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';
import { loadShop } from '#adapters/db/tenant-cache.ts';
import { saveTenant } from '#adapters/db/write/save-tenant.ts';
import type { PromoOutcome } from '#domain/promo/promo-desk.ts';
import type { ConversationStore } from '#domain/store.ts';
import type { NewOrder } from '#domain/order/shop-desk.ts';
import type { Promotion } from '#domain/tenant/profile.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { call, KEYRING, makeTenant, newTenant, openFirst, orderOne } from '#tests/support/fill-tenant.ts';
import type { TestTenant } from '#tests/support/fill-tenant.ts';

const TODAY = '2026-11-21';
const OK = { ok: true, data: null, summary: 'test' } as const;

describe('offers on record', () => {
  let database: TestDatabase;
  let db: Database;
  let store: ConversationStore;
  let shops = 0;
  beforeAll(async () => {
    database = await createTestDatabase();
    db = database.open({ max: 8 });
    store = createConversationStore({ db, seal: KEYRING });
  });
  afterAll(async () => {
    await db.close();
    await database.drop();
  });

  async function shopWith(...promotions: Promotion[]): Promise<TestTenant> {
    const shop = await makeTenant(db, `promo-shop-${(shops += 1)}`);
    const tenant = newTenant(shop.slug);
    await saveTenant(db, { ...tenant, profile: { ...tenant.profile, promotions } });
    return shop;
  }

  /** A new customer's order of one bread (€3.50), and what the code does to it. */
  async function orders(shop: TestTenant, person: string, code: string, today = TODAY) {
    const turn = await openFirst(store, shop, person);
    await store.receipted(call(turn, turn.contactId), orderOne);
    const apply = async (said = code, callId = 'promo') => {
      const outcome: { value?: PromoOutcome } = {};
      await store.receipted(call(turn, turn.contactId, callId), async (desk) => {
        const [order] = await desk.orders(1);
        outcome.value = await desk.promos.apply((await desk.lockOrder(order?.number ?? 0))?.id ?? '', said, today);
        return OK;
      });
      return outcome.value;
    };
    const order = async () => {
      const read: { value?: unknown } = {};
      await store.receipted(call(turn, turn.contactId, `read-${Math.random()}`), async (desk) => {
        read.value = (await desk.orders(1))[0];
        return OK;
      });
      return read.value;
    };
    return { turn, apply, order };
  }

  const TEN: Promotion = { code: 'TEN', text: 'Ten percent off', discount: { kind: 'percent', percentBp: 1_000 } };

  it('take off what the shop computes, once an order', async () => {
    const shop = await shopWith(TEN, {
      code: 'FIFTY',
      text: 'Half a euro',
      discount: { kind: 'fixed', amountMinor: 50 },
    });
    const { apply, order } = await orders(shop, 'ann', ' ten ');
    expect(await apply()).toMatchObject({ isNew: true, promo: { code: 'TEN' } });
    expect(await order()).toMatchObject({ discountMinor: 35, totalMinor: 315, promoCode: 'TEN' });
    expect(await apply('TEN', 'again')).toMatchObject({ isNew: false });
    expect(await apply('FIFTY', 'other')).toEqual({ refusal: 'promo_already_applied' });
    expect(await apply('NONE', 'none')).toEqual({ refusal: 'unknown_promo' });
    expect(await order()).toMatchObject({ discountMinor: 35, totalMinor: 315 });
  });

  it('follow the order when it changes, and fall away below their smallest order', async () => {
    const shop = await shopWith({ ...TEN, minOrderMinor: 300 });
    const { turn, apply, order } = await orders(shop, 'bob', 'TEN');
    await apply();
    const resize = (quantity: number, callId: string) =>
      store.receipted(call(turn, turn.contactId, callId), async (desk) => {
        const [now] = await desk.orders(1);
        const [line] = now?.lines ?? [];
        if (!now || !line) throw new Error('there is no order');
        const total = line.unitPriceMinor * quantity;
        const lines = [{ ...line, quantityMilli: quantity * 1_000, totalMinor: total }];
        const next: NewOrder = { lines, totalMinor: total, currency: now.currency, deliveryAddress: null, notes: null };
        await desk.replaceOrder(now.id, next);
        return OK;
      });
    await resize(3, 'more');
    expect(await order()).toMatchObject({ discountMinor: 105, totalMinor: 945, promoCode: 'TEN' });
    await database.sql('UPDATE promos SET min_order_minor = 2000 WHERE tenant_id = $1', [shop.id]);
    await resize(2, 'less');
    expect(await order()).toMatchObject({ discountMinor: 0, totalMinor: 700, promoCode: null });
  });

  it('give the last use to exactly one of 20 at once, and back when its order is cancelled', async () => {
    const shop = await shopWith({ ...TEN, usageLimit: 1 });
    const all = await Promise.all(Array.from({ length: 20 }, (_, index) => orders(shop, `racer-${index}`, 'TEN')));
    const outcomes = await Promise.all(all.map(({ apply }) => apply()));
    expect(outcomes.filter((outcome) => outcome && 'isNew' in outcome)).toHaveLength(1);
    expect(
      outcomes.filter((outcome) => outcome && 'refusal' in outcome && outcome.refusal === 'promo_used_up'),
    ).toHaveLength(19);
    const discounts = await database.sql<{ sum: string }>(
      'SELECT sum(discount_minor) FROM orders WHERE tenant_id = $1',
      [shop.id],
    );
    expect(discounts).toEqual([{ sum: '35' }]);
    expect((await inTenant(db, shop.id, loadShop)).tenant.promotions).toEqual([]);
    await database.sql(`UPDATE orders SET status = 'cancelled' WHERE tenant_id = $1 AND discount_minor > 0`, [shop.id]);
    const late = await orders(shop, 'late', 'TEN');
    expect(await late.apply()).toMatchObject({ isNew: true });
  }, 60_000);

  it.each([
    ['too early', { from: '2026-11-22' }, 'promo_not_started'],
    ['too late', { until: '2026-11-20' }, 'promo_expired'],
    ['a small order', { minOrderMinor: 351 }, 'promo_min_order'],
  ] as const)('refuse %s and change nothing', async (_, more, refusal) => {
    const shop = await shopWith({ ...TEN, ...more });
    const { apply, order } = await orders(shop, 'eve', 'TEN');
    expect(await apply()).toMatchObject({ refusal });
    expect(await order()).toMatchObject({ discountMinor: 0, totalMinor: 350 });
    expect(await database.sql('SELECT FROM promo_uses WHERE tenant_id = $1', [shop.id])).toEqual([]);
  });

  it('come and go with the profile; what staff keep stays', async () => {
    const shop = await shopWith(TEN, { text: 'A gift with every cake' });
    const base = newTenant(shop.slug);
    const words = { author: 'Dana', text: 'Lovely bread', product: 'Bread', imageUrl: 'https://shop.example/a.jpg' };
    await database.sql(
      `INSERT INTO testimonies (tenant_id, id, author, text, source) VALUES ($1, gen_random_uuid(), 'Staff', 'Kept', 'staff')`,
      [shop.id],
    );
    const profile = { ...base.profile, testimonies: [words], promotions: [{ text: 'A gift with every cake' }] };
    await saveTenant(db, { ...base, profile });
    const { tenant } = await inTenant(db, shop.id, loadShop);
    expect(tenant.promotions).toEqual([{ text: 'A gift with every cake' }]);
    expect(tenant.testimonies).toEqual([{ author: 'Staff', text: 'Kept' }, words]);
    const before = tenant.version;
    await saveTenant(db, { ...base, profile });
    expect((await inTenant(db, shop.id, loadShop)).tenant.version).toBe(before);
  });
});
