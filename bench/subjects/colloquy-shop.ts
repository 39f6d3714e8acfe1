import { migrate } from '#adapters/db/migrate.ts';
import { openDatabase } from '#adapters/db/pool.ts';
import type { ConversationSettings } from '#domain/conversation/settings.ts';
import { saveTenant } from '#adapters/db/write/save-tenant.ts';
import { JOANNAS_BAKERY } from '#dev/tenants/joannas-bakery.ts';

export const BENCH_TENANT = 'bench';

/** Waiting for a burst of messages to end is no cost. */
const AT_ONCE = { quietMs: 0 };

/** Creates the schema and a bakery. */
export async function prepareShop(url: string, timings: Partial<ConversationSettings> = AT_ONCE): Promise<void> {
  await migrate(url);
  const { profile, products } = JOANNAS_BAKERY;
  const database = openDatabase({ url, applicationName: 'colloquy-bench-shop', max: 1 });
  try {
    await saveTenant(database, { profile: { ...profile, slug: BENCH_TENANT, conversation: timings }, products });
  } finally {
    await database.close();
  }
}
