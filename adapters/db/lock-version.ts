import { NotFound, Stale } from '#domain/errors.ts';
import type { Statement, Tx } from './in-tenant.ts';

/**
 * Locks a row that staff share, until the transaction ends.
 * @param statement takes tenant and id, answers `version` as text
 * @param versions what the caller has seen; null = whatever there is
 * @throws NotFound, Stale
 */
export async function lockVersion(
  tx: Tx,
  statement: Statement,
  id: string,
  versions: readonly string[] | null,
  what: string,
): Promise<void> {
  const [row] = await tx.rows<{ version: string }>(statement, [tx.tenantId, id]);
  if (row === undefined) throw new NotFound(`there is no ${what} "${id}"`);
  if (versions !== null && !versions.includes(row.version)) throw new Stale(`${what} ${id} has changed; read it again`);
}
