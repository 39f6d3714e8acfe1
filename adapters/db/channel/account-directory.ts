import type { Channel } from '#domain/channel.ts';
import { isChannel } from '#domain/channel.ts';
import { withoutTenant } from '#adapters/db/in-tenant.ts';
import type { Statement } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';

const FIND: Statement = { name: 'channels_of_account', text: 'SELECT slug, channel FROM channels_of_account($1)' };

/** Which tenants have connected the provider's account of this id, oldest connection first. */
export async function channelsOfAccount(
  db: Database,
  accountId: string,
): Promise<readonly { readonly slug: string; readonly channel: Channel }[]> {
  const rows = await withoutTenant<{ slug: string; channel: string }>(db, FIND, [accountId]);
  return rows.flatMap(({ slug, channel }) => (isChannel(channel) ? [{ slug, channel }] : []));
}
