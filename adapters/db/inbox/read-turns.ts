import type { TurnTrace } from '#domain/inbox/turn-trace.ts';
import type { Page, PageRequest } from '#domain/page.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { pageOf, rowsWanted } from '#adapters/db/page-of.ts';

const OF_TURN = 'x.tenant_id = t.tenant_id AND x.conversation_id = t.conversation_id AND x.turn = t.turn';

const USAGE = `(SELECT json_build_object('provider', u.provider, 'model', u.model, 'inputTokens', u.input_tokens,
    'outputTokens', u.output_tokens, 'costNanoUsd', u.cost_nano_usd)
  FROM usage_events u WHERE u.tenant_id = x.tenant_id AND u.conversation_id = x.conversation_id
    AND u.key = 'turn:' || x.turn || ':' || x.step)`;

const TRACE: Statement = {
  name: 'turn_traces',
  text: `
SELECT json_build_object('turn', t.turn, 'outcome', t.outcome, 'stage', t.stage, 'status', t.status,
  'staff', CASE WHEN t.staff_id IS NOT NULL THEN json_build_object('id', t.staff_id, 'name', t.staff_name) END,
  'summaryUsed', t.summary_used, 'sentStep', t.step, 'startedAt', iso_utc(t.created_at), 'finishedAt', iso_utc(t.finished_at),
  'steps', (SELECT coalesce(json_agg(json_build_object('step', x.step, 'round', x.round, 'kind', x.kind, 'text', x.text,
      'violations', x.violations, 'stage', x.stage, 'at', iso_utc(x.created_at), 'usage', ${USAGE}) ORDER BY x.step), '[]')
    FROM turn_steps x WHERE ${OF_TURN}),
  'tools', (SELECT coalesce(json_agg(json_build_object('step', x.step, 'callId', x.call_id, 'name', x.tool, 'input', x.input,
      'result', x.result->'data', 'ok', x.result->'ok', 'effect', x.result->'effect'->>'kind', 'summary', x.result->>'summary',
      'at', iso_utc(x.created_at)) ORDER BY x.step, x.created_at), '[]')
    FROM tool_receipts x WHERE ${OF_TURN})) AS trace
FROM turns t WHERE t.tenant_id = $1 AND t.conversation_id = $2 AND t.turn < $3 ORDER BY t.turn DESC LIMIT $4`,
};

const LAST_TURN = 2 ** 31 - 1;

/** What the turns of a conversation did, the newest first. */
export async function readTurns(tx: Tx, conversationId: string, request: PageRequest): Promise<Page<TurnTrace>> {
  const from = request.after?.[0] ?? LAST_TURN;
  const rows = await tx.rows<{ trace: TurnTrace }>(TRACE, [tx.tenantId, conversationId, from, rowsWanted(request)]);
  return pageOf(
    rows,
    request,
    (row) => row.trace,
    ({ trace }) => [String(trace.turn)],
  );
}
