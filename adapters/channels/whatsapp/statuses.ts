import type { DeliveryStatus } from '#domain/message/channel-event.ts';
import { asId, asNumber, asObjects, asText, asTime, defined } from '#adapters/channels/http/loose.ts';
import type { LooseObject } from '#adapters/channels/http/loose.ts';
import type { WebhookFindings } from '#adapters/channels/http/webhook-findings.ts';
import { refusalReason } from '#adapters/channels/meta/graph-errors.ts';
import type { WhatsAppChange } from './parse.ts';
import { personOf, toEventPerson } from './people.ts';

/** A voice note that was played has been read. */
const STATUSES: Readonly<Record<string, DeliveryStatus>> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  played: 'read',
  failed: 'failed',
};

export function readStatus(found: WebhookFindings, item: LooseObject, change: WhatsAppChange): void {
  const id = asId(item['id']);
  const name = asText(item['status'], 40) ?? '';
  const status = Object.hasOwn(STATUSES, name) ? STATUSES[name] : undefined;
  if (id === undefined || status === undefined) return found.ignore(`status_${name === '' ? 'none' : name}`);
  const person = personOf(change.value, { phone: item['recipient_id'], businessId: item['recipient_user_id'] });
  const code = asObjects(item['errors'])
    .map((error) => asNumber(error['code']))
    .find((one) => one !== undefined);
  found.event({
    kind: 'status',
    accountId: change.accountId,
    key: `status:${id}:${name}`,
    at: asTime(item['timestamp']) ?? change.receivedAt,
    status,
    messageIds: [id],
    ...defined({
      person: person && toEventPerson(person),
      ourKey: asText(item['biz_opaque_callback_data'], 512),
      failure: status === 'failed' ? { code: String(code ?? 'unknown'), reason: refusalReason(code) } : undefined,
    }),
  });
}
