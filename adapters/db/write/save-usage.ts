import { v7 as uuid } from 'uuid';
import type { UsageRecord } from '#domain/turn/step.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Statement } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';

const SAVE: Statement = {
  name: 'save_usage',
  text: `
INSERT INTO usage_events (tenant_id, id, key, purpose, provider, model, input_tokens, output_tokens, cost_nano_usd, price_source,
  prompt_version)
VALUES ($1, $2::uuid, $3::text || ':' || $2::uuid, $3::text, $4, $5, $6, $7, $8, $9, $10)`,
};

/** Keeps what one model call cost that belongs to no conversation: a question of staff, a trial. */
export async function saveUsage(db: Database, tenantId: string, usage: UsageRecord): Promise<void> {
  const { purpose, provider, model, inputTokens, outputTokens, costNanoUsd, priceSource, promptVersion } = usage;
  const values = [purpose, provider, model, inputTokens, outputTokens, costNanoUsd, priceSource];
  await inTenant(db, tenantId, (tx) => tx.last(SAVE, [tx.tenantId, uuid(), ...values, promptVersion ?? null]));
}
