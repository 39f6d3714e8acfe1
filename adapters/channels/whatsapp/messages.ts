import type { AdReferral, InboundMessage } from '#domain/message/inbound.ts';
import { asId, asObject, asObjects, asText, asTime, defined } from '#adapters/channels/http/loose.ts';
import type { LooseObject } from '#adapters/channels/http/loose.ts';
import type { WebhookFindings } from '#adapters/channels/http/webhook-findings.ts';
import { whatsAppContent } from './content.ts';
import type { WhatsAppChange } from './parse.ts';
import { personOf, toContact, toEventPerson } from './people.ts';
import type { WhatsAppPerson } from './people.ts';

/** Sorts one entry of `messages[]`: most are messages, some tell of a message, of a person, or of nothing we keep. */
export function readMessage(found: WebhookFindings, item: LooseObject, change: WhatsAppChange): void {
  const id = asId(item['id']);
  const person = personOf(change.value, { phone: item['from'], businessId: item['from_user_id'] }) ?? movedPerson(item);
  if (id === undefined || person === undefined) return found.ignore('malformed_message');
  if (asText(item['group_id']) !== undefined) return found.ignore('group');
  const at = asTime(item['timestamp']) ?? change.receivedAt;
  const about = { accountId: change.accountId, at, person: toEventPerson(person) };
  switch (item['type']) {
    case 'reaction': {
      const reaction = asObject(item['reaction']);
      const targetId = asId(reaction?.['message_id']) ?? '';
      // A missing key and an empty text both mean that it was taken back.
      const emoji = asText(reaction?.['emoji'], 64) ?? null;
      return found.event({ kind: 'reaction', key: id, ...about, targetId, emoji });
    }
    case 'edit': {
      const edit = asObject(item['edit']);
      const text = textOf(asObject(edit?.['message']));
      const targetId = asId(edit?.['original_message_id']) ?? '';
      return found.event({ kind: 'edit', key: id, ...about, targetId, ...defined({ text }) });
    }
    case 'revoke': {
      const targetId = asId(asObject(item['revoke'])?.['original_message_id']) ?? '';
      return found.event({ kind: 'delete', key: id, ...about, targetId });
    }
    case 'system':
      return readSystem(found, id, item, person, about);
    default:
      found.message({
        message: toMessage(item, id, at, change.order),
        contact: toContact(person),
        ...(change.accountId !== null && { accountId: change.accountId }),
      });
  }
}

function toMessage(item: LooseObject, id: string, at: string, order: number): InboundMessage {
  const context = asObject(item['context']);
  const referral = asObject(item['referral']);
  const ad = referral && adOf(referral);
  const article = asId(asObject(context?.['referred_product'])?.['product_retailer_id']);
  const forwarded =
    context?.['frequently_forwarded'] === true ? 'often' : context?.['forwarded'] === true ? 'once' : undefined;
  return {
    id,
    ...whatsAppContent(item),
    sentAt: at,
    order,
    ...defined({
      replyToId: asId(context?.['id']),
      product: article === undefined ? undefined : { article },
      forwarded,
      ad,
      referral: ad?.sourceId,
    }),
  };
}

export function adOf(referral: LooseObject): AdReferral {
  return defined({
    sourceType: asText(referral['source_type'], 64),
    sourceId: asId(referral['source_id']),
    sourceUrl: asText(referral['source_url'], 1_024),
    headline: asText(referral['headline'], 512),
    body: asText(referral['body'], 1_024),
    clickId: asId(referral['ctwa_clid']),
  });
}

function readSystem(
  found: WebhookFindings,
  key: string,
  item: LooseObject,
  person: WhatsAppPerson,
  about: { readonly accountId: string | null; readonly at: string },
): void {
  const system = asObject(item['system']);
  const phone = asId(system?.['wa_id']) ?? asId(system?.['new_wa_id']);
  const businessId = asId(system?.['user_id']) ?? asId(system?.['new_user_id']);
  const moved = phone !== undefined && phone !== person.phone;
  const renamed = businessId !== undefined && businessId !== person.businessId;
  if (!moved && !renamed) return found.ignore('system_note');
  const to = { phone: phone ?? person.phone, businessId: businessId ?? person.businessId, name: undefined };
  found.event({
    kind: 'contact_moved',
    key,
    ...about,
    person: toEventPerson(person),
    to: toEventPerson(to),
    recipient: toContact(to).recipient,
  });
}

/** A change of the business's id of a person names the old one in its words only. */
function movedPerson(item: LooseObject): WhatsAppPerson | undefined {
  const words = item['type'] === 'system' ? asText(asObject(item['system'])?.['body']) : undefined;
  const businessId = /\bfrom ([A-Z]{2}\.[\w.]+) to\b/.exec(words ?? '')?.[1];
  return businessId === undefined ? undefined : { phone: undefined, businessId, name: undefined };
}

/** The words of an edited message: its text, or the caption of its file. */
export function textOf(message: LooseObject | undefined): string | undefined {
  if (message === undefined) return undefined;
  return asText(asObject(message['text'])?.['body']) ?? captionOf(message);
}

function captionOf(message: LooseObject): string | undefined {
  return asObjects(Object.values(message))
    .map((part) => asText(part['caption']))
    .find((caption) => caption !== undefined);
}
