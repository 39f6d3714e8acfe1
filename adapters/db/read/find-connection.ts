import type { Channel } from '#domain/channel.ts';
import type { ConversationSettings } from '#domain/conversation/settings.ts';
import { NO_WIDGET } from '#domain/widget/settings.ts';
import type { WidgetSettings } from '#domain/widget/settings.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Statement } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';
import { settingsOf, tenantSettings } from '#adapters/db/tenant-cache.ts';
import { findTenant } from './tenants.ts';
import type { TenantEntry } from './tenants.ts';

export interface Connection {
  readonly tenant: TenantEntry;
  readonly channel: Channel;
  readonly channelId: string;
  readonly sealedCredentials: Uint8Array | null;
  readonly settings: ConversationSettings;
  readonly language: string;
  readonly widget: WidgetSettings;
}

const FIND: Statement = {
  name: 'find_connection',
  text: `
SELECT c.id, c.sealed_credentials, t.settings, t.version, t.language FROM channels c JOIN tenants t ON t.id = c.tenant_id
WHERE c.tenant_id = $1 AND c.channel = $2 AND c.status <> 'off'`,
};

interface Row {
  id: string;
  sealed_credentials: Uint8Array | null;
  settings: unknown;
  version: number;
  language: string;
}

/** The account a tenant has connected on a channel, credentials still sealed. */
export async function findConnection(db: Database, slug: string, channel: Channel): Promise<Connection | undefined> {
  const tenant = await findTenant(db, slug);
  if (tenant === undefined) return undefined;
  const [row] = await inTenant(db, tenant.id, (tx) => tx.rows<Row>(FIND, [tenant.id, channel]));
  return (
    row && {
      tenant,
      channel,
      channelId: row.id,
      sealedCredentials: row.sealed_credentials,
      settings: settingsOf(row.settings, row.version, channel),
      language: row.language,
      widget: tenantSettings.parse(row.settings).widget ?? NO_WIDGET,
    }
  );
}
