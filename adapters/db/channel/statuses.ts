import type { StatusEvent } from '#domain/message/channel-event.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { toJsonb } from '#adapters/db/to-jsonb.ts';

/** A report with the contact keys of the person it names, ours first. */
export interface KeyedStatus {
  readonly event: StatusEvent;
  readonly contactKeys: readonly string[];
}

/** The feed hears of the messages whose status moved. One that is not recorded yet is told of when it is. */
const tellOf = (moved: string) => `
  INSERT INTO feed (tenant_id, type, conversation_id, subject_kind, subject_id)
  SELECT DISTINCT $1::uuid, 'message.status', m.conversation_id, 'message', m.id
  FROM ${moved} JOIN messages m ON m.tenant_id = $1 AND m.conversation_id = ours.conversation_id AND m.turn = ours.turn
    AND m.author IN ('bot', 'human')`;

/**
 * One statement for a whole delivery. Reports come in any order and again: a status only moves forward, and a message
 * whose end nobody knew is settled by the first report about it, by its id or by our own key.
 */
const RECORD: Statement = {
  name: 'record_statuses',
  text: `
WITH given AS (
  SELECT DISTINCT ON (g.id) g.* FROM jsonb_to_recordset($3::jsonb)
    AS g (id text, conversation uuid, turn integer, part integer, status text, at timestamptz, code text, reason text)
  ORDER BY g.id, g.status = 'failed', delivery_rank(g.status) DESC
), kept AS (
  INSERT INTO delivery_statuses AS d (tenant_id, channel_id, provider_message_id, status, at, failure_code, failure_reason)
  SELECT $1, $2, id, status, at, code, reason FROM given
  ON CONFLICT (tenant_id, channel_id, provider_message_id) DO UPDATE
    SET status = excluded.status, at = excluded.at, failure_code = excluded.failure_code,
      failure_reason = excluded.failure_reason, updated_at = now()
    WHERE d.status <> 'failed' AND (delivery_rank(excluded.status) > delivery_rank(d.status)
      OR (excluded.status = 'failed' AND d.status = 'sent'))
  RETURNING provider_message_id
), ours AS (
  SELECT b.id, b.conversation_id, b.turn, given.id AS provider, given.status, given.reason, b.state
  FROM given JOIN outbox b ON b.tenant_id = $1 AND (b.provider_message_id = given.id
    OR (b.conversation_id = given.conversation AND b.turn = given.turn AND b.part = given.part))
  JOIN conversations c ON c.tenant_id = $1 AND c.id = b.conversation_id AND c.channel_id = $2
), told AS (
  ${tellOf('ours JOIN kept ON kept.provider_message_id = ours.provider')}
), settled AS (
  UPDATE outbox b SET state = CASE ours.status WHEN 'failed' THEN 'failed' ELSE 'sent' END,
    provider_message_id = coalesce(b.provider_message_id, ours.provider),
    error = CASE ours.status WHEN 'failed' THEN 'ChannelRefused' END, updated_at = now()
  FROM ours WHERE b.tenant_id = $1 AND b.id = ours.id
    AND (b.state IN ('unknown', 'sending') OR (b.state = 'sent' AND ours.status = 'failed' AND NOT EXISTS (
      SELECT FROM delivery_statuses d WHERE d.tenant_id = $1 AND d.channel_id = $2
        AND d.provider_message_id = ours.provider AND d.status IN ('delivered', 'read'))))
), wished AS (
  UPDATE contacts SET opted_out_at = coalesce(opted_out_at, now()), opt_out_confirmed = true, updated_at = now()
  WHERE tenant_id = $1 AND id IN (SELECT c.contact_id FROM ours JOIN conversations c
    ON c.tenant_id = $1 AND c.id = ours.conversation_id WHERE ours.status = 'failed' AND ours.reason = 'opted_out')
), blocked AS (
  UPDATE contact_identities SET blocked_at = coalesce(blocked_at, now())
  WHERE tenant_id = $1 AND id IN (SELECT c.identity_id FROM ours JOIN conversations c
    ON c.tenant_id = $1 AND c.id = ours.conversation_id WHERE ours.status = 'failed' AND ours.reason = 'blocked')
)
UPDATE channels SET status = 'auth_failed', last_error = 'a message was refused: token or right is not valid',
  last_error_at = now(), updated_at = now()
WHERE tenant_id = $1 AND id = $2 AND status = 'active' AND EXISTS (SELECT FROM given WHERE reason = 'auth')`,
};

/** "Everything until then": the messages of one person's conversations on this channel. */
const RECORD_UNTIL: Statement = {
  name: 'record_statuses_until',
  text: `
WITH ours AS (
SELECT DISTINCT ON (b.provider_message_id) b.provider_message_id AS provider, b.conversation_id, b.turn
FROM contact_identities i
JOIN conversations c ON c.tenant_id = $1 AND c.identity_id = i.id
JOIN outbox b ON b.tenant_id = $1 AND b.conversation_id = c.id AND b.provider_message_id IS NOT NULL
WHERE i.tenant_id = $1 AND i.channel_id = $2 AND i.contact_key = ANY ($5) AND b.created_at <= $4::timestamptz + interval '2 s'
  AND b.state = 'sent' AND b.created_at > $4::timestamptz - interval '30 days'
), kept AS (
  INSERT INTO delivery_statuses AS d (tenant_id, channel_id, provider_message_id, status, at)
  SELECT $1::uuid, $2::uuid, ours.provider, $3::text, $4::timestamptz FROM ours
  ON CONFLICT (tenant_id, channel_id, provider_message_id) DO UPDATE
    SET status = excluded.status, at = excluded.at, updated_at = now()
    WHERE d.status <> 'failed' AND delivery_rank(excluded.status) > delivery_rank(d.status)
  RETURNING provider_message_id
)
${tellOf('ours JOIN kept ON kept.provider_message_id = ours.provider')}`,
};

/** Our key of a part: conversation, turn, part. */
const KEY = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):(\d{1,9}):(\d{1,6})$/;

export async function recordStatuses(tx: Tx, channelId: string, statuses: readonly KeyedStatus[]): Promise<void> {
  const rows = statuses.flatMap(({ event }) => {
    const [, conversation = null, turn = null, part = null] = KEY.exec(event.ourKey ?? '') ?? [];
    const { status, at, failure } = event;
    const { code = null, reason = null } = failure ?? {};
    return event.messageIds.map((id) => ({ id, conversation, turn, part, status, at, code, reason }));
  });
  if (rows.length > 0) await tx.rows(RECORD, [tx.tenantId, channelId, toJsonb(rows)]);
  for (const { event, contactKeys } of statuses) {
    if (event.until === undefined || contactKeys.length === 0) continue;
    await tx.rows(RECORD_UNTIL, [tx.tenantId, channelId, event.status, event.until, contactKeys]);
  }
}
