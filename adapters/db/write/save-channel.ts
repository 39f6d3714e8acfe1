import { v7 as uuid } from 'uuid';
import type { Channel } from '#domain/channel.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Statement } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';

export interface SavedChannel {
  readonly id: string;
  readonly channel: string;
  readonly status: string;
  readonly createdAt: string;
}

/** With how the connection fares; null = never, or nothing. */
export interface ListedChannel extends SavedChannel {
  readonly lastInboundAt: string | null;
  readonly lastError: string | null;
  readonly lastErrorAt: string | null;
  readonly tokenExpiresAt: string | null;
}

const CLAIM: Statement = {
  name: 'claim_channel',
  text: `
INSERT INTO channels (tenant_id, id, channel) VALUES ($1, $2, $3)
ON CONFLICT (tenant_id, channel) DO UPDATE SET updated_at = now() RETURNING id`,
};

const SEAL: Statement = {
  name: 'seal_channel',
  text: `
UPDATE channels SET sealed_credentials = $3, status = 'active', account_ids = $4, last_error = NULL, last_error_at = NULL,
  token_expires_at = NULL, updated_at = now() WHERE tenant_id = $1 AND id = $2
RETURNING id, channel, status, iso_utc(created_at) AS "createdAt"`,
};

const LIST: Statement = {
  name: 'list_channels',
  text: `
SELECT id, channel, status, iso_utc(created_at) AS "createdAt", iso_utc(last_inbound_at) AS "lastInboundAt",
  last_error AS "lastError", iso_utc(last_error_at) AS "lastErrorAt", iso_utc(token_expires_at) AS "tokenExpiresAt"
FROM channels WHERE tenant_id = $1 ORDER BY channel`,
};

/** Connects an account, or replaces its credentials. They are sealed for the channel's id, so the id comes first. */
export async function saveChannel(
  db: Database,
  tenantId: string,
  channel: Channel,
  seal: (channelId: string) => Uint8Array,
  accountIds: readonly string[] = [],
): Promise<SavedChannel> {
  return inTenant(db, tenantId, async (tx) => {
    const [claimed] = await tx.rows<{ id: string }>(CLAIM, [tenantId, uuid(), channel]);
    if (claimed === undefined) throw new Error(`channel ${channel} was not returned by its own insert`);
    const [saved] = await tx.rows<SavedChannel>(SEAL, [tenantId, claimed.id, seal(claimed.id), accountIds]);
    if (saved === undefined) throw new Error(`channel ${claimed.id} was not returned by its own update`);
    return saved;
  });
}

export async function listChannels(db: Database, tenantId: string): Promise<ListedChannel[]> {
  return inTenant(db, tenantId, (tx) => tx.rows<ListedChannel>(LIST, [tenantId]));
}
