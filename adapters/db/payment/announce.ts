import { workflowIdOf } from '#domain/conversation/address.ts';
import type { Announcement } from '#domain/payment/payment-store.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { lockConversation } from '#adapters/db/conversation/find-conversation.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { tell } from './apply-fact.ts';

/** Later news of the payment go there too, unless it has its conversation. */
const FOLLOW: Statement = {
  name: 'payment_follows_conversation',
  text: `
UPDATE payments p SET conversation_id = c.id, contact_id = coalesce(p.contact_id, c.contact_id), updated_at = now()
FROM conversations c WHERE c.tenant_id = $1 AND c.id = $3
  AND p.tenant_id = $1 AND p.id = $2 AND p.conversation_id IS NULL`,
};

/** See `PaymentStore.announce`. */
export async function announce(tx: Tx, payment: Payment, to: Announcement, now: Date): Promise<void> {
  const conversationId = 'conversationId' in to ? to.conversationId : await conversationOf(tx, to);
  await tx.rows(FOLLOW, [tx.tenantId, payment.id, conversationId]);
  await tell(tx, payment, { kind: 'link', key: to.key }, now, conversationId);
}

async function conversationOf(tx: Tx, to: Extract<Announcement, { readonly recipient: string }>): Promise<string> {
  const { id } = await lockConversation(tx, {
    address: to.address,
    workflowId: workflowIdOf(to.address),
    contact: { recipient: to.recipient },
    settingsVersion: 0,
  });
  return id;
}
