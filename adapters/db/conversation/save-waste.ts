import { v7 as uuid } from 'uuid';
import type { WastedCall } from '#domain/store.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';

const SAVE: Statement = {
  name: 'save_waste',
  text: `
INSERT INTO usage_events (tenant_id, id, conversation_id, key, turn, purpose, provider, model, input_tokens, output_tokens,
  cost_nano_usd, price_source, prompt_version)
VALUES ($1, $2::uuid, $3, 'turn:' || $4::int || ':' || $5::int || ':' || $2::uuid, $4, $6, $7, $8, $9, $10, $11, $12, $13)`,
};

/** See `ConversationStore.saveWaste`. */
export async function saveWaste(tx: Tx, { conversationId, turn, step, usage }: WastedCall): Promise<void> {
  const { purpose, provider, model, inputTokens, outputTokens, costNanoUsd, priceSource, promptVersion } = usage;
  const place = [tx.tenantId, uuid(), conversationId, turn, step];
  const paid = [purpose, provider, model, inputTokens, outputTokens, costNanoUsd, priceSource, promptVersion ?? null];
  await tx.last(SAVE, [...place, ...paid]);
}
