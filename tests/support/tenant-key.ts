import { openDatabase } from '#adapters/db/pool.ts';
import { findTenant } from '#adapters/db/read/tenants.ts';
import { createApiKey } from '#adapters/db/write/api-keys.ts';
import type { Role } from '#domain/account/role.ts';
import type { Stack } from './stack.ts';

/** A new API key of a tenant of the stack. */
export async function tenantKey(stack: Stack, slug: string, role: Role = 'admin'): Promise<string> {
  const database = openDatabase({ url: stack.databaseUrl, applicationName: 'colloquy-test-key', max: 1 });
  try {
    const tenant = await findTenant(database, slug);
    if (tenant === undefined) throw new Error(`the stack has no tenant "${slug}"`);
    const { key } = await createApiKey(database, tenant.id, 'of a test', { role, by: 'test' });
    return key;
  } finally {
    await database.close();
  }
}
