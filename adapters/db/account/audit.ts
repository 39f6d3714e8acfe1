import { v7 as uuid } from 'uuid';
import type { Actor, AuditEntry, AuditLine } from '#domain/account/audit.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { toJsonb } from '#adapters/db/to-jsonb.ts';

const WRITE: Statement = {
  name: 'write_audit',
  text: `
INSERT INTO audit_log (tenant_id, id, actor_kind, actor_id, actor_name, action, subject, subject_id, details, request_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10)`,
};

const READ: Statement = {
  name: 'read_audit',
  text: `
SELECT id, iso_utc(at) AS at, actor_kind, actor_id, actor_name, action, subject, subject_id AS "subjectId", details,
  request_id AS "requestId"
FROM audit_log WHERE tenant_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
};

interface AuditRow {
  readonly id: string;
  readonly at: string;
  readonly actor_kind: Actor['kind'];
  readonly actor_id: string;
  readonly actor_name: string;
  readonly action: string;
  readonly subject: string | null;
  readonly subjectId: string | null;
  readonly details: Readonly<Record<string, string | number | boolean>>;
  readonly requestId: string | null;
}

/** Adds a line to the log of who did what. */
export async function writeAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  const { actor, action, subject, subjectId, details, requestId } = entry;
  await tx.rows(WRITE, [
    tx.tenantId,
    uuid(),
    actor.kind,
    actor.id,
    actor.name,
    action,
    subject ?? null,
    subjectId ?? null,
    toJsonb(details ?? {}),
    requestId ?? null,
  ]);
}

/** Lines of the log, the newest first. */
export async function readAudit(
  tx: Tx,
  { limit, before }: { readonly limit: number; readonly before: string | null },
): Promise<readonly AuditLine[]> {
  const rows = await tx.last<AuditRow>(READ, [tx.tenantId, before, limit]);
  return rows.map(({ actor_kind: kind, actor_id: id, actor_name: name, subject, subjectId, requestId, ...line }) => ({
    ...line,
    actor: { kind, id, name },
    subject: subject ?? undefined,
    subjectId: subjectId ?? undefined,
    requestId: requestId ?? undefined,
  }));
}
