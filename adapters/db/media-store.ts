import { wishOf } from '#domain/contact/wish.ts';
import { NotFound } from '#domain/errors.ts';
import { hearMedia } from '#domain/media/hear-media.ts';
import { isFile, isSpoken } from '#domain/media/media.ts';
import type { KeptAttachment } from '#domain/media/media.ts';
import type { MediaStore, PendingMedia } from '#domain/media/media-store.ts';
import { attachmentWords } from '#domain/message/words-of.ts';
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

/**
 * What was heard is a wish like one that was written. It is confirmed in this turn's words unless these were begun before it
 * was heard: then they are suppressed.
 */
const OBEY: Statement = {
  name: 'obey_heard_wish',
  text: `
WITH said AS (
  SELECT m.conversation_id, m.turn, m.sent_at, c.contact_id FROM messages m
  JOIN conversations c ON c.tenant_id = m.tenant_id AND c.id = m.conversation_id WHERE m.tenant_id = $1 AND m.id = $2
), obeyed AS (
  UPDATE contacts p SET opted_out_at = said.sent_at, wish_changed_at = said.sent_at, opt_out_confirmed = true, updated_at = now()
  FROM said WHERE p.tenant_id = $1 AND p.id = said.contact_id AND p.opted_out_at IS NULL
    AND (p.wish_changed_at IS NULL OR p.wish_changed_at <= said.sent_at)
  RETURNING p.id
)
UPDATE turns t SET confirms_opt_out = true FROM said, obeyed
WHERE t.tenant_id = $1 AND t.conversation_id = said.conversation_id AND t.turn = said.turn AND NOT EXISTS (
  SELECT FROM turn_steps s WHERE s.tenant_id = $1 AND s.conversation_id = t.conversation_id AND s.turn = t.turn)`,
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
        if (asksForSilence(row.text, attachments)) await tx.rows(OBEY, [tenantId, messageId]);
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

/** True for a voice note that is all of its message and says nothing but that. */
function asksForSilence(text: string, [note, ...others]: readonly KeptAttachment[]): boolean {
  if (note?.words === undefined || others.length > 0 || !isSpoken(note.kind)) return false;
  return text === attachmentWords(note) && wishOf(note.words) === 'out';
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
