import type { ConversationAddress } from '#domain/conversation/address.ts';
import { NotFound } from '#domain/errors.ts';
import type { Recipient } from '#domain/store.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { settingsOf } from '#adapters/db/tenant-cache.ts';

const FIND: Statement = {
  name: 'find_recipient',
  text: `
SELECT json_build_object('tenantId', t.id, 'tenantSlug', t.slug, 'channel', ch.channel, 'channelId', ch.id,
    'contactKey', i.contact_key) AS address, i.recipient, t.settings, t.version
FROM conversations c
JOIN tenants t ON t.id = c.tenant_id
JOIN contact_identities i ON i.tenant_id = c.tenant_id AND i.id = c.identity_id
JOIN channels ch ON ch.tenant_id = c.tenant_id AND ch.id = c.channel_id
WHERE c.tenant_id = $1 AND c.id = $2`,
};

interface Row {
  address: ConversationAddress;
  recipient: string;
  settings: unknown;
  version: number;
}

/** See `ConversationStore.findRecipient`. */
export async function findRecipient(tx: Tx, conversationId: string): Promise<Recipient> {
  const [row] = await tx.rows<Row>(FIND, [tx.tenantId, conversationId]);
  if (row === undefined) throw new NotFound(`conversation ${conversationId}: not found`);
  const { address, recipient, settings, version } = row;
  return { address, settings: settingsOf(settings, version, address.channel), contact: { recipient } };
}
