import type { EventPerson } from '#domain/message/channel-event.ts';
import type { InboundContact } from '#domain/message/inbound.ts';
import { asId, asObject, asObjects, asText, defined } from '#adapters/channels/http/loose.ts';
import type { LooseObject } from '#adapters/channels/http/loose.ts';

/**
 * Somebody on WhatsApp. Since 2026 a person may come without a phone number, known only by the id that Meta made for
 * this business (`US.1349…`); that id also stays when the number changes.
 */
export interface WhatsAppPerson {
  readonly phone: string | undefined;
  readonly businessId: string | undefined;
  readonly name: string | undefined;
}

const LONGEST_NAME = 128;

/** Who a message or status names; the delivery's `contacts[]` adds name and id where they are about the same person. */
export function personOf(
  value: LooseObject,
  ids: { readonly phone: unknown; readonly businessId: unknown },
): WhatsAppPerson | undefined {
  const phone = asId(ids.phone);
  const businessId = asId(ids.businessId);
  const contacts = asObjects(value['contacts']);
  const contact = contacts.find((one) => {
    const [itsPhone, itsId] = [asId(one['wa_id']), asId(one['user_id'])];
    if (phone !== undefined && itsPhone !== undefined) return phone === itsPhone;
    return businessId !== undefined ? businessId === itsId : phone === undefined && contacts.length === 1;
  });
  const person = {
    phone: phone ?? asId(contact?.['wa_id']),
    businessId: businessId ?? asId(contact?.['user_id']),
    name: asText(asObject(contact?.['profile'])?.['name'], LONGEST_NAME),
  };
  return person.phone === undefined && person.businessId === undefined ? undefined : person;
}

export function toContact(person: WhatsAppPerson): InboundContact {
  const { phone, businessId, name } = person;
  const { key, aliases } = toEventPerson(person);
  return {
    // Where both are known the provider prefers the number.
    recipient: phone ?? key,
    ...defined({ displayName: name }),
    ...(phone !== undefined && businessId !== undefined && { key, ...(aliases && { aliases }) }),
  };
}

export function toEventPerson({ phone, businessId }: WhatsAppPerson): EventPerson {
  const key = businessId ?? phone ?? '';
  return businessId !== undefined && phone !== undefined ? { key, aliases: [phone] } : { key };
}
