import { NotFound } from '#domain/errors.ts';
import type { CannedReply, CannedReplyBook, NewCannedReply } from '#domain/inbox/canned-reply.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { lockVersion } from '#adapters/db/lock-version.ts';
import type { Database } from '#adapters/db/pool.ts';
import { orNull, storable } from '#adapters/db/to-jsonb.ts';

const FIELDS = `r.id, r.shortcut, r.title, r.text, r.language, r.version, iso_utc(r.updated_at) AS "updatedAt"`;

const LIST: Statement = {
  name: 'list_canned_replies',
  text: `SELECT ${FIELDS} FROM canned_replies r WHERE r.tenant_id = $1 ORDER BY r.shortcut`,
};
const ONE: Statement = {
  name: 'one_canned_reply',
  text: `SELECT ${FIELDS} FROM canned_replies r WHERE r.tenant_id = $1 AND r.id = $2`,
};
const ADD: Statement = {
  name: 'add_canned_reply',
  text: `
INSERT INTO canned_replies (tenant_id, id, shortcut, title, text, language) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (tenant_id, id) DO NOTHING`,
};
const LOCK: Statement = {
  name: 'lock_canned_reply',
  text: `SELECT version::text AS version FROM canned_replies WHERE tenant_id = $1 AND id = $2 FOR UPDATE`,
};
const CHANGE: Statement = {
  name: 'change_canned_reply',
  text: `UPDATE canned_replies SET shortcut = $3, title = $4, text = $5, language = $6 WHERE tenant_id = $1 AND id = $2`,
};
const REMOVE: Statement = {
  name: 'remove_canned_reply',
  text: `DELETE FROM canned_replies WHERE tenant_id = $1 AND id = $2`,
};

type Row = { [K in keyof CannedReply]: CannedReply[K] };

export function createCannedReplyBook(db: Database): CannedReplyBook {
  return {
    list: (tenantId) => inTenant(db, tenantId, (tx) => tx.rows<Row>(LIST, [tenantId])),
    create: (tenantId, id, reply) =>
      inTenant(db, tenantId, async (tx) => {
        await tx.rows(ADD, valuesOf(tx, id, reply));
        return read(tx, id);
      }),
    change: (tenantId, id, changes, versions) =>
      inTenant(db, tenantId, async (tx) => {
        await lockVersion(tx, LOCK, id, versions, 'canned reply');
        await tx.rows(CHANGE, valuesOf(tx, id, { ...(await read(tx, id)), ...changes }));
        return read(tx, id);
      }),
    remove: (tenantId, id, versions) =>
      inTenant(db, tenantId, async (tx) => {
        await lockVersion(tx, LOCK, id, versions, 'canned reply');
        await tx.rows(REMOVE, [tenantId, id]);
      }),
  };
}

function valuesOf(tx: Tx, id: string, { shortcut, title, text, language }: NewCannedReply): unknown[] {
  return [tx.tenantId, id, shortcut, storable(title), storable(text), orNull(language)];
}

async function read(tx: Tx, id: string): Promise<CannedReply> {
  const [reply] = await tx.rows<Row>(ONE, [tx.tenantId, id]);
  if (reply === undefined) throw new NotFound(`there is no canned reply "${id}"`);
  return reply;
}
