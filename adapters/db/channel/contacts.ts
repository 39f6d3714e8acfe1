import { v7 as uuid } from 'uuid';
import type { Wish } from '#domain/contact/wish.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import type { WishScope } from '#domain/message/channel-event.ts';
import { storable } from '#adapters/db/to-jsonb.ts';

const WISH: Statement = {
  name: 'apply_wish',
  text: `
UPDATE contacts SET opted_out_at = CASE $4::text WHEN 'out' THEN coalesce(opted_out_at, $5::timestamptz) END,
  wish_changed_at = $5, opt_out_confirmed = $4 = 'out' AND (opt_out_confirmed OR $6::boolean), updated_at = now()
WHERE tenant_id = $1 AND (wish_changed_at IS NULL OR wish_changed_at <= $5)
  AND id IN (SELECT contact_id FROM contact_identities
    WHERE tenant_id = $1 AND channel_id = $2 AND contact_key = ANY ($3))`,
};

const MARKETING: Statement = {
  name: 'apply_marketing_wish',
  text: `
UPDATE contacts SET marketing_opted_out_at = CASE $4::text WHEN 'out' THEN $5::timestamptz END, updated_at = now()
WHERE tenant_id = $1 AND id IN (SELECT contact_id FROM contact_identities
  WHERE tenant_id = $1 AND channel_id = $2 AND contact_key = ANY ($3))`,
};

const REACH: Statement = {
  name: 'apply_block',
  text: `
UPDATE contact_identities SET blocked_at = CASE $4::text WHEN 'out' THEN $5::timestamptz END
WHERE tenant_id = $1 AND channel_id = $2 AND contact_key = ANY ($3)`,
};

export interface WishOfContact {
  readonly channelId: string;
  readonly contactKeys: readonly string[];
  readonly wish: Wish;
  /** When they said so, ISO 8601 UTC: a later wish is not undone by an older message. */
  readonly at: string;
  readonly scope: WishScope;
  /** The provider has told the person already. */
  readonly confirmed: boolean;
}

/** Takes a person's wish at its word; somebody we do not know yet is caught when their message is recorded. */
export async function applyWish(tx: Tx, { channelId, contactKeys, wish, at, scope, confirmed }: WishOfContact) {
  const values = [tx.tenantId, channelId, contactKeys, wish, at];
  if (scope === 'marketing') await tx.rows(MARKETING, values);
  else if (scope === 'reach') await tx.rows(REACH, values);
  else await tx.rows(WISH, [...values, confirmed]);
}

const MOVE: Statement = {
  name: 'move_contact',
  text: `
WITH person AS (
  SELECT contact_id, display_name FROM contact_identities
  WHERE tenant_id = $1 AND channel_id = $2 AND contact_key = ANY ($3) ORDER BY created_at LIMIT 1
), added AS (
  INSERT INTO contact_identities (tenant_id, id, contact_id, channel_id, contact_key, recipient, display_name)
  SELECT $1, g.id, person.contact_id, $2, g.key, $5, person.display_name
  FROM person, jsonb_to_recordset($4::jsonb) AS g (id uuid, key text)
  ON CONFLICT (tenant_id, channel_id, contact_key) DO NOTHING
)
UPDATE contact_identities SET recipient = $5
WHERE tenant_id = $1 AND channel_id = $2 AND contact_key = ANY ($3)`,
};

/** The person has other ids now: the same contact, answered under the new one. */
export async function moveContact(
  tx: Tx,
  moved: {
    readonly channelId: string;
    readonly from: readonly string[];
    readonly to: readonly string[];
    readonly recipient: string;
  },
): Promise<void> {
  const rows = JSON.stringify(moved.to.map((key) => ({ id: uuid(), key })));
  await tx.rows(MOVE, [tx.tenantId, moved.channelId, moved.from, rows, storable(moved.recipient)]);
}

const MAIN_KEY: Statement = {
  name: 'main_contact_key',
  text: `
SELECT i.contact_key FROM contact_identities a
JOIN contact_identities i ON i.tenant_id = a.tenant_id AND i.contact_id = a.contact_id AND i.channel_id = a.channel_id
JOIN conversations c ON c.tenant_id = i.tenant_id AND c.identity_id = i.id
WHERE a.tenant_id = $1 AND a.channel_id = $2 AND a.contact_key = ANY ($3)
ORDER BY c.last_activity_at DESC LIMIT 1`,
};

/** The key under which the person's latest conversation on this channel runs, whichever of their ids is known. */
export async function mainContactKey(
  tx: Tx,
  channelId: string,
  contactKeys: readonly string[],
): Promise<string | undefined> {
  const [row] = await tx.rows<{ contact_key: string }>(MAIN_KEY, [tx.tenantId, channelId, contactKeys]);
  return row?.contact_key;
}
