import { NotFound } from '#domain/errors.ts';
import { hearMedia } from '#domain/media/hear-media.ts';
import { isFile } from '#domain/media/media.ts';
import type { KeptAttachment } from '#domain/media/media.ts';
import type { MediaStore, PendingMedia } from '#domain/media/media-store.ts';
import type { DeliveryTarget } from '#domain/turn/delivery.ts';
import type { TurnRef } from '#domain/turn/turn-ref.ts';
import { inTenant } from './in-tenant.ts';
import type { Statement, Tx } from './in-tenant.ts';
import type { Database } from './pool.ts';
import { toJsonb } from './to-jsonb.ts';

const PENDING: Statement = {
  name: 'pending_media',
  text: `
SELECT m.id, m.attachments, ch.channel, ch.id AS "channelId", i.recipient, t.slug AS "tenantSlug",
  ch.sealed_credentials AS "sealedCredentials"
FROM messages m
JOIN conversations c ON c.tenant_id = m.tenant_id AND c.id = m.conversation_id
JOIN tenants t ON t.id = c.tenant_id
JOIN contact_identities i ON i.tenant_id = c.tenant_id AND i.id = c.identity_id
JOIN channels ch ON ch.tenant_id = c.tenant_id AND ch.id = c.channel_id
WHERE m.tenant_id = $1 AND m.conversation_id = $2 AND m.turn = $3 AND m.attachments IS NOT NULL
ORDER BY m.seq`,
};

const LOCK: Statement = {
  name: 'lock_attachments',
  text: 'SELECT text, attachments FROM messages WHERE tenant_id = $1 AND id = $2 FOR UPDATE',
};

const SETTLE: Statement = {
  name: 'settle_media',
  text: 'UPDATE messages SET attachments = $3, heard = $4 WHERE tenant_id = $1 AND id = $2',
};

const FIND: Statement = {
  name: 'find_media',
  text: `SELECT attachments->$4::int AS attachment FROM messages
WHERE tenant_id = $1 AND conversation_id = $2 AND id = $3 AND attachments IS NOT NULL`,
};

type Row = Omit<DeliveryTarget, 'lastMessageId' | 'silentMs'> & {
  id: string;
  attachments: readonly KeptAttachment[];
};

/** What became of customers' files, in Postgres; one method is one transaction with the tenant set. */
export function createMediaStore(db: Database): MediaStore {
  return {
    pending: (turn) => inTenant(db, turn.tenantId, (tx) => pending(tx, turn)),
    settle: (tenantId, { messageId, index }, outcome) =>
      inTenant(db, tenantId, async (tx) => {
        const [row] = await tx.rows<Pick<Row, 'attachments'> & { text: string }>(LOCK, [tenantId, messageId]);
        const known = row?.attachments[index];
        if (row === undefined || known === undefined) throw new NotFound(`message ${messageId}: no file ${index}`);
        if (isSettled(known)) return;
        const attachments = row.attachments.map((one, at) => (at === index ? { ...one, ...outcome } : one));
        await tx.last(SETTLE, [tenantId, messageId, toJsonb(attachments), hearMedia(row.text, attachments)]);
      }),
    find: (tenantId, conversationId, { messageId, index }) =>
      inTenant(db, tenantId, async (tx) => {
        const values = [tenantId, conversationId, messageId, index];
        const [row] = await tx.last<{ attachment: KeptAttachment | null }>(FIND, values);
        const { stored, kind, fileName } = row?.attachment ?? {};
        if (stored === undefined || kind === undefined) return undefined;
        return { ...stored, kind, ...(fileName !== undefined && { fileName }) };
      }),
  };
}

async function pending(tx: Tx, turn: TurnRef): ReturnType<MediaStore['pending']> {
  const rows = await tx.last<Row>(PENDING, [tx.tenantId, turn.conversationId, turn.turn]);
  const files = rows.flatMap(({ id, attachments }): PendingMedia[] =>
    attachments.flatMap((attachment, index) =>
      isFile(attachment) && !isSettled(attachment) ? [{ messageId: id, index, attachment }] : [],
    ),
  );
  const [first] = rows;
  if (first === undefined || files.length === 0) return null;
  const { channel, channelId, recipient, tenantSlug, sealedCredentials } = first;
  const from = { channel, channelId, recipient, tenantSlug, sealedCredentials, lastMessageId: null, silentMs: null };
  return { from, files };
}

function isSettled({ stored, trouble }: KeptAttachment): boolean {
  return stored !== undefined || trouble !== undefined;
}
