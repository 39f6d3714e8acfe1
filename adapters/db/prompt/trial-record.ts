import { NotFound } from '#domain/errors.ts';
import type { PreviewWish } from '#domain/prompt/prompt-preview.ts';
import type { TurnRef } from '#domain/turn/turn-ref.ts';
import type { UsageRecord } from '#domain/turn/step.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Statement } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';
import { saveUsage } from '#adapters/db/write/save-usage.ts';

const FIND: Statement = {
  name: 'find_previewed',
  text: `
SELECT (SELECT p.text FROM prompts p WHERE p.tenant_id = $1 AND p.role = $3 AND p.version = $4) AS text,
  (SELECT c.workflow_id FROM conversations c WHERE c.tenant_id = $1 AND c.id = $2) AS "workflowId",
  (SELECT max(m.turn) FROM messages m WHERE m.tenant_id = $1 AND m.conversation_id = $2 AND m.author = 'customer'
    AND ($5::int IS NULL OR m.turn = $5::int)) AS turn`,
};

interface Found {
  text: string | null;
  workflowId: string | null;
  turn: number | null;
}

/** What trials of prompts and models read and keep. */
export function createTrialRecord(db: Database) {
  return {
    previewed: ({ tenantId, conversationId, role, version, turn: wanted }: PreviewWish) =>
      inTenant(db, tenantId, async (tx): Promise<{ readonly place: TurnRef; readonly text: string }> => {
        const [found] = await tx.last<{ [K in keyof Found]: Found[K] }>(FIND, [
          tenantId,
          conversationId,
          role,
          version,
          wanted,
        ]);
        const { text = null, workflowId = null, turn = null } = found ?? {};
        if (text === null) throw new NotFound(`there is no version ${version} of the ${role} prompt`);
        if (workflowId === null) throw new NotFound(`there is no conversation "${conversationId}"`);
        if (turn === null)
          throw new NotFound(`conversation ${conversationId}: no message of the customer in turn ${wanted ?? 'any'}`);
        return { place: { tenantId, conversationId, workflowId, turn }, text };
      }),
    saveUsage: (tenantId: string, usage: UsageRecord): Promise<void> =>
      inTenant(db, tenantId, (tx) => saveUsage(tx, usage)),
  };
}
