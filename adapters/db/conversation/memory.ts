import { v7 as uuid } from 'uuid';
import { NotFound } from '#domain/errors.ts';
import type { ConversationRef } from '#domain/turn/turn-ref.ts';
import type { ConversationStore, MemoryContext } from '#domain/store.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import type { ShopCache } from '#adapters/db/tenant-cache.ts';
import { orNull, toJsonb } from '#adapters/db/to-jsonb.ts';
import { CONTACT_JSON, TRANSCRIPT_JSON } from './json.ts';

const LOAD: Statement = {
  name: 'load_memory',
  text: `
SELECT t.version, c.summary, c.summarized_through, c.profiled_through, ${CONTACT_JSON} AS contact,
  (SELECT coalesce(json_agg(x.j ORDER BY x.seq), '[]') FROM (SELECT ${TRANSCRIPT_JSON} AS j, m.seq FROM messages m
    WHERE m.tenant_id = $1 AND m.conversation_id = $2 AND m.seq > least(c.summarized_through, c.profiled_through)
    ORDER BY m.seq LIMIT 60) x) AS messages
FROM conversations c JOIN tenants t ON t.id = c.tenant_id
JOIN contacts p ON p.tenant_id = c.tenant_id AND p.id = c.contact_id
WHERE c.tenant_id = $1 AND c.id = $2`,
};

type Row = Pick<MemoryContext, 'summary' | 'contact' | 'messages'> & {
  version: number;
  summarized_through: number;
  profiled_through: number;
};

export async function loadMemory(tx: Tx, shops: ShopCache, ref: ConversationRef): Promise<MemoryContext> {
  const [row] = await tx.rows<Row>(LOAD, [tx.tenantId, ref.conversationId]);
  if (row === undefined) throw new NotFound(`conversation ${ref.conversationId}: not found`);
  const { tenant } = await shops.get(tx, row.version);
  const { summary, contact, messages } = row;
  return {
    tenant,
    summary,
    contact,
    summarizedThrough: row.summarized_through,
    profiledThrough: row.profiled_through,
    messages,
  };
}

/** A mark only moves on: the late result of an old refresh changes nothing. */
const SAVE: Statement = {
  name: 'save_memory',
  text: `
WITH before AS (
  SELECT contact_id, profiled_through FROM conversations WHERE tenant_id = $1 AND id = $2 FOR UPDATE
), known AS (
  UPDATE contacts p SET name = coalesce($5, p.name), address = coalesce($6, p.address),
    language = coalesce($7, p.language), notes = coalesce($8, p.notes), updated_at = now()
  FROM before WHERE p.tenant_id = $1 AND p.id = before.contact_id AND $9::int > before.profiled_through
), paid AS (
  INSERT INTO usage_events (tenant_id, id, conversation_id, key, purpose, provider, model, input_tokens, output_tokens,
    cost_nano_usd, price_source)
  SELECT $1, u.id, $2, u.key, u.purpose, u.provider, u.model, u."inputTokens", u."outputTokens", u."costNanoUsd",
    u."priceSource"
  FROM jsonb_to_recordset($10::jsonb) AS u (id uuid, key text, purpose text, provider text, model text,
    "inputTokens" bigint, "outputTokens" bigint, "costNanoUsd" bigint, "priceSource" text)
  ON CONFLICT (tenant_id, conversation_id, key) DO NOTHING
)
UPDATE conversations c SET
  summary = CASE WHEN $4::int > c.summarized_through THEN $3 ELSE c.summary END,
  summarized_through = greatest(c.summarized_through, $4::int),
  profiled_through = greatest(c.profiled_through, $9::int)
FROM before WHERE c.tenant_id = $1 AND c.id = $2`,
};

export async function saveMemory(
  tx: Tx,
  ref: ConversationRef,
  memory: Parameters<ConversationStore['saveMemory']>[1],
): Promise<void> {
  const { summary, profile } = memory;
  const usage = memory.usage.map((record) => {
    const id = uuid();
    const through = record.purpose === 'summary' ? summary?.through : profile?.through;
    return { ...record, id, key: `${record.purpose}:${through ?? id}` };
  });
  await tx.rows(SAVE, [
    tx.tenantId,
    ref.conversationId,
    orNull(summary?.text),
    summary?.through ?? null,
    orNull(profile?.changes.name),
    orNull(profile?.changes.address),
    orNull(profile?.changes.language),
    orNull(profile?.changes.notes),
    profile?.through ?? null,
    toJsonb(usage),
  ]);
}
