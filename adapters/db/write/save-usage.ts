import { v7 as uuid } from 'uuid';
import type { UsageRecord } from '#domain/turn/step.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';

const SAVE: Statement = {
  name: 'save_usage',
  text: `
INSERT INTO usage_events (tenant_id, id, key, conversation_id, turn, purpose, provider, model, input_tokens, output_tokens,
  cost_nano_usd, price_source, prompt_version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
};

/**
 * Keeps what one model call cost that came to nothing else on record: a question of staff, a trial, or an answer within a
 * turn (`of`) that could not be used. Each call of this is a cost of its own.
 */
export async function saveUsage(
  tx: Tx,
  usage: UsageRecord,
  of?: { readonly conversationId: string; readonly turn: number; readonly step: number },
): Promise<void> {
  const { purpose, provider, model, inputTokens, outputTokens, costNanoUsd, priceSource, promptVersion } = usage;
  const id = uuid();
  const key = `${of === undefined ? purpose : `turn:${of.turn}:${of.step}`}:${id}`;
  const place = [tx.tenantId, id, key, of?.conversationId ?? null, of?.turn ?? null];
  const paid = [purpose, provider, model, inputTokens, outputTokens, costNanoUsd, priceSource, promptVersion ?? null];
  await tx.last(SAVE, [...place, ...paid]);
}
