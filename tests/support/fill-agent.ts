import { v7 as uuid } from 'uuid';
import type { Database } from '#adapters/db/pool.ts';
import { createAgentConfigBook } from '#adapters/db/prompt/agent-config-book.ts';
import { createPromptBook } from '#adapters/db/prompt/prompt-book.ts';

const BY = { id: 'test', name: 'Test' };

/** A prompt and a choice of models of a test tenant. */
export async function fillAgent(db: Database, tenantId: string): Promise<void> {
  const prompts = createPromptBook(db);
  const draft = { role: 'planner', text: 'Be brief.', note: 'first', author: BY } as const;
  const { version } = await prompts.create(tenantId, uuid(), draft);
  await prompts.publish(tenantId, 'planner', version);
  const models = [{ provider: 'offline', model: 'offline-1' }];
  await createAgentConfigBook(db).set(tenantId, 'planner', { models, temperature: null, by: BY.name }, null);
}
