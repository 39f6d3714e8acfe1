import { v7 as uuid } from 'uuid';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';

const FILL = {
  name: 'fill_inbox',
  text: `
WITH label AS (INSERT INTO labels (tenant_id, id, name, color) VALUES ($1, $2, 'vip', '#aa0000')),
canned AS (INSERT INTO canned_replies (tenant_id, id, shortcut, title, text) VALUES ($1, $2, 'hello', 'Hello', 'Hello there')),
deed AS (INSERT INTO idempotency_keys (tenant_id, caller, key, fingerprint, claim, claimed_until)
  VALUES ($1, 'staff', 'deed', sha256('asked'), $2, now() + interval '1 minute'))
SELECT 1 AS done`,
};
const TAG = {
  name: 'fill_tag',
  text: 'INSERT INTO conversation_labels (tenant_id, label_id, conversation_id, added_by) VALUES ($1, $2, $3, $4)',
};

/** One of everything that staff keep about conversations. */
export async function fillInbox(db: Database, tenantId: string, conversationId: string): Promise<void> {
  const id = uuid();
  await inTenant(db, tenantId, async (tx) => {
    await tx.rows(FILL, [tenantId, id]);
    await tx.rows(TAG, [tenantId, id, conversationId, 'staff']);
  });
}
