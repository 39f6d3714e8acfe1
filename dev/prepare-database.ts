import pg from 'pg';
import { createPasswordHasher } from '#adapters/crypto/password-hasher.ts';
import { createAccountStore } from '#adapters/db/account/account-store.ts';
import { migrate } from '#adapters/db/migrate.ts';
import { openDatabase } from '#adapters/db/pool.ts';
import { findTenant } from '#adapters/db/read/tenants.ts';
import { saveTenant } from '#adapters/db/write/save-tenant.ts';
import { seedDemoLogins } from '#dev/demo-logins.ts';
import type { DemoLogins } from '#dev/demo-logins.ts';
import { seedDemoTenants } from '#dev/tenants/seed.ts';

export interface DatabaseUrls {
  /** For the running system. */
  readonly url: string;
  /** The schema's owner. */
  readonly migrationUrl: string;
}

/** Makes the database on the embedded server when it is missing. @returns its URL */
export async function createDatabase(serverUrl: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Brings the schema up to date and writes the demo tenants with their admins. Running it again changes nothing. */
export async function prepareDatabase({ url, migrationUrl }: DatabaseUrls, logins: DemoLogins): Promise<void> {
  await migrate(migrationUrl);
  const database = openDatabase({ url, applicationName: 'colloquy-seed', max: 1 });
  try {
    await seedDemoTenants({ saveTenant: (tenant) => saveTenant(database, tenant) });
    await seedDemoLogins(logins, {
      store: createAccountStore(database),
      hasher: createPasswordHasher(),
      tenantId: async (slug) => (await findTenant(database, slug))?.id,
    });
  } finally {
    await database.close();
  }
}
