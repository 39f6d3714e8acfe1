import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkTenant, readTenantFile, TenantFileError } from './read-tenant-file.ts';
import { toTenant } from './to-tenant.ts';

const SHOP = { slug: 'corner-shop', name: 'Corner Shop', currency: 'USD', language: 'en', time_zone: 'Europe/Berlin' };

describe('a tenant file', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'colloquy-tenant-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('needs five facts; the rest has defaults', () => {
    const { profile, products } = toTenant(checkTenant(SHOP, 'test'));
    expect(profile).toMatchObject({
      slug: 'corner-shop',
      timeZone: 'Europe/Berlin',
      policies: [],
      models: [],
      conversation: {},
    });
    expect(profile.persona).toContain('Corner Shop');
    expect(products).toEqual([]);
  });

  test('keeps prices in minor units of its currency and quantities in thousandths', () => {
    const products = [
      { name: 'Cake', price: 12.5 },
      { name: 'Flour', price: '0.99', unit: 'kg', step: 0.25, aliases: ['white flour'] },
    ];
    const tenant = toTenant(checkTenant({ ...SHOP, products }, 'test'));
    expect(tenant.products).toEqual([
      expect.objectContaining({
        name: 'Cake',
        priceMinor: 1250,
        stepMilli: 1000,
        unit: 'unit',
        currency: 'USD',
        available: true,
      }),
      expect.objectContaining({ name: 'Flour', priceMinor: 99, stepMilli: 250, unit: 'kg', aliases: ['white flour'] }),
    ]);
  });

  test('hands durations to the conversation under their own names', () => {
    const tenant = toTenant(checkTenant({ ...SHOP, conversation: { quiet_ms: 0, turns_per_run: 20 } }, 'test'));
    expect(tenant.profile.conversation).toEqual({ quietMs: 0, turnsPerRun: 20 });
  });

  test('hands over how bookings are taken, and nothing when it says nothing', () => {
    const bookings = { confirmation: 'held', hold_minutes: 20, reminder_minutes: null };
    const tenant = toTenant(checkTenant({ ...SHOP, bookings }, 'test'));
    expect(tenant.profile.bookings).toEqual({ confirmation: 'held', holdMinutes: 20, reminderMinutes: null });
    expect(toTenant(checkTenant(SHOP, 'test')).profile).not.toHaveProperty('bookings');
    const bad = { ...SHOP, bookings: { hold_minutes: 0 } };
    expect(problemsOf(() => checkTenant(bad, 'shop.json'))).toContain('bookings.hold_minutes');
  });

  test('keeps offers with what their codes take off', () => {
    const promotions = [
      { text: 'Ten percent', code: 'ten', percent: 10, min_order: 20, customer_limit: 1, until: '2026-12-31' },
      { text: 'Five dollars', code: 'FIVE', amount: '5' },
      { text: 'A gift' },
    ];
    const { profile } = toTenant(checkTenant({ ...SHOP, promotions }, 'test'));
    expect(profile.promotions).toEqual([
      {
        text: 'Ten percent',
        code: 'ten',
        discount: { kind: 'percent', percentBp: 1000 },
        minOrderMinor: 2000,
        customerLimit: 1,
        until: '2026-12-31',
      },
      { text: 'Five dollars', code: 'FIVE', discount: { kind: 'fixed', amountMinor: 500 } },
      { text: 'A gift' },
    ]);
    const bad = [
      { text: 'x', percent: 10 },
      { text: 'x', code: 'A', percent: 10, amount: 5 },
      { text: 'x', code: 'AB', amount: '1.005' },
    ];
    const message = problemsOf(() => checkTenant({ ...SHOP, promotions: bad.slice(0, 2) }, 'shop.json'));
    expect(message).toContain('needs a code');
    expect(problemsOf(() => checkTenant({ ...SHOP, promotions: bad.slice(2) }, 'shop.json'))).toContain(
      'promotions.0.amount',
    );
  });

  test('names every problem with its path', () => {
    const products = [
      { name: 'Cake', price: 1.005 },
      { name: 'cake', price: '12,50' },
      { name: '', price: -1, colour: 'red' },
    ];
    const bad = { ...SHOP, slug: 'No Slug', language: 'english', time_zone: 'Mars/Olympus', currency: 'XYZ', products };
    const message = problemsOf(() => checkTenant(bad, 'shop.json'));
    expect(message).toContain('shop.json has 8 problem(s)');
    for (const path of [
      'slug:',
      'language:',
      'time_zone:',
      'currency:',
      'products.2.name:',
      'products.2.price:',
      'products.2:',
      'products.1.name:',
    ]) {
      expect(message).toContain(`- ${path}`);
    }
  });

  test('finds problems between fields', () => {
    const products = [
      { name: 'Cake', price: 1.005 },
      { name: 'cake', price: '12,50' },
    ];
    const testimonies = [{ author: 'Ann', text: 'Lovely', product: 'Pie' }];
    const message = problemsOf(() => checkTenant({ ...SHOP, products, testimonies }, 'shop.json'));
    expect(message).toContain('products.0.price: "1.005" is no amount of USD');
    expect(message).toContain('products.1.name: is also products.0.name');
    expect(message).toContain('products.1.price: "12,50" is no amount of USD');
    expect(message).toContain('testimonies.0.product: "Pie" is no product of this file');
  });

  test('says which file can’t be read or is no JSON', async () => {
    const missing = join(folder, 'missing.json');
    await expect(readTenantFile(missing)).rejects.toThrow(missing);
    const broken = join(folder, 'broken.json');
    await writeFile(broken, '{"slug": ');
    await expect(readTenantFile(broken)).rejects.toThrow('it is not JSON');
  });

  test('is read from disk', async () => {
    const path = join(folder, 'shop.json');
    await writeFile(path, JSON.stringify({ ...SHOP, products: [{ name: 'Cake', price: 3 }] }));
    await expect(readTenantFile(path)).resolves.toMatchObject({
      slug: 'corner-shop',
      products: [{ name: 'Cake', price: '3' }],
    });
  });
});

function problemsOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof TenantFileError) return error.message;
    throw error;
  }
  throw new Error('the file was accepted');
}
