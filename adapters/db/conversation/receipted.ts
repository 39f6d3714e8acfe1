import { createHash } from 'node:crypto';
import { Conflict, NotFound } from '#domain/errors.ts';
import type { AtDesk } from '#domain/order/shop-desk.ts';
import type { ToolCallRef } from '#domain/store.ts';
import type { ToolResult } from '#domain/turn/receipt.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import type { ShopCache } from '#adapters/db/tenant-cache.ts';
import { toJsonb } from '#adapters/db/to-jsonb.ts';
import { createShopDesk } from './shop-desk.ts';

/** Call ids are the model's; a longer one is kept by its hash, since index entries have a limit. */
const LONGEST_CALL_ID = 200;

const CLAIM: Statement = {
  name: 'claim_receipt',
  text: `
WITH held AS (
  -- Waits for whoever records newer messages, and they for us.
  SELECT FROM conversations WHERE tenant_id = $1 AND id = $2 FOR NO KEY UPDATE
)
INSERT INTO tool_receipts (tenant_id, conversation_id, turn, step, call_id, tool, input)
SELECT $1, $2, $3, $4, $5, $6, $7 FROM held
ON CONFLICT (tenant_id, conversation_id, turn, step, call_id) DO NOTHING
RETURNING (SELECT version FROM tenants WHERE id = $1) AS version`,
};
/** Read when the claim holds the conversation, so that nothing of it is missed. */
const MEANWHILE: Statement = {
  name: 'meanwhile_in_turn',
  text: `
SELECT EXISTS (SELECT FROM messages
  WHERE tenant_id = $1 AND conversation_id = $2 AND turn = $3 AND after_step >= $4 AND author = 'customer') AS superseded,
(SELECT last.result FROM (SELECT r.tool, r.input, r.result FROM tool_receipts r
  WHERE r.tenant_id = $1 AND r.conversation_id = $2 AND r.turn = $3 AND r.result ? 'effect'
  ORDER BY r.step DESC, r.created_at DESC LIMIT 1) last WHERE last.tool = $5 AND last.input = $6) AS twin`,
};
const STORED: Statement = {
  name: 'stored_receipt',
  text: `SELECT result FROM tool_receipts
WHERE tenant_id = $1 AND conversation_id = $2 AND turn = $3 AND step = $4 AND call_id = $5`,
};
const FINISH: Statement = {
  name: 'finish_receipt',
  text: `UPDATE tool_receipts SET result = $6
WHERE tenant_id = $1 AND conversation_id = $2 AND turn = $3 AND step = $4 AND call_id = $5`,
};

/**
 * The receipt is claimed first: of two calls at once the second waits at the unique key for the first to commit, then
 * reads its result; when the first fails, nothing of it is left and the second runs. A worker that was thought dead, and
 * comes late with a deed that a newer draft knows nothing of, is refused.
 */
export async function receipted(
  tx: Tx,
  shops: ShopCache,
  call: ToolCallRef,
  work: AtDesk<ToolResult>,
): Promise<ToolResult> {
  const key = keyOf(tx, call);
  const asked = [call.tool, toJsonb(call.input)];
  const [[claimed], [meanwhile]] = await Promise.all([
    tx.rows<{ version: number }>(CLAIM, [...key, ...asked]),
    tx.rows<{ superseded: boolean; twin: ToolResult | null }>(MEANWHILE, [...key.slice(0, 4), ...asked]),
  ]);
  if (claimed === undefined) {
    const [stored] = await tx.rows<{ result: ToolResult }>(STORED, key);
    if (stored === undefined)
      throw new NotFound(`turn ${call.turn}, step ${call.step}: neither a conversation nor a receipt found`);
    return stored.result;
  }
  if (meanwhile?.superseded === true)
    throw new Conflict(
      `turn ${call.turn}, step ${call.step}: the customer wrote again after this step was asked for; expected a newer step, nothing was done`,
    );
  const shop = await shops.get(tx, claimed.version);
  const result =
    meanwhile?.twin && call.oncePerTurn === true
      ? alreadyDone(call.tool, meanwhile.twin)
      : await work(createShopDesk(tx, shop, call), shop.tenant, callKeyOf(call));
  await tx.last(FINISH, [...key, toJsonb(result)]);
  return result;
}

/**
 * A model that stutters or runs in circles asks for the same deed under a new id. Only the last deed of the turn counts,
 * so that what was undone in between can be done again.
 */
function alreadyDone(tool: string, earlier: ToolResult): ToolResult {
  const message =
    'This very call was carried out a moment ago, in answer to this message; nothing was done again. Tell the customer what came of it.';
  return {
    ok: false,
    data: { error: { code: 'already_done', message }, earlier: earlier.data },
    summary: `${tool}: already done`,
  };
}

const VERSION: Statement = { name: 'shop_version', text: `SELECT version FROM tenants WHERE id = $1` };

/** See `ConversationStore.prepared`. Two at once may both prepare: what they write has the call's key. */
export async function prepared<T>(
  tx: Tx,
  shops: ShopCache,
  call: ToolCallRef,
  work: AtDesk<T>,
): Promise<{ readonly value: T } | { readonly result: ToolResult }> {
  const [[stored], [current]] = await Promise.all([
    tx.rows<{ result: ToolResult }>(STORED, keyOf(tx, call)),
    tx.rows<{ version: number }>(VERSION, [tx.tenantId]),
  ]);
  if (stored !== undefined) return { result: stored.result };
  if (current === undefined) throw new NotFound(`tenant ${tx.tenantId}: not found`);
  const shop = await shops.get(tx, current.version);
  return { value: await work(createShopDesk(tx, shop, call), shop.tenant, callKeyOf(call)) };
}

function keyOf(tx: Tx, call: ToolCallRef): unknown[] {
  return [tx.tenantId, call.conversationId, call.turn, call.step, storableCallId(call.callId)];
}

function callKeyOf(call: ToolCallRef): string {
  return `${call.conversationId}:${call.turn}:${call.step}:${storableCallId(call.callId)}`;
}

function storableCallId(callId: string): string {
  if (callId.length <= LONGEST_CALL_ID && !callId.includes('\u0000') && callId.isWellFormed()) return callId;
  return `sha256:${createHash('sha256').update(callId).digest('hex')}`;
}
