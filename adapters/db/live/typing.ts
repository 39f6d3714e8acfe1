import type { Typing } from '#domain/live/typing.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Statement } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';

export const TYPING_CHANNEL = 'colloquy_typing';

/** Says nothing about a conversation that is not the tenant's own. */
const SAY: Statement = {
  name: 'say_typing',
  text: `
SELECT pg_notify('${TYPING_CHANNEL}', json_build_object('t', c.tenant_id, 'w', c.workflow_id, 'c', c.id, 'u', $3::text,
  'h', c.status = 'human')::text)
FROM conversations c WHERE c.tenant_id = $1 AND c.id = $2`,
};

/** Tells every API process that somebody of the staff writes in a conversation. Nothing is kept. */
export function createSayTyping(
  db: Database,
): (tenantId: string, conversationId: string, userId: string) => Promise<void> {
  return async (tenantId, conversationId, userId) => {
    await inTenant(db, tenantId, (tx) => tx.last(SAY, [tenantId, conversationId, userId]));
  };
}

/** Undefined when it is no notice of ours. */
export function readTyping(payload: string | undefined): Typing | undefined {
  try {
    const value = JSON.parse(payload ?? '') as Partial<Record<'t' | 'w' | 'c' | 'u' | 'h', unknown>> | null;
    const { t, w, c, u, h } = value ?? {};
    if (typeof t !== 'string' || typeof w !== 'string' || typeof c !== 'string' || typeof u !== 'string')
      return undefined;
    return { tenantId: t, workflowId: w, conversationId: c, userId: u, isHeld: h === true };
  } catch {
    return undefined;
  }
}
