import type { Json } from '#domain/turn/receipt.ts';
import type { Keyring } from '#adapters/crypto/keyring.ts';
import { bury } from './conversation/dead-letter.ts';
import { inTenant, withoutTenant } from './in-tenant.ts';
import type { Statement } from './in-tenant.ts';
import type { Database } from './pool.ts';

/** A message on its way, as JSON; only whose and where it goes is read here. */
export interface Spoolable {
  readonly tenantId: string;
  readonly workflowId: string;
  /** The provider's id, by which a dead letter is found. */
  readonly messageId: string;
}

/** What became of an item: it left the spool for where it goes, or for the dead letters. */
type Handover = 'delivered' | 'given_up';

const ADD: Statement = {
  name: 'spool_add',
  text: 'INSERT INTO inbound_spool (tenant_id, workflow_id, sealed_payload) VALUES ($1, $2, $3)',
};
const BACKLOG: Statement = { name: 'spool_backlog', text: 'SELECT tenant_id, workflow_id FROM spool_backlog($1)' };
const SIZE: Statement = { name: 'spool_size', text: 'SELECT spool_size() AS total' };
const ALONE: Statement = {
  name: 'spool_lock',
  text: `SELECT pg_try_advisory_xact_lock(hashtextextended('spool:' || $1, 0)) AS mine`,
};
const OLDEST: Statement = {
  name: 'spool_oldest',
  text: `SELECT position, sealed_payload FROM inbound_spool WHERE tenant_id = $1 AND workflow_id = $2 ORDER BY position LIMIT $3`,
};
const REMOVE: Statement = {
  name: 'spool_remove',
  text: 'DELETE FROM inbound_spool WHERE tenant_id = $1 AND position = ANY ($2)',
};

/** Messages of one conversation handed over in one transaction. */
const RUN = 50;

/** Messages that wait in Postgres while Temporal is away, sealed, in order within their conversation. */
export function createSpoolStore<T>(db: Database, keyring: Keyring, addressOf: (item: T) => Spoolable) {
  return {
    async add(item: T): Promise<void> {
      const { tenantId, workflowId } = addressOf(item);
      const sealed = keyring.seal(Buffer.from(JSON.stringify(item)), placeOf(tenantId, workflowId));
      await inTenant(db, tenantId, (tx) => tx.rows(ADD, [tenantId, workflowId, sealed]));
    },

    async backlog(limit: number): Promise<{ workflowIds: string[]; total: number }> {
      const [size] = await withoutTenant<{ total: number }>(db, SIZE);
      const total = Number(size?.total ?? 0);
      if (total === 0) return { workflowIds: [], total };
      const rows = await withoutTenant<{ workflow_id: string }>(db, BACKLOG, [limit]);
      return { workflowIds: rows.map((row) => row.workflow_id), total };
    },

    async drain(limit: number, deliver: (item: T) => Promise<Handover>): Promise<number> {
      const waiting = await withoutTenant<{ tenant_id: string; workflow_id: string }>(db, BACKLOG, [limit]);
      let delivered = 0;
      let failure: Error | undefined;
      for (const { tenant_id: tenantId, workflow_id: workflowId } of waiting) {
        if (delivered >= limit) break;
        const run = await drainOne(tenantId, workflowId, Math.min(RUN, limit - delivered), deliver);
        delivered += run.delivered;
        failure ??= run.failure;
      }
      // Nothing at all got through: the caller should hear why. Else the failed conversation is tried in the next round.
      if (delivered === 0 && failure !== undefined) throw failure;
      return delivered;
    },
  };

  /** One conversation, held against other processes until the transaction ends; stops at its first failure. */
  async function drainOne(
    tenantId: string,
    workflowId: string,
    limit: number,
    deliver: (item: T) => Promise<Handover>,
  ): Promise<{ delivered: number; failure: Error | undefined }> {
    return inTenant(db, tenantId, async (tx) => {
      const [lock] = await tx.rows<{ mine: boolean }>(ALONE, [workflowId]);
      if (lock?.mine !== true) return { delivered: 0, failure: undefined };
      const rows = await tx.rows<{ position: number; sealed_payload: Uint8Array }>(OLDEST, [
        tenantId,
        workflowId,
        limit,
      ]);
      const done: number[] = [];
      let failure: Error | undefined;
      for (const row of rows) {
        try {
          const json = Buffer.from(keyring.open(row.sealed_payload, placeOf(tenantId, workflowId))).toString();
          const item = JSON.parse(json) as T;
          // In the transaction that takes it out of the spool: it is always in one of the two.
          if ((await deliver(item)) === 'given_up') await bury(tx, keyring, letterOf(addressOf(item), json));
          done.push(row.position);
        } catch (error) {
          failure = error instanceof Error ? error : new Error('delivery failed');
          break;
        }
      }
      if (done.length > 0) await tx.rows(REMOVE, [tenantId, done]);
      return { delivered: done.length, failure };
    });
  }
}

function letterOf({ messageId, ...place }: Spoolable, json: string) {
  return { ...place, messageIds: [messageId], reason: 'Temporal refused it', payload: JSON.parse(json) as Json };
}

function placeOf(tenantId: string, workflowId: string): string {
  return `inbound-spool:${tenantId}:${workflowId}`;
}
