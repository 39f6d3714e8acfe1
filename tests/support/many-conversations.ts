import type { TestDatabase } from './database.ts';
import type { TestTenant } from './fill-tenant.ts';

/**
 * Adds conversations by SQL, each with its contact and one message: number n was active n seconds before noon, is called
 * `Person n`, and said `hello number n`. Every third waits for a person; every tenth is held by `ana`; stages go round.
 */
export async function addConversations(database: TestDatabase, tenant: TestTenant, count: number): Promise<void> {
  const values = [tenant.id, tenant.channelId, count];
  const numbers = 'generate_series(1, $3::int) AS n';
  const id = (kind: string) => `md5('${kind}' || $1::uuid || n)::uuid`;
  await database.sql(
    `INSERT INTO contacts (tenant_id, id, name) SELECT $1::uuid, ${id('contact')}, 'Person ' || n FROM ${numbers} WHERE $2::uuid IS NOT NULL`,
    values,
  );
  await database.sql(
    `INSERT INTO contact_identities (tenant_id, id, contact_id, channel_id, contact_key, recipient)
     SELECT $1::uuid, ${id('identity')}, ${id('contact')}, $2, md5('key' || n), 'r' || n FROM ${numbers}`,
    values,
  );
  await database.sql(
    `INSERT INTO conversations (tenant_id, id, workflow_id, channel_id, contact_id, identity_id, stage, status, assignee_id,
       assignee_name, message_count, last_turn, last_activity_at)
     SELECT $1::uuid, ${id('conversation')}, 'conversation:${tenant.slug}:telegram:' || md5('key' || n), $2, ${id('contact')}, ${id('identity')},
       (ARRAY['greeting', 'opening', 'consultation', 'closing'])[n % 4 + 1],
       CASE WHEN n % 10 = 0 THEN 'human' WHEN n % 3 = 0 THEN 'waiting' ELSE 'bot' END,
       CASE WHEN n % 10 = 0 THEN 'ana' END, CASE WHEN n % 10 = 0 THEN 'Ana' END, 1, 1,
       timestamptz '2026-11-20T12:00:00Z' - n * interval '1 second' FROM ${numbers}`,
    values,
  );
  await database.sql(
    `INSERT INTO turns (tenant_id, conversation_id, turn) SELECT $1::uuid, ${id('conversation')}, 1 FROM ${numbers} WHERE $2::uuid IS NOT NULL`,
    values,
  );
  await database.sql(
    `INSERT INTO messages (tenant_id, id, conversation_id, channel_id, provider_message_id, seq, author, kind, text, turn, after_step, sent_at)
     SELECT $1::uuid, ${id('message')}, ${id('conversation')}, $2, 'bulk-' || n, 1, 'customer', 'text', 'hello number ' || n, 1, 0, now() FROM ${numbers}`,
    values,
  );
}
