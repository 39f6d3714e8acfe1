import { v7 as uuid } from 'uuid';
import { NotFound } from '#domain/errors.ts';
import type { BeginDelivery, OutboxPart, PartOutcome, SplitReply } from '#domain/turn/delivery.ts';
import type { TurnRef } from '#domain/turn/turn-ref.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { orNull, toJsonb } from '#adapters/db/to-jsonb.ts';

const PART_JSON = `json_build_object('id', b.id, 'part', b.part, 'key', b.key, 'text', b.text, 'state', b.state, 'resent', b.resent)`;

/** The picture of the customer's words, or of the offer, that the reply quotes at the stage for it. */
const SHOWN_PICTURE = `CASE s.stage
  WHEN 'testimony' THEN (SELECT q.image_url FROM testimonies q WHERE q.tenant_id = $1 AND q.removed_at IS NULL
    AND q.image_url IS NOT NULL AND strpos(s.text, q.text) > 0 ORDER BY q.created_at DESC LIMIT 1)
  WHEN 'promo' THEN (SELECT q.image_url FROM promos q WHERE q.tenant_id = $1 AND q.removed_at IS NULL
    AND q.image_url IS NOT NULL AND strpos(s.text, q.text) > 0 ORDER BY q.created_at DESC LIMIT 1) END`;

const LOAD: Statement = {
  name: 'load_delivery',
  text: `
SELECT ch.channel, ch.id AS channel_id, ch.status, ch.sealed_credentials, i.recipient,
  p.opted_out_at IS NOT NULL AND NOT t.confirms_opt_out AS opted_out, s.text, ${SHOWN_PICTURE} AS image_url,
  c.status = 'human' AND t.staff_id IS NULL OR t.nudge_key IS NOT NULL AND c.status <> 'bot' AS taken_over, t.staff_id IS NOT NULL AS by_person,
  (SELECT slug FROM tenants WHERE id = $1) AS slug, last.id AS last_message_id, last.silent_ms,
  (SELECT coalesce(json_agg(${PART_JSON} ORDER BY b.part), '[]') FROM outbox b
    WHERE b.tenant_id = $1 AND b.conversation_id = $2 AND b.turn = $3) AS parts
FROM turns t
JOIN conversations c ON c.tenant_id = t.tenant_id AND c.id = t.conversation_id
JOIN contacts p ON p.tenant_id = c.tenant_id AND p.id = c.contact_id
JOIN contact_identities i ON i.tenant_id = c.tenant_id AND i.id = c.identity_id
JOIN channels ch ON ch.tenant_id = c.tenant_id AND ch.id = c.channel_id
JOIN turn_steps s ON s.tenant_id = t.tenant_id AND s.conversation_id = t.conversation_id AND s.turn = t.turn AND s.step = $4
LEFT JOIN LATERAL (
  SELECT m.provider_message_id AS id, (extract(epoch FROM now() - m.created_at) * 1000)::bigint AS silent_ms
  FROM messages m WHERE m.tenant_id = t.tenant_id AND m.conversation_id = t.conversation_id AND m.author = 'customer'
  ORDER BY m.seq DESC LIMIT 1
) last ON true
WHERE t.tenant_id = $1 AND t.conversation_id = $2 AND t.turn = $3
FOR UPDATE OF t`,
};

const QUEUE: Statement = {
  name: 'queue_parts',
  text: `
INSERT INTO outbox (tenant_id, id, conversation_id, turn, part, step, key, text, state)
SELECT $1, q.id, $2, $3, q.part, $4, q.key, q.text, q.state
FROM jsonb_to_recordset($5::jsonb) AS q (id uuid, part integer, key text, text text, state text)`,
};

/**
 * Only the part that is sent next is marked: one behind it that was never tried must not look as if the customer might
 * have it.
 */
const MARK_NEXT: Statement = {
  name: 'mark_next_part',
  text: `
UPDATE outbox SET state = 'sending', resent = resent OR state = 'sending', updated_at = now()
WHERE tenant_id = $1 AND conversation_id = $2 AND turn = $3 AND part = (SELECT min(part) FROM outbox
  WHERE tenant_id = $1 AND conversation_id = $2 AND turn = $3 AND state IN ('queued', 'sending'))`,
};

const SUPPRESS: Statement = {
  name: 'suppress_parts',
  text: `
UPDATE outbox SET state = 'suppressed', updated_at = now()
WHERE tenant_id = $1 AND conversation_id = $2 AND turn = $3 AND state IN ('queued', 'sending')`,
};

interface Row {
  channel: string;
  channel_id: string;
  status: string;
  sealed_credentials: Uint8Array | null;
  recipient: string;
  opted_out: boolean;
  taken_over: boolean;
  text: string;
  image_url: string | null;
  parts: OutboxPart[];
  slug: string;
  last_message_id: string | null;
  by_person: boolean;
  silent_ms: string | null;
}

/** See `ConversationStore.beginDelivery`. The turn's row is locked: two deliveries of it go one after the other. */
export async function beginDelivery(tx: Tx, turn: TurnRef, step: number, split: SplitReply): Promise<BeginDelivery> {
  const key = [tx.tenantId, turn.conversationId, turn.turn];
  const [row] = await tx.rows<Row>(LOAD, [...key, step]);
  if (row === undefined) throw new NotFound(`step ${step} of turn ${turn.turn}: not found`);
  const refusal = refusalOf(row);
  const author = row.by_person ? 'human' : 'bot';
  const target = {
    channel: row.channel,
    channelId: row.channel_id,
    recipient: row.recipient,
    sealedCredentials: row.sealed_credentials,
    tenantSlug: row.slug,
    lastMessageId: row.last_message_id,
    silentMs: row.silent_ms === null ? null : Number(row.silent_ms),
  };
  if (row.parts.length > 0) {
    await tx.last(refusal === null ? MARK_NEXT : SUPPRESS, key);
    return { parts: row.parts.map((part) => pictured(part, row.image_url)), target, refusal, author };
  }
  const parts = split(row.text, row.channel, row.recipient).map((text, index): OutboxPart => {
    const part = index + 1;
    return {
      id: uuid(),
      part,
      key: `${turn.conversationId}:${turn.turn}:${part}`,
      text,
      state: 'queued',
      resent: false,
    };
  });
  const rows = parts.map((part, index) => {
    return { ...part, state: refusal !== null ? 'suppressed' : index === 0 ? 'sending' : 'queued' };
  });
  await tx.last(QUEUE, [...key, step, toJsonb(rows)]);
  return { parts: parts.map((part) => pictured(part, row.image_url)), target, refusal, author };
}

/** The picture goes with the first words. */
function pictured(part: OutboxPart, imageUrl: string | null): OutboxPart {
  return part.part === 1 && imageUrl !== null ? { ...part, imageUrl } : part;
}

function refusalOf(row: Row): BeginDelivery['refusal'] {
  if (row.opted_out) return 'opted_out';
  if (row.taken_over) return 'taken_over';
  return row.status === 'active' ? null : 'channel_off';
}

const RECORD: Statement = {
  name: 'record_parts',
  text: `
WITH given AS (
  -- The provider's report that it failed may be here before our note that it was accepted.
  SELECT g.id, g.provider, CASE WHEN f.status IS NULL THEN g.state ELSE 'failed' END AS state,
    CASE WHEN f.status IS NULL THEN g.error ELSE 'ChannelRefused' END AS error, coalesce(g.refusal, f.failure_reason) AS refusal
  FROM jsonb_to_recordset($4::jsonb) AS g (id uuid, state text, provider text, error text, refusal text)
  LEFT JOIN delivery_statuses f ON f.tenant_id = $1 AND f.status = 'failed' AND g.state = 'sent'
    AND f.provider_message_id = g.provider
    AND f.channel_id = (SELECT channel_id FROM conversations WHERE tenant_id = $1 AND id = $2)
), done AS (
  UPDATE outbox b SET state = given.state, provider_message_id = coalesce(given.provider, b.provider_message_id),
    error = given.error, updated_at = now()
  FROM given
  WHERE b.tenant_id = $1 AND b.conversation_id = $2 AND b.turn = $3 AND b.id = given.id AND b.state IN ('queued', 'sending')
), blocked AS (
  UPDATE contact_identities SET blocked_at = coalesce(blocked_at, now())
  WHERE tenant_id = $1 AND EXISTS (SELECT FROM given WHERE refusal = 'blocked')
    AND id = (SELECT identity_id FROM conversations WHERE tenant_id = $1 AND id = $2)
), stopped AS (
  UPDATE contacts SET opted_out_at = coalesce(opted_out_at, now()), opt_out_confirmed = true, updated_at = now()
  WHERE tenant_id = $1 AND EXISTS (SELECT FROM given WHERE refusal = 'opted_out')
    AND id = (SELECT contact_id FROM conversations WHERE tenant_id = $1 AND id = $2)
)
UPDATE channels SET status = 'auth_failed', last_error = 'the provider refuses the credentials', last_error_at = now(),
  updated_at = now()
WHERE tenant_id = $1 AND status = 'active' AND EXISTS (SELECT FROM given WHERE refusal = 'auth')
  AND id = (SELECT channel_id FROM conversations WHERE tenant_id = $1 AND id = $2)`,
};

/** Writes what became of one part; when it is not to be sent again, the next one is marked in the same transaction. */
export async function recordPart(tx: Tx, turn: TurnRef, part: PartOutcome): Promise<void> {
  await recordParts(tx, turn, [part]);
  const goesOn = part.state === 'sent' || part.state === 'unknown';
  if (goesOn) await tx.last(MARK_NEXT, [tx.tenantId, turn.conversationId, turn.turn]);
}

/** Writes what became of parts; one that has ended keeps its end. */
export async function recordParts(tx: Tx, turn: TurnRef, parts: readonly PartOutcome[]): Promise<void> {
  const given = parts.map((part) => ({
    id: part.id,
    state: part.state,
    provider: orNull(part.providerMessageId),
    error: orNull(part.error),
    refusal: part.refusal ?? null,
  }));
  await tx.rows(RECORD, [tx.tenantId, turn.conversationId, turn.turn, toJsonb(given)]);
}
