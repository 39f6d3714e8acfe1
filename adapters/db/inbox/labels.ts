import { NotFound } from '#domain/errors.ts';
import type { LabelTag } from '#domain/inbox/conversation-entry.ts';
import type { Label, LabelBook, NewLabel } from '#domain/inbox/label.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { lockVersion } from '#adapters/db/lock-version.ts';
import type { Database } from '#adapters/db/pool.ts';
import { storable } from '#adapters/db/to-jsonb.ts';

const FIELDS = `l.id, l.name, l.color, l.version, (SELECT count(*)::int FROM conversation_labels cl
  WHERE cl.tenant_id = l.tenant_id AND cl.label_id = l.id) AS conversations`;

const LIST: Statement = {
  name: 'list_labels',
  text: `SELECT ${FIELDS} FROM labels l WHERE l.tenant_id = $1 ORDER BY l.name`,
};
const ONE: Statement = {
  name: 'one_label',
  text: `SELECT ${FIELDS} FROM labels l WHERE l.tenant_id = $1 AND l.id = $2`,
};
const ADD: Statement = {
  name: 'add_label',
  text: `INSERT INTO labels (tenant_id, id, name, color) VALUES ($1, $2, $3, $4) ON CONFLICT (tenant_id, id) DO NOTHING`,
};
const LOCK: Statement = {
  name: 'lock_label',
  text: `SELECT version::text AS version FROM labels WHERE tenant_id = $1 AND id = $2 FOR UPDATE`,
};
const CHANGE: Statement = {
  name: 'change_label',
  text: `UPDATE labels SET name = coalesce($3, name), color = coalesce($4, color) WHERE tenant_id = $1 AND id = $2`,
};
const REMOVE: Statement = { name: 'remove_label', text: `DELETE FROM labels WHERE tenant_id = $1 AND id = $2` };

const KNOWN: Statement = {
  name: 'known_labels',
  text: `
SELECT EXISTS (SELECT FROM conversations c WHERE c.tenant_id = $1 AND c.id = $2) AS conversation,
  ARRAY(SELECT w.id::text FROM unnest($3::uuid[]) AS w (id)
    WHERE NOT EXISTS (SELECT FROM labels l WHERE l.tenant_id = $1 AND l.id = w.id)) AS missing`,
};
const TAKE_OFF: Statement = {
  name: 'take_labels_off',
  text: `DELETE FROM conversation_labels WHERE tenant_id = $1 AND conversation_id = $2 AND NOT label_id = ANY ($3::uuid[])`,
};
const PUT_ON: Statement = {
  name: 'put_labels_on',
  text: `
INSERT INTO conversation_labels (tenant_id, label_id, conversation_id, added_by)
SELECT DISTINCT $1::uuid, w.id, $2::uuid, $4 FROM unnest($3::uuid[]) AS w (id) ORDER BY w.id ON CONFLICT DO NOTHING`,
};
const TAGS: Statement = {
  name: 'labels_of_conversation',
  text: `
SELECT l.id, l.name, l.color FROM conversation_labels cl JOIN labels l ON l.tenant_id = cl.tenant_id AND l.id = cl.label_id
WHERE cl.tenant_id = $1 AND cl.conversation_id = $2 ORDER BY l.name`,
};

type Row<T> = { [K in keyof T]: T[K] };

export function createLabelBook(db: Database): LabelBook {
  return {
    list: (tenantId) => inTenant(db, tenantId, (tx) => tx.rows<Row<Label>>(LIST, [tenantId])),
    create: (tenantId, id, { name, color }) =>
      inTenant(db, tenantId, async (tx) => {
        await tx.rows(ADD, [tenantId, id, storable(name), color]);
        return read(tx, id);
      }),
    change: (tenantId, id, changes, versions) => inTenant(db, tenantId, (tx) => change(tx, id, changes, versions)),
    remove: (tenantId, id, versions) =>
      inTenant(db, tenantId, async (tx) => {
        await lockVersion(tx, LOCK, id, versions, 'label');
        await tx.rows(REMOVE, [tenantId, id]);
      }),
    set: (tenantId, conversationId, labels, by) => inTenant(db, tenantId, (tx) => set(tx, conversationId, labels, by)),
  };
}

async function read(tx: Tx, id: string): Promise<Label> {
  const [label] = await tx.rows<Row<Label>>(ONE, [tx.tenantId, id]);
  if (label === undefined) throw new NotFound(`there is no label "${id}"`);
  return label;
}

async function change(tx: Tx, id: string, changes: Partial<NewLabel>, versions: readonly string[] | null) {
  await lockVersion(tx, LOCK, id, versions, 'label');
  const name = changes.name === undefined ? null : storable(changes.name);
  await tx.rows(CHANGE, [tx.tenantId, id, name, changes.color ?? null]);
  return read(tx, id);
}

async function set(
  tx: Tx,
  conversationId: string,
  labels: readonly string[],
  by: string,
): Promise<readonly LabelTag[]> {
  const [known] = await tx.rows<{ conversation: boolean; missing: string[] }>(KNOWN, [
    tx.tenantId,
    conversationId,
    [...labels],
  ]);
  if (known?.conversation !== true) throw new NotFound(`there is no conversation "${conversationId}"`);
  if (known.missing[0] !== undefined) throw new NotFound(`there is no label "${known.missing[0]}"`);
  await tx.rows(TAKE_OFF, [tx.tenantId, conversationId, [...labels]]);
  await tx.rows(PUT_ON, [tx.tenantId, conversationId, [...labels], by]);
  return tx.rows<Row<LabelTag>>(TAGS, [tx.tenantId, conversationId]);
}
