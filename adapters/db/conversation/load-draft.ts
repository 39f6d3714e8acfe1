import { NotFound } from '#domain/errors.ts';
import type { DraftContext } from '#domain/store.ts';
import type { TurnRef } from '#domain/turn/turn-ref.ts';
import type { InTenant, Statement } from '#adapters/db/in-tenant.ts';
import { productsTalkedOf } from '#adapters/db/product/products-talked-of.ts';
import type { ShopCache } from '#adapters/db/tenant-cache.ts';
import { CONTACT_JSON, ORDER_JSON, SEEN_JSON, STEP_JSON } from './json.ts';

const LOAD: Statement = {
  name: 'load_draft',
  text: `
SELECT t.version, c.contact_id, c.stage, c.status, c.summary, c.promo_shown, coalesce((SELECT x.confirms_opt_out FROM turns x
    WHERE x.tenant_id = $1 AND x.conversation_id = $2 AND x.turn = $3), false) AS confirms_opt_out, ${CONTACT_JSON} AS contact,
  (SELECT coalesce(json_agg(x.j ORDER BY x.seq), '[]') FROM (SELECT ${SEEN_JSON} AS j, m.seq FROM messages m
    WHERE m.tenant_id = $1 AND m.conversation_id = $2 AND m.turn < $3 ORDER BY m.seq DESC LIMIT 30) x) AS history,
  (SELECT coalesce(json_agg(${SEEN_JSON} ORDER BY m.seq), '[]') FROM messages m
    WHERE m.tenant_id = $1 AND m.conversation_id = $2 AND m.turn = $3 AND m.author IN ('customer', 'system')) AS turn_messages,
  (SELECT coalesce(json_agg(${STEP_JSON} ORDER BY s.step), '[]') FROM turn_steps s
    WHERE s.tenant_id = $1 AND s.conversation_id = $2 AND s.turn = $3) AS steps,
  (SELECT coalesce(json_agg(x.j ORDER BY x.turn, x.step, x.created_at), '[]') FROM (SELECT json_build_object('turn', r.turn,
      'step', r.step, 'callId', r.call_id, 'tool', r.tool, 'input', r.input, 'result', r.result) AS j, r.turn, r.step,
      r.created_at FROM tool_receipts r WHERE r.tenant_id = $1 AND r.conversation_id = $2 AND r.result IS NOT NULL
    ORDER BY r.turn DESC, r.step DESC, r.created_at DESC LIMIT 100) x) AS receipts,
  (SELECT coalesce(json_agg(x.j ORDER BY x.number DESC), '[]') FROM (SELECT ${ORDER_JSON} AS j, o.number FROM orders o
    WHERE o.tenant_id = $1 AND o.contact_id = c.contact_id ORDER BY o.number DESC LIMIT 10) x) AS orders,
  json_build_object('channel', ch.channel, 'channelId', ch.id, 'recipient', i.recipient, 'tenantSlug', t.slug,
    'lastMessageId', (SELECT m.provider_message_id FROM messages m WHERE m.tenant_id = $1 AND m.conversation_id = $2
      AND m.turn = $3 AND m.author = 'customer' ORDER BY m.seq DESC LIMIT 1)) AS delivery, ch.sealed_credentials
FROM conversations c
JOIN tenants t ON t.id = c.tenant_id
JOIN contacts p ON p.tenant_id = c.tenant_id AND p.id = c.contact_id
JOIN contact_identities i ON i.tenant_id = c.tenant_id AND i.id = c.identity_id
JOIN channels ch ON ch.tenant_id = c.tenant_id AND ch.id = c.channel_id
WHERE c.tenant_id = $1 AND c.id = $2`,
};

type Row = Pick<
  DraftContext,
  'contact' | 'stage' | 'status' | 'summary' | 'history' | 'steps' | 'receipts' | 'orders'
> & {
  version: number;
  contact_id: string;
  promo_shown: boolean;
  confirms_opt_out: boolean;
  turn_messages: DraftContext['turnMessages'];
  delivery: Omit<DraftContext['delivery'], 'sealedCredentials' | 'silentMs'>;
  sealed_credentials: Uint8Array | null;
};

/** Everything a prompt needs: one query, and a second when the tenant has changed since it was last read. */
export async function loadDraft(run: InTenant, shops: ShopCache, turn: TurnRef): Promise<DraftContext> {
  const [row] = await run((tx) => tx.last<Row>(LOAD, [tx.tenantId, turn.conversationId, turn.turn]));
  if (row === undefined) throw new NotFound(`conversation ${turn.conversationId}: not found`);
  const { contact, stage, status, summary, history, steps, receipts, orders } = row;
  const shop = shops.known(turn.tenantId, row.version) ?? (await run((tx) => shops.get(tx, row.version)));
  return {
    ...shop,
    ...(shop.shelf && { catalogue: await run((tx) => productsTalkedOf(tx, [...history, ...row.turn_messages])) }),
    contactId: row.contact_id,
    contact,
    stage,
    status,
    summary,
    history,
    turnMessages: row.turn_messages,
    steps,
    receipts,
    orders,
    promoShown: row.promo_shown,
    ...(row.confirms_opt_out && { confirmsOptOut: true }),
    delivery: { ...row.delivery, silentMs: 0, sealedCredentials: row.sealed_credentials },
  };
}
