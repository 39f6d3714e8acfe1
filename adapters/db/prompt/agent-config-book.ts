import type { AgentConfig, AgentConfigBook } from '#domain/agent/agent-config.ts';
import type { AgentRole } from '#domain/agent/agent-role.ts';
import { NotFound, Stale } from '#domain/errors.ts';
import type { ModelRef } from '#domain/tenant/profile.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { lockVersion } from '#adapters/db/lock-version.ts';
import type { Database } from '#adapters/db/pool.ts';
import { toJsonb } from '#adapters/db/to-jsonb.ts';

const FIELDS = `a.role, jsonb_build_array(jsonb_build_object('provider', a.provider, 'model', a.model)) || a.fallbacks AS models,
  a.temperature, a.version, a.set_by AS by, iso_utc(a.updated_at) AS "updatedAt"`;

const LIST: Statement = {
  name: 'list_agent_configs',
  text: `SELECT ${FIELDS} FROM agent_configs a WHERE a.tenant_id = $1 ORDER BY a.role`,
};
const ONE: Statement = {
  name: 'one_agent_config',
  text: `SELECT ${FIELDS} FROM agent_configs a WHERE a.tenant_id = $1 AND a.role = $2`,
};
const LOCK: Statement = {
  name: 'lock_agent_config',
  text: `SELECT version::text AS version FROM agent_configs WHERE tenant_id = $1 AND role = $2 FOR UPDATE`,
};
const SET: Statement = {
  name: 'set_agent_config',
  text: `
INSERT INTO agent_configs (tenant_id, role, provider, model, fallbacks, temperature, set_by)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (tenant_id, role) DO UPDATE SET provider = excluded.provider, model = excluded.model,
  fallbacks = excluded.fallbacks, temperature = excluded.temperature, set_by = excluded.set_by`,
};
const REMOVE: Statement = {
  name: 'remove_agent_config',
  text: `DELETE FROM agent_configs WHERE tenant_id = $1 AND role = $2`,
};

type Row = { [K in keyof AgentConfig]: AgentConfig[K] };

/** Which models do the work of each role; see the port. */
export function createAgentConfigBook(db: Database): AgentConfigBook {
  return {
    list: (tenantId) => inTenant(db, tenantId, (tx) => tx.last<Row>(LIST, [tenantId])),
    find: (tenantId, role) => inTenant(db, tenantId, (tx) => find(tx, role)),
    set: (tenantId, role, { models, temperature, by }, versions) =>
      inTenant(db, tenantId, async (tx) => {
        await checkVersion(tx, role, versions);
        const [first, ...fallbacks] = models as readonly [ModelRef, ...ModelRef[]];
        const values = [first.provider, first.model, toJsonb(fallbacks), temperature, by];
        await tx.rows(SET, [tenantId, role, ...values]);
        const made = await find(tx, role);
        if (made === undefined) throw new NotFound(`the models of ${role} were not kept`);
        return made;
      }),
    remove: (tenantId, role, versions) =>
      inTenant(db, tenantId, async (tx) => {
        await lockVersion(tx, LOCK, role, versions, 'model setting of');
        await tx.rows(REMOVE, [tenantId, role]);
      }),
  };
}

/** A role that was never set has version 0. */
async function checkVersion(tx: Tx, role: AgentRole, versions: readonly string[] | null): Promise<void> {
  const [row] = await tx.rows<{ version: string }>(LOCK, [tx.tenantId, role]);
  if (versions !== null && !versions.includes(row?.version ?? '0'))
    throw new Stale(`the models of ${role} have changed; read them again`);
}

async function find(tx: Tx, role: AgentRole): Promise<AgentConfig | undefined> {
  const [row] = await tx.rows<Row>(ONE, [tx.tenantId, role]);
  return row;
}
