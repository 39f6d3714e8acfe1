import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { storable } from '#adapters/db/to-jsonb.ts';

/** A message that left the account, as the provider tells it back. */
export interface SeenEcho {
  readonly messageId: string;
  readonly text: string;
  /** Whom it went to; empty = to anybody (a public answer). */
  readonly contactKeys: readonly string[];
}

/**
 * An echo may come before the answer to our own send does, so besides the id the words count: those on their way to this
 * person, or just sent.
 */
const OURS: Statement = {
  name: 'is_our_echo',
  text: `
SELECT 1 AS ours FROM outbox b JOIN conversations c ON c.tenant_id = $1 AND c.id = b.conversation_id AND c.channel_id = $2
WHERE b.tenant_id = $1 AND (b.provider_message_id = $3 OR (
  -- Choices shown as buttons are no part of the words that come back; the picture of a quoted offer comes back alone.
  (b.text = $4 OR starts_with(b.text, $4 || E'\\n') OR (length($4) > 20 AND starts_with(b.text, $4))
    OR ($4 = '[image]' AND b.part = 1 AND EXISTS (SELECT FROM turn_steps s WHERE s.tenant_id = $1
      AND s.conversation_id = b.conversation_id AND s.turn = b.turn AND s.step = b.step AND s.stage IN ('testimony', 'promo'))))
  AND b.state IN ('queued', 'sending', 'sent', 'unknown') AND b.updated_at > now() - interval '10 min'
  AND (c.identity_id IN (SELECT id FROM contact_identities
    WHERE tenant_id = $1 AND channel_id = $2 AND contact_key = ANY ($5)) OR cardinality($5) = 0 AND length($4) > 20)))
LIMIT 1`,
};

export async function isOurEcho(tx: Tx, channelId: string, echo: SeenEcho): Promise<boolean> {
  const values = [tx.tenantId, channelId, echo.messageId, storable(echo.text), echo.contactKeys];
  return (await tx.rows(OURS, values)).length > 0;
}
