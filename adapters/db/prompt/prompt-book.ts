import { AGENT_ROLES } from '#domain/agent/agent-role.ts';
import type { AgentRole } from '#domain/agent/agent-role.ts';
import { Conflict, NotFound } from '#domain/errors.ts';
import type { NewPrompt, PromptBook, PromptHead, PromptVersion } from '#domain/prompt/prompt-version.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { pageOf, rowsWanted } from '#adapters/db/page-of.ts';
import type { Database } from '#adapters/db/pool.ts';
import { storable } from '#adapters/db/to-jsonb.ts';

const VERSION = `json_build_object('role', p.role, 'version', p.version, 'state', p.state, 'text', p.text, 'note', p.note,
  'author', json_build_object('id', p.author_id, 'name', p.author_name), 'createdAt', iso_utc(p.created_at),
  'publishedAt', iso_utc(p.published_at)) AS prompt`;

const HEADS: Statement = {
  name: 'prompt_heads',
  text: `
SELECT role, max(version) AS "latestVersion", (count(*) FILTER (WHERE state = 'draft'))::int AS drafts
FROM prompts WHERE tenant_id = $1 GROUP BY role`,
};
const PUBLISHED: Statement = {
  name: 'published_prompts',
  text: `SELECT ${VERSION} FROM prompts p WHERE p.tenant_id = $1 AND p.state = 'published'`,
};
const LIST: Statement = {
  name: 'prompt_versions',
  text: `
SELECT ${VERSION} FROM prompts p
WHERE p.tenant_id = $1 AND p.role = $2 AND ($3::int IS NULL OR p.version < $3::int) ORDER BY p.version DESC LIMIT $4`,
};
const ONE: Statement = {
  name: 'prompt_version',
  text: `SELECT ${VERSION} FROM prompts p WHERE p.tenant_id = $1 AND p.role = $2 AND p.version = $3`,
};
const MADE: Statement = {
  name: 'prompt_made',
  text: `SELECT ${VERSION} FROM prompts p WHERE p.tenant_id = $1 AND p.id = $2`,
};
/** Two who change one role's prompt at once do so one after the other. */
const LOCK: Statement = {
  name: 'lock_prompts',
  text: `SELECT pg_advisory_xact_lock(hashtextextended('prompts:' || $1::uuid || ':' || $2::text, 0))`,
};
const ADD: Statement = {
  name: 'add_prompt',
  text: `
INSERT INTO prompts (tenant_id, id, role, version, text, note, author_id, author_name)
SELECT $1, $2, $3, coalesce(max(p.version), 0) + 1, $4, $5, $6, $7 FROM prompts p WHERE p.tenant_id = $1 AND p.role = $3
ON CONFLICT (tenant_id, id) DO NOTHING`,
};
const ARCHIVE: Statement = {
  name: 'archive_prompt',
  text: `
UPDATE prompts SET state = 'archived' WHERE tenant_id = $1 AND role = $2 AND state = 'published' AND version <> $3
RETURNING version`,
};
const PUBLISH: Statement = {
  name: 'publish_prompt',
  text: `
UPDATE prompts SET state = 'published', published_at = now()
WHERE tenant_id = $1 AND role = $2 AND version = $3 AND state <> 'published'`,
};
const BEFORE: Statement = {
  name: 'prompt_before',
  text: `
SELECT max(p.version) AS version FROM prompts p
WHERE p.tenant_id = $1 AND p.role = $2 AND p.state = 'archived'
  AND p.version < (SELECT now.version FROM prompts now WHERE now.tenant_id = $1 AND now.role = $2 AND now.state = 'published')`,
};

export function createPromptBook(db: Database): PromptBook {
  return {
    heads: (tenantId) => inTenant(db, tenantId, heads),
    versions: (tenantId, role, page) =>
      inTenant(db, tenantId, async (tx) => {
        const after = page.after?.[0] ?? null;
        const rows = await tx.rows<{ prompt: PromptVersion }>(LIST, [tenantId, role, after, rowsWanted(page)]);
        return pageOf(
          rows,
          page,
          ({ prompt }) => prompt,
          ({ prompt }) => [String(prompt.version)],
        );
      }),
    find: (tenantId, role, version) => inTenant(db, tenantId, (tx) => find(tx, role, version)),
    create: (tenantId, id, prompt) => inTenant(db, tenantId, (tx) => create(tx, id, prompt)),
    publish: (tenantId, role, version) => inTenant(db, tenantId, (tx) => publish(tx, role, version)),
    rollBack: (tenantId, role) =>
      inTenant(db, tenantId, async (tx) => {
        await tx.rows(LOCK, [tenantId, role]);
        const [row] = await tx.rows<{ version: number | null }>(BEFORE, [tenantId, role]);
        const before = row?.version ?? null;
        if (before === null)
          throw new Conflict(`no earlier version of the ${role} prompt was published; withdraw it to use ours alone`);
        return publish(tx, role, before);
      }),
    withdraw: (tenantId, role) =>
      inTenant(db, tenantId, async (tx) => {
        await tx.rows(LOCK, [tenantId, role]);
        const [was] = await tx.rows<{ version: number }>(ARCHIVE, [tenantId, role, 0]);
        if (was === undefined) throw new NotFound(`no ${role} prompt is published`);
      }),
  };
}

async function heads(tx: Tx): Promise<readonly PromptHead[]> {
  const [counts, published] = await Promise.all([
    tx.rows<{ role: AgentRole; latestVersion: number; drafts: number }>(HEADS, [tx.tenantId]),
    tx.rows<{ prompt: PromptVersion }>(PUBLISHED, [tx.tenantId]),
  ]);
  return AGENT_ROLES.map((role) => ({
    latestVersion: 0,
    drafts: 0,
    ...counts.find((count) => count.role === role),
    role,
    published: published.find(({ prompt }) => prompt.role === role)?.prompt ?? null,
  }));
}

async function find(tx: Tx, role: AgentRole, version: number): Promise<PromptVersion> {
  const [row] = await tx.rows<{ prompt: PromptVersion }>(ONE, [tx.tenantId, role, version]);
  if (row === undefined) throw new NotFound(`there is no version ${version} of the ${role} prompt`);
  return row.prompt;
}

async function create(tx: Tx, id: string, { role, text, note, author }: NewPrompt): Promise<PromptVersion> {
  await tx.rows(LOCK, [tx.tenantId, role]);
  const words = [storable(text), storable(note), author.id, storable(author.name).slice(0, 100).toWellFormed()];
  await tx.rows(ADD, [tx.tenantId, id, role, ...words]);
  const [row] = await tx.rows<{ prompt: PromptVersion }>(MADE, [tx.tenantId, id]);
  if (row === undefined) throw new NotFound(`the draft ${id} was not kept`);
  return row.prompt;
}

async function publish(tx: Tx, role: AgentRole, version: number): Promise<PromptVersion> {
  await tx.rows(LOCK, [tx.tenantId, role]);
  await find(tx, role, version);
  await tx.rows(ARCHIVE, [tx.tenantId, role, version]);
  await tx.rows(PUBLISH, [tx.tenantId, role, version]);
  return find(tx, role, version);
}
