import type { Json } from '#domain/turn/receipt.ts';
import type { Keyring } from '#adapters/crypto/keyring.ts';
import { bury } from './conversation/dead-letter.ts';
import { inBatches } from './in-batches.ts';
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

/**
 * What became of items that were handed over together: they left the spool for where they go, or, when it is one alone, for the
 * dead letters. Items of a bundle that fails are tried one by one.
 */
type Handover = 'delivered' | 'given_up';
type Deliver<T> = (bundle: readonly [T, ...T[]]) => Promise<Handover>;

interface Kept<T> {
  readonly position: number;
  readonly json: string;
  readonly item: T;
}

interface Run {
  readonly delivered: number;
  readonly failure: Error | undefined;
}

const ADD: Statement = {
  name: 'spool_add',
  text: `
INSERT INTO inbound_spool (tenant_id, workflow_id, sealed_payload)
SELECT $1, g.workflow_id, g.sealed FROM unnest($2::text[], $3::bytea[]) WITH ORDINALITY AS g (workflow_id, sealed, place)
ORDER BY g.place`,
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
/** Messages, and characters of JSON, that go over together; what is signalled has a limit of 2 MB. */
const BUNDLE = 25;
const BUNDLE_LENGTH = 250_000;

/** Messages that wait in Postgres on their way to Temporal, sealed, in order within their conversation. */
export function createSpoolStore<T>(db: Database, keyring: Keyring, addressOf: (item: T) => Spoolable) {
  const write = inBatches<string, { readonly workflowId: string; readonly sealed: Uint8Array }>((tenantId, rows) =>
    inTenant(db, tenantId, async (tx) => {
      const columns = [rows.map(({ workflowId }) => workflowId), rows.map(({ sealed }) => sealed)];
      await tx.last(ADD, [tenantId, ...columns]);
    }),
  );
  return {
    async add(item: T): Promise<void> {
      const { tenantId, workflowId } = addressOf(item);
      const sealed = keyring.seal(Buffer.from(JSON.stringify(item)), placeOf(tenantId, workflowId));
      await write(tenantId, { workflowId, sealed });
    },

    async backlog(limit: number): Promise<{ workflowIds: string[]; total: number }> {
      const [size] = await withoutTenant<{ total: number }>(db, SIZE);
      const total = Number(size?.total ?? 0);
      if (total === 0) return { workflowIds: [], total };
      const rows = await withoutTenant<{ workflow_id: string }>(db, BACKLOG, [limit]);
      return { workflowIds: rows.map((row) => row.workflow_id), total };
    },

    async drain(limit: number, lanes: number, deliver: Deliver<T>): Promise<number> {
      const waiting = await withoutTenant<{ tenant_id: string; workflow_id: string }>(db, BACKLOG, [limit]);
      const left = waiting.values();
      let delivered = 0;
      let failure: Error | undefined;
      const lane = async () => {
        for (const { tenant_id: tenantId, workflow_id: workflowId } of left) {
          if (delivered >= limit) break;
          const run = await drainOne(tenantId, workflowId, deliver);
          delivered += run.delivered;
          failure ??= run.failure;
        }
      };
      await Promise.all(Array.from({ length: lanes }, lane));
      // Nothing at all got through: the caller should hear why. Else the failed conversation is tried in the next round.
      if (delivered === 0 && failure !== undefined) throw failure;
      return delivered;
    },
  };

  /** One conversation, held against other processes until the transaction ends; stops at its first failure. */
  async function drainOne(tenantId: string, workflowId: string, deliver: Deliver<T>): Promise<Run> {
    return inTenant(db, tenantId, async (tx) => {
      const [lock] = await tx.rows<{ mine: boolean }>(ALONE, [workflowId]);
      if (lock?.mine !== true) return { delivered: 0, failure: undefined };
      const rows = await tx.rows<{ position: number; sealed_payload: Uint8Array }>(OLDEST, [tenantId, workflowId, RUN]);
      const kept = rows.map(({ position, sealed_payload: sealed }): Kept<T> => {
        const json = Buffer.from(keyring.open(sealed, placeOf(tenantId, workflowId))).toString();
        return { position, json, item: JSON.parse(json) as T };
      });
      const done: number[] = [];
      let failure: Error | undefined;
      // Together first; those of a bundle that is not taken go one by one.
      for (let bundles = bundled(kept), next = bundles.shift(); next !== undefined; next = bundles.shift()) {
        const [first, ...more] = next;
        try {
          // In the transaction that takes it out of the spool: it is always in one of the two.
          const handover = await deliver([first.item, ...more.map(({ item }) => item)]);
          if (handover === 'given_up') await bury(tx, keyring, letterOf(addressOf(first.item), first.json));
          done.push(...next.map(({ position }) => position));
        } catch (error) {
          if (more.length > 0) {
            bundles = [...next.map((one): [Kept<T>] => [one]), ...bundles];
            continue;
          }
          failure = error instanceof Error ? error : new Error('delivery failed');
          break;
        }
      }
      if (done.length > 0) await tx.rows(REMOVE, [tenantId, done]);
      return { delivered: done.length, failure };
    });
  }
}

/** Rows as bundles of what may go over together. */
function bundled<T>(rows: readonly Kept<T>[]): [Kept<T>, ...Kept<T>[]][] {
  const bundles: [Kept<T>, ...Kept<T>[]][] = [];
  let length = 0;
  for (const row of rows) {
    const last = bundles.at(-1);
    length += row.json.length;
    if (last !== undefined && last.length < BUNDLE && length <= BUNDLE_LENGTH) {
      last.push(row);
    } else {
      bundles.push([row]);
      length = row.json.length;
    }
  }
  return bundles;
}

function letterOf({ messageId, ...place }: Spoolable, json: string) {
  return { ...place, messageIds: [messageId], reason: 'Temporal refused it', payload: JSON.parse(json) as Json };
}

function placeOf(tenantId: string, workflowId: string): string {
  return `inbound-spool:${tenantId}:${workflowId}`;
}
