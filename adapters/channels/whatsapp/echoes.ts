import { wordsOf } from '#domain/message/words-of.ts';
import { asId, asObject, asTime, defined } from '#adapters/channels/http/loose.ts';
import type { LooseObject } from '#adapters/channels/http/loose.ts';
import type { WebhookFindings } from '#adapters/channels/http/webhook-findings.ts';
import { whatsAppContent } from './content.ts';
import { textOf } from './messages.ts';
import type { WhatsAppChange } from './parse.ts';
import { personOf, toContact, toEventPerson } from './people.ts';

/** What a person of the shop wrote in the WhatsApp Business app. Our own sends are not echoed here. */
export function readEcho(found: WebhookFindings, item: LooseObject, change: WhatsAppChange): void {
  const id = asId(item['id']);
  const [from, to] = [asId(item['from']), asId(item['to'])];
  // Published examples have the two the wrong way round; our own number is never the customer's.
  const toUs = to !== undefined && to.replaceAll(/\D/g, '') === change.ownNumber;
  const person = personOf(change.value, { phone: toUs ? from : to, businessId: item['to_user_id'] });
  if (id === undefined || person === undefined) return found.ignore('malformed_echo');
  // A heart below the customer's words is no answer to them.
  if (item['type'] === 'reaction') return found.ignore('echo_reaction');
  const edit = asObject(item['edit']);
  const revoke = asObject(item['revoke']);
  const changed = edit ?? revoke;
  const message = { id, ...whatsAppContent(item), sentAt: '', order: 0 };
  found.event({
    kind: 'echo',
    accountId: change.accountId,
    key: `echo:${id}`,
    at: asTime(item['timestamp']) ?? change.receivedAt,
    messageId: id,
    person: toEventPerson(person),
    recipient: toContact(person).recipient,
    text: changed === undefined ? wordsOf(message) : (textOf(asObject(changed['message'])) ?? ''),
    ...defined({
      change:
        changed === undefined
          ? undefined
          : {
              type: edit === undefined ? ('delete' as const) : ('edit' as const),
              targetId: asId(changed['original_message_id']) ?? '',
            },
    }),
  });
}
