import type { Statement, Tx } from '#adapters/db/in-tenant.ts';

const INBOUND: Statement = {
  name: 'note_inbound',
  text: `UPDATE channels SET last_inbound_at = now() WHERE tenant_id = $1 AND id = $2`,
};

const TROUBLE: Statement = {
  name: 'note_trouble',
  text: `UPDATE channels SET last_error = left($3, 500), last_error_at = now(), updated_at = now()
WHERE tenant_id = $1 AND id = $2`,
};

const EXAMINED: Statement = {
  name: 'note_examination',
  text: `
UPDATE channels SET token_expires_at = $3, updated_at = now(),
  status = CASE WHEN $4::text IS NULL AND status = 'auth_failed' THEN 'active' WHEN $5::boolean THEN 'auth_failed' ELSE status END,
  last_error = CASE WHEN $4::text IS NULL THEN NULL ELSE left($4, 500) END,
  last_error_at = CASE WHEN $4::text IS NULL THEN NULL ELSE now() END
WHERE tenant_id = $1 AND id = $2`,
};

const DISCONNECT: Statement = {
  name: 'disconnect_channel',
  text: `
UPDATE channels SET status = 'off', sealed_credentials = NULL, account_ids = '{}', updated_at = now()
WHERE tenant_id = $1 AND channel = $2 AND status <> 'off' RETURNING id`,
};

export async function noteInbound(tx: Tx, channelId: string): Promise<void> {
  await tx.last(INBOUND, [tx.tenantId, channelId]);
}

/** @param words ours, never the provider's or a customer's */
export async function noteTrouble(tx: Tx, channelId: string, words: string): Promise<void> {
  await tx.last(TROUBLE, [tx.tenantId, channelId, words]);
}

export async function noteExamination(
  tx: Tx,
  channelId: string,
  found: { readonly tokenExpiresAt: string | null; readonly error: string | null; readonly refused: boolean },
): Promise<void> {
  await tx.last(EXAMINED, [tx.tenantId, channelId, found.tokenExpiresAt, found.error, found.refused]);
}

/** Forgets the credentials; the conversations stay. False when the channel was not connected. */
export async function disconnectChannel(tx: Tx, channel: string): Promise<boolean> {
  return (await tx.last(DISCONNECT, [tx.tenantId, channel])).length > 0;
}
