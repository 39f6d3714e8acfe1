import { v7 as uuid } from 'uuid';
import { NotFound } from '#domain/errors.ts';
import type { SaveStepInput } from '#domain/store.ts';
import type { TurnStep } from '#domain/turn/step.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { noticeOf } from '#adapters/db/notice.ts';
import { storable, toJsonb } from '#adapters/db/to-jsonb.ts';
import { STEP_JSON } from './json.ts';

const SAVE: Statement = {
  name: 'save_step',
  text: `
WITH saved AS (
  INSERT INTO turn_steps (tenant_id, conversation_id, turn, step, round, kind, text, tool_calls, violations, stage)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  ON CONFLICT (tenant_id, conversation_id, turn, step) DO NOTHING RETURNING step
), paid AS (
  INSERT INTO usage_events (tenant_id, id, conversation_id, key, turn, purpose, provider, model, input_tokens,
    output_tokens, cost_nano_usd, price_source, prompt_version)
  SELECT $1, $11, $2, 'turn:' || $3::int || ':' || $4::int, $3, u.purpose, u.provider, u.model, u."inputTokens",
    u."outputTokens", u."costNanoUsd", u."priceSource", u."promptVersion"
  FROM saved, jsonb_to_record($12::jsonb) AS u (purpose text, provider text, model text, "inputTokens" bigint,
    "outputTokens" bigint, "costNanoUsd" bigint, "priceSource" text, "promptVersion" integer)
  WHERE $12::jsonb <> 'null'::jsonb
)
SELECT pg_notify('colloquy_events', $13) FROM saved`,
};

const STORED: Statement = {
  name: 'stored_step',
  text: `SELECT ${STEP_JSON} AS step FROM turn_steps s
WHERE s.tenant_id = $1 AND s.conversation_id = $2 AND s.turn = $3 AND s.step = $4`,
};

/** Keeps one model call's outcome and cost; the first one kept wins. */
export async function saveStep(tx: Tx, input: SaveStepInput): Promise<TurnStep> {
  const { step, usage, conversationId, turn } = input;
  const saving = tx.rows(SAVE, [
    tx.tenantId,
    conversationId,
    turn,
    step.step,
    step.round,
    step.kind,
    storable(step.text),
    toJsonb(step.toolCalls),
    toJsonb(step.violations),
    step.stage,
    uuid(),
    toJsonb(usage),
    noticeOf(input, 'step', turn),
  ]);
  // Read back in the same round trip: what another attempt kept first is the answer.
  const reading = tx.last<{ step: TurnStep }>(STORED, [tx.tenantId, conversationId, turn, step.step]);
  const [, [stored]] = await Promise.all([saving, reading]);
  if (stored === undefined) throw new NotFound(`step ${step.step} of turn ${turn}: not found`);
  return stored.step;
}
