import { wishOf } from '#domain/contact/wish.ts';
import type { Wish } from '#domain/contact/wish.ts';
import type { InboundMessage } from '#domain/message/inbound.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import type { LockedConversation } from './find-conversation.ts';

const TAKE: Statement = {
  name: 'take_wish',
  text: `
UPDATE contacts SET opted_out_at = CASE $3::text WHEN 'out' THEN coalesce(opted_out_at, $4::timestamptz) END,
  wish_changed_at = $4, opt_out_confirmed = opt_out_confirmed AND $3 = 'out', updated_at = now()
WHERE tenant_id = $1 AND id = $2 AND (wish_changed_at IS NULL OR wish_changed_at <= $4)
RETURNING opt_out_confirmed`,
};

const CONFIRMED: Statement = {
  name: 'confirm_opt_out',
  text: 'UPDATE contacts SET opt_out_confirmed = true WHERE tenant_id = $1 AND id = $2',
};

/** What the new messages leave the person wanting. */
export interface TakenWishes {
  readonly optedOut: boolean;
  /** They asked to be left alone just now, and this turn tells them, once, that we obey. */
  readonly confirm: boolean;
}

/** Obeys opt-outs and opt-ins among new messages, in the order in which they were written. */
export async function takeWishes(
  tx: Tx,
  conversation: LockedConversation,
  { fresh, answering }: { readonly fresh: readonly InboundMessage[]; readonly answering: boolean },
): Promise<TakenWishes> {
  let optedOut = conversation.opted_out;
  let confirm = false;
  for (const message of fresh) {
    const wish = wishIn(message);
    if (wish === undefined) continue;
    const [taken] = await tx.rows<{ opt_out_confirmed: boolean }>(TAKE, [
      tx.tenantId,
      conversation.contact_id,
      wish,
      message.sentAt,
    ]);
    // An older message that was delivered late: the person has said otherwise since.
    if (taken === undefined) continue;
    optedOut = wish === 'out';
    confirm = optedOut && answering && !taken.opt_out_confirmed;
  }
  if (confirm) await tx.rows(CONFIRMED, [tx.tenantId, conversation.contact_id]);
  return { optedOut, confirm };
}

function wishIn({ kind, text }: InboundMessage): Wish | undefined {
  return kind === 'text' || kind === 'choice' || kind === 'start' ? wishOf(text) : undefined;
}
