import { v7 as uuid } from 'uuid';
import type { Stage } from '#domain/conversation/stage.ts';
import type { Status } from '#domain/conversation/status.ts';
import { NotFound } from '#domain/errors.ts';
import type { OpenTurnInput } from '#domain/store.ts';
import { orNull, storable } from '#adapters/db/to-jsonb.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';

/** A conversation's row, locked until the transaction ends, with what opening a turn needs beside it. */
export interface LockedConversation {
  id: string;
  contact_id: string;
  stage: Stage;
  status: Status;
  ai_enabled: boolean;
  message_count: number;
  last_turn: number;
  open_handoff: boolean;
  version: number;
  settings: unknown;
  opted_out: boolean;
  opt_out_confirmed: boolean;
  /** The handoff whose rating the customer was asked for. */
  rating_of: string | null;
}

/** Enough to find a conversation, or to open it. */
export type NewConversation = Pick<OpenTurnInput, 'address' | 'workflowId' | 'contact' | 'settingsVersion'>;

const LOCK: Statement = {
  name: 'lock_conversation',
  text: `
SELECT c.id, c.contact_id, c.stage, c.status, c.ai_enabled, c.message_count, c.last_turn, c.rating_of,
  EXISTS (SELECT FROM handoffs h WHERE h.tenant_id = c.tenant_id AND h.conversation_id = c.id AND h.closed_at IS NULL)
    AS open_handoff,
  t.version, CASE WHEN t.version > $3 THEN t.settings END AS settings,
  p.opted_out_at IS NOT NULL AS opted_out, p.opt_out_confirmed
FROM conversations c JOIN tenants t ON t.id = c.tenant_id JOIN contacts p ON p.tenant_id = c.tenant_id AND p.id = c.contact_id
WHERE c.tenant_id = $1 AND c.workflow_id = $2 FOR UPDATE OF c`,
};

const ALONE: Statement = {
  name: 'first_contact_lock',
  text: `SELECT pg_advisory_xact_lock(hashtextextended($1 || ':' || $2, 0))`,
};

const CREATE: Statement = {
  name: 'create_conversation',
  text: `
WITH known AS (
  -- Somebody known by another of their ids is the same contact: what they asked for, and their orders, stay theirs.
  SELECT id, contact_id, contact_key = $3 AS by_key FROM contact_identities
  WHERE tenant_id = $1 AND channel_id = $2 AND contact_key = ANY ($11) ORDER BY by_key DESC, created_at LIMIT 1
), contact AS (
  INSERT INTO contacts (tenant_id, id, name)
  SELECT $1, $4, $5 WHERE NOT EXISTS (SELECT FROM known) RETURNING id
), identity AS (
  INSERT INTO contact_identities (tenant_id, id, contact_id, channel_id, contact_key, recipient, display_name)
  SELECT $1, $6, o.id, $2, $3, $7, $5 FROM (SELECT contact_id AS id FROM known WHERE NOT by_key UNION ALL SELECT id FROM contact) o
  RETURNING id, contact_id
), person AS (SELECT id, contact_id FROM known WHERE by_key UNION ALL SELECT id, contact_id FROM identity), aliased AS (
  -- Other ids of the same person lead to the same contact.
  INSERT INTO contact_identities (tenant_id, id, contact_id, channel_id, contact_key, recipient, display_name)
  SELECT $1, a.id, person.contact_id, $2, a.key, $7, $5 FROM person, jsonb_to_recordset($10::jsonb) AS a (id uuid, key text)
  ON CONFLICT (tenant_id, channel_id, contact_key) DO NOTHING
)
INSERT INTO conversations (tenant_id, id, workflow_id, channel_id, contact_id, identity_id)
SELECT $1, $8, $9, $2, person.contact_id, person.id FROM person
ON CONFLICT (tenant_id, workflow_id) DO NOTHING`,
};

/** Finds or creates contact, identity and conversation; 20 first messages at once still make one of each. */
export async function lockConversation(tx: Tx, input: NewConversation): Promise<LockedConversation> {
  const key = [tx.tenantId, input.workflowId, input.settingsVersion];
  const [known] = await tx.rows<LockedConversation>(LOCK, key);
  if (known !== undefined) return known;
  await tx.rows(ALONE, [tx.tenantId, input.workflowId]);
  await create(tx, input);
  const [made] = await tx.rows<LockedConversation>(LOCK, key);
  if (made === undefined) throw new NotFound(`conversation ${input.workflowId}: tenant or channel is not known`);
  return made;
}

async function create(tx: Tx, { address, contact, workflowId }: NewConversation): Promise<void> {
  const aliasKeys = contact.aliasKeys ?? [];
  await tx.rows(CREATE, [
    tx.tenantId,
    address.channelId,
    address.contactKey,
    uuid(),
    orNull(contact.displayName)?.slice(0, 100) ?? null,
    uuid(),
    storable(contact.recipient),
    uuid(),
    workflowId,
    JSON.stringify(aliasKeys.map((key) => ({ id: uuid(), key }))),
    [address.contactKey, ...aliasKeys],
  ]);
}
