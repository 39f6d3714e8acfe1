import type { CartLine, InboundAttachment, InboundMessage } from '#domain/message/inbound.ts';
import { asId, asNumber, asObject, asObjects, asText, defined, readForm } from '#adapters/channels/http/loose.ts';
import type { LooseObject } from '#adapters/channels/http/loose.ts';

/** What a message says, without who, when and where. */
export type WhatsAppContent = Pick<InboundMessage, 'kind' | 'text' | 'attachments' | 'choice' | 'form' | 'cart'>;

const UNREADABLE: WhatsAppContent = { kind: 'unreadable', text: '' };

/** Reads the content of any message type; one of the future, or one that WhatsApp itself can't show, is unreadable. */
export function whatsAppContent(message: LooseObject): WhatsAppContent {
  const type = asText(message['type'], 40) ?? '';
  const body = asObject(message[type]);
  switch (type) {
    case 'text':
      return words(body?.['body']);
    case 'image':
    case 'video':
    case 'document':
    case 'sticker':
      return fileContent(type, body);
    case 'audio':
      return fileContent(body?.['voice'] === true ? 'voice' : 'audio', body);
    case 'location':
      return placeContent(body);
    case 'contacts':
      return withFiles(asObjects(message['contacts']).map(cardOf));
    case 'button':
      return choiceContent(body?.['payload'], body?.['text']);
    case 'interactive':
      return interactiveContent(body);
    case 'order':
      return cartContent(body);
    case 'request_welcome':
      return { kind: 'start', text: '' };
    default:
      return UNREADABLE;
  }
}

function words(value: unknown): WhatsAppContent {
  const text = asText(value);
  return text === undefined ? UNREADABLE : { kind: 'text', text };
}

function fileContent(kind: InboundAttachment['kind'], body: LooseObject | undefined): WhatsAppContent {
  const file: InboundAttachment = {
    kind,
    ...defined({
      ref: asId(body?.['id']),
      mimeType: asText(body?.['mime_type'], 128),
      fileName: asText(body?.['filename'], 256),
    }),
  };
  return withFiles([file], asText(body?.['caption']));
}

function placeContent(body: LooseObject | undefined): WhatsAppContent {
  const [latitude, longitude] = [asNumber(body?.['latitude']), asNumber(body?.['longitude'])];
  const label = [asText(body?.['name'], 256), asText(body?.['address'], 512)].filter((part) => part !== undefined);
  const ref = latitude === undefined || longitude === undefined ? undefined : `geo:${latitude},${longitude}`;
  const place = defined({ ref, label: label.length > 0 ? label.join(', ') : undefined });
  return withFiles([{ kind: 'location', ...place }]);
}

function cardOf(card: LooseObject): InboundAttachment {
  const name = asObject(card['name']);
  const parts = ['first_name', 'last_name']
    .map((part) => asText(name?.[part], 128))
    .filter((part) => part !== undefined);
  const label = asText(name?.['formatted_name'], 256) ?? (parts.length > 0 ? parts.join(' ') : undefined);
  const phone = asText(asObjects(card['phones'])[0]?.['phone'], 64);
  return { kind: 'contact', ...defined({ label, ref: phone === undefined ? undefined : `tel:${phone}` }) };
}

function withFiles(attachments: readonly InboundAttachment[], text?: string): WhatsAppContent {
  if (attachments.length === 0) return UNREADABLE;
  const readable = text !== undefined || attachments.some((one) => one.label !== undefined);
  return { kind: readable ? 'media' : 'unreadable', text: text ?? '', attachments };
}

function choiceContent(id: unknown, title: unknown, description?: unknown): WhatsAppContent {
  const shown = asText(title, 256);
  const choice = defined({ id: asId(id) ?? '', title: shown, description: asText(description, 512) });
  const text = shown ?? choice.id;
  return text === '' ? UNREADABLE : { kind: 'choice', text, choice };
}

function interactiveContent(body: LooseObject | undefined): WhatsAppContent {
  const type = asText(body?.['type'], 40) ?? '';
  const answer = asObject(body?.[type]);
  if (type === 'nfm_reply') return formContent(answer);
  if (answer === undefined) return UNREADABLE;
  return choiceContent(answer['id'], answer['title'], answer['description']);
}

function formContent(answer: LooseObject | undefined): WhatsAppContent {
  const text = asText(answer?.['body']) ?? '';
  const form = readForm(asText(answer?.['response_json']));
  if (form === undefined) return text === '' ? UNREADABLE : { kind: 'text', text };
  return { kind: 'text', text, form };
}

function cartContent(body: LooseObject | undefined): WhatsAppContent {
  const cart = asObjects(body?.['product_items']).flatMap((item): CartLine[] => {
    const article = asId(item['product_retailer_id']);
    const quantity = asNumber(item['quantity']) ?? 1;
    return article === undefined || quantity <= 0 ? [] : [{ article, quantity }];
  });
  const text = asText(body?.['text']) ?? '';
  return cart.length === 0 ? { ...UNREADABLE, text } : { kind: 'text', text, cart };
}
