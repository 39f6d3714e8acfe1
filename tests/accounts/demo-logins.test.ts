import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPasswordHasher } from '#adapters/crypto/password-hasher.ts';
import { createAccountStore } from '#adapters/db/account/account-store.ts';
import { findTenant } from '#adapters/db/read/tenants.ts';
import { saveTenant } from '#adapters/db/write/save-tenant.ts';
import { ensureDemoLogins, seedDemoLogins } from '#dev/demo-logins.ts';
import { seedDemoTenants } from '#dev/tenants/seed.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { accountsApp, login } from './business.ts';

test('every home has passwords of its own for the demo shops, which open them', async () => {
  const home = await mkdtemp(join(tmpdir(), 'demo-logins-'));
  const database = await createTestDatabase();
  const db = database.open();
  const deps = {
    store: createAccountStore(db),
    hasher: createPasswordHasher(),
    tenantId: async (slug: string) => (await findTenant(db, slug))?.id,
  };
  try {
    await seedDemoTenants({ saveTenant: (tenant) => saveTenant(db, tenant) });
    const first = await ensureDemoLogins(home);
    expect((await stat(first.file)).mode & 0o777).toBe(0o600);
    expect(first.logins.map(({ tenant }) => tenant)).toEqual(['valdman', 'joannas-bakery', 'glow', 'arena']);
    await seedDemoLogins(first, deps);
    const again = await ensureDemoLogins(home);
    expect(again).toEqual({ ...first, made: false });
    await seedDemoLogins(again, deps);
    const app = accountsApp(db);
    for (const { email, password } of first.logins) await login(app, email, password);

    await rm(first.file);
    const second = await ensureDemoLogins(home);
    await seedDemoLogins(second, deps);
    const [old, fresh] = [first.logins[0], second.logins[0]];
    if (old === undefined || fresh === undefined) throw new Error('no logins were made');
    await expect(login(app, old.email, old.password)).rejects.toThrow('401');
    await login(app, fresh.email, fresh.password);

    await writeFile(first.file, '{"half');
    await expect(ensureDemoLogins(home)).rejects.toThrow(/demo-logins\.json is damaged; remove it/);
  } finally {
    await db.close();
    await database.drop();
    await rm(home, { recursive: true });
  }
});
