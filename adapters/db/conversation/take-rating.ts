import { v7 as uuid } from 'uuid';
import { RATING_OPEN_MS, readRating } from '#domain/handoff/rating.ts';
import type { InboundMessage } from '#domain/message/inbound.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import type { LockedConversation } from './find-conversation.ts';

const KNOWN: Statement = {
  name: 'known_rating',
  text: 'SELECT rated_turn AS turn FROM handoffs WHERE tenant_id = $1 AND id = $2',
};

const RATE: Statement = {
  name: 'rate_handoff',
  text: `
WITH rated AS (
  UPDATE handoffs SET rating = $3, rated_at = now(), rated_turn = $4
  WHERE tenant_id = $1 AND id = $2 AND rating IS NULL AND rating_asked_at > now() - $5 * interval '1 millisecond'
  RETURNING id, conversation_id
), noted AS (
  INSERT INTO events (tenant_id, id, conversation_id, key, type, data)
  SELECT $1, $6, conversation_id, 'rating:' || id, 'handoff_rated', jsonb_build_object('handoff', id, 'rating', $3::int) FROM rated
)
SELECT id FROM rated`,
};

const FORGET: Statement = {
  name: 'forget_rating',
  text: 'UPDATE conversations SET rating_of = NULL WHERE tenant_id = $1 AND id = $2',
};

/**
 * Reads the rating that a customer was asked for from the first words they write after the question; no model is asked.
 * True when the turn holds it and nothing else. Costs nothing where no question is open.
 */
export async function takeRating(
  tx: Tx,
  conversation: LockedConversation,
  { turn, fresh }: { readonly turn: number; readonly fresh: readonly InboundMessage[] },
): Promise<boolean> {
  const { rating_of: handoff, status } = conversation;
  if (handoff === null) return false;
  const said = fresh.filter(({ kind }) => kind !== 'event' && kind !== 'echo');
  if (said.length === 0) {
    const [known] = await tx.rows<{ turn: number | null }>(KNOWN, [tx.tenantId, handoff]);
    return known?.turn === turn;
  }
  // To a person, a number may mean anything.
  const rating =
    status === 'human' ? undefined : said.map(({ text }) => readRating(text)).find((one) => one !== undefined);
  const rated =
    rating === undefined ? [] : await tx.rows(RATE, [tx.tenantId, handoff, rating, turn, RATING_OPEN_MS, uuid()]);
  if (rated.length > 0) return said.length === 1;
  await tx.rows(FORGET, [tx.tenantId, conversation.id]);
  return false;
}
