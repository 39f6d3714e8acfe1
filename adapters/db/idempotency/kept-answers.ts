import { v7 as uuid } from 'uuid';
import type { Keyring } from '#adapters/crypto/keyring.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Statement } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';

/** One caller's key. */
export interface DeedKey {
  readonly tenantId: string;
  readonly caller: string;
  readonly key: string;
}

export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a key stands for at this moment. */
export type Claimed =
  /** Nobody has done it: the caller of `claim` does. `since` is the key's own time, the same for every attempt. */
  | { readonly kind: 'mine'; readonly claim: string; readonly since: Date }
  /** It was done, and this was answered. */
  | { readonly kind: 'done'; readonly answer: KeptAnswer }
  /** Somebody does it now. */
  | { readonly kind: 'running' }
  /** The key was used for something else. */
  | { readonly kind: 'other' };

/** Answers of deeds by their keys, for a day. */
export interface KeptAnswers {
  /** @param fingerprint SHA-256 of what is asked */
  claim(key: DeedKey, fingerprint: Uint8Array): Promise<Claimed>;
  keep(key: DeedKey, claim: string, answer: KeptAnswer): Promise<void>;
  /** It was not done: the next attempt may. */
  release(key: DeedKey, claim: string): Promise<void>;
}

/** Longer than any request of staff may take. */
const LEASE = `interval '90 seconds'`;
const LIFE = `interval '24 hours'`;

// One that is a day old, or whose process died on the way, is taken over.
const CLAIM: Statement = {
  name: 'claim_deed',
  text: `
WITH old AS (
  DELETE FROM idempotency_keys WHERE tenant_id = $1 AND (caller, key) IN (
    SELECT o.caller, o.key FROM idempotency_keys o WHERE o.tenant_id = $1 AND o.created_at < now() - ${LIFE}
      AND (o.caller, o.key) <> ($2, $3) ORDER BY o.created_at LIMIT 50 FOR UPDATE SKIP LOCKED)
)
INSERT INTO idempotency_keys AS k (tenant_id, caller, key, fingerprint, claim, claimed_until)
VALUES ($1, $2, $3, $4, $5, now() + ${LEASE})
ON CONFLICT (tenant_id, caller, key) DO UPDATE SET claim = excluded.claim, claimed_until = excluded.claimed_until,
  fingerprint = excluded.fingerprint, sealed_answer = NULL,
  created_at = CASE WHEN k.created_at < now() - ${LIFE} THEN excluded.created_at ELSE k.created_at END
WHERE k.created_at < now() - ${LIFE}
  OR (k.sealed_answer IS NULL AND k.claimed_until < now() AND k.fingerprint = excluded.fingerprint)
RETURNING k.created_at AS since`,
};
const LOOK: Statement = {
  name: 'look_at_deed',
  text: `SELECT fingerprint, sealed_answer FROM idempotency_keys WHERE tenant_id = $1 AND caller = $2 AND key = $3`,
};
const KEEP: Statement = {
  name: 'keep_answer',
  text: `UPDATE idempotency_keys SET sealed_answer = $5 WHERE tenant_id = $1 AND caller = $2 AND key = $3 AND claim = $4`,
};
const RELEASE: Statement = {
  name: 'release_deed',
  text: `
DELETE FROM idempotency_keys WHERE tenant_id = $1 AND caller = $2 AND key = $3 AND claim = $4 AND sealed_answer IS NULL`,
};

export function createKeptAnswers(db: Database, keyring: Keyring): KeptAnswers {
  const valuesOf = ({ tenantId, caller, key }: DeedKey) => [tenantId, caller, key];
  return {
    claim: (key, fingerprint) =>
      inTenant(db, key.tenantId, async (tx) => {
        const claim = uuid();
        const values = [...valuesOf(key), Buffer.from(fingerprint), claim];
        const [mine] = await tx.rows<{ since: Date }>(CLAIM, values);
        if (mine !== undefined) return { kind: 'mine', claim, since: mine.since };
        const [known] = await tx.rows<{ fingerprint: Buffer; sealed_answer: Buffer | null }>(LOOK, valuesOf(key));
        if (known === undefined) return { kind: 'running' };
        if (!known.fingerprint.equals(fingerprint)) return { kind: 'other' };
        if (known.sealed_answer === null) return { kind: 'running' };
        const opened = Buffer.from(keyring.open(known.sealed_answer, placeOf(key))).toString();
        return { kind: 'done', answer: JSON.parse(opened) as KeptAnswer };
      }),
    keep: (key, claim, answer) =>
      inTenant(db, key.tenantId, async (tx) => {
        const sealed = keyring.seal(Buffer.from(JSON.stringify(answer)), placeOf(key));
        await tx.last(KEEP, [...valuesOf(key), claim, sealed]);
      }),
    release: (key, claim) =>
      inTenant(db, key.tenantId, async (tx) => {
        await tx.last(RELEASE, [...valuesOf(key), claim]);
      }),
  };
}

function placeOf({ tenantId, caller, key }: DeedKey): string {
  return `kept-answer:${tenantId}:${caller}:${key}`;
}
