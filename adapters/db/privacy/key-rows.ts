import type { Statement, Tx } from '#adapters/db/in-tenant.ts';

/** A conversation's key as it is kept. */
export interface KeyRow {
  id: string;
  sealed_key: Uint8Array;
}

const CURRENT: Statement = {
  name: 'current_conversation_key',
  text: `
WITH made AS (
  INSERT INTO conversation_keys (tenant_id, id, workflow_id, sealed_key) VALUES ($1, $3, $2, $4)
  ON CONFLICT (tenant_id, workflow_id) DO NOTHING RETURNING id, sealed_key
)
SELECT id, sealed_key FROM made
UNION ALL SELECT id, sealed_key FROM conversation_keys WHERE tenant_id = $1 AND workflow_id = $2 LIMIT 1`,
};

const BY_ID: Statement = {
  name: 'conversation_key',
  text: 'SELECT id, sealed_key FROM conversation_keys WHERE tenant_id = $1 AND id = $2',
};

/** The key of a conversation; `made` becomes it when there is none. Undefined = another process made one just now. */
export async function currentKey(tx: Tx, workflowId: string, made: KeyRow): Promise<KeyRow | undefined> {
  const [row] = await tx.last<KeyRow>(CURRENT, [tx.tenantId, workflowId, made.id, made.sealed_key]);
  return row;
}

/** Undefined = it was destroyed. */
export async function keyById(tx: Tx, id: string): Promise<KeyRow | undefined> {
  const [row] = await tx.last<KeyRow>(BY_ID, [tx.tenantId, id]);
  return row;
}
