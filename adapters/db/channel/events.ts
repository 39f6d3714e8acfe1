import { v7 as uuid } from 'uuid';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { toJsonb } from '#adapters/db/to-jsonb.ts';

/** An event as it is kept. */
export interface KeptEvent {
  readonly key: string;
  readonly kind: string;
  readonly contactKey: string | null;
  readonly data: unknown;
  /** ISO 8601 UTC. */
  readonly at: string;
}

const KEEP: Statement = {
  name: 'keep_channel_events',
  text: `
INSERT INTO channel_events (tenant_id, id, channel_id, key, kind, contact_key, data, at)
SELECT $1, g.id, $2, g.key, g.kind, g."contactKey", g.data, g.at FROM jsonb_to_recordset($3::jsonb)
  AS g (id uuid, key text, kind text, "contactKey" text, data jsonb, at timestamptz)
ON CONFLICT (tenant_id, channel_id, key) DO NOTHING`,
};

/** Keeps each event once, by its key. */
export async function keepEvents(tx: Tx, channelId: string, events: readonly KeptEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map((event) => ({ ...event, id: uuid(), data: event.data ?? {} }));
  await tx.rows(KEEP, [tx.tenantId, channelId, toJsonb(rows)]);
}
