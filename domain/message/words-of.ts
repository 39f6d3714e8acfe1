import type { InboundAttachment, InboundMessage } from './inbound.ts';

/**
 * The words of a message as record and prompt keep them. One without words becomes what it is in brackets
 * (`[voice]`, `[sticker]`), so that the agent can say that it can't read it.
 */
export function wordsOf(message: InboundMessage): string {
  const text = message.text.trim();
  const words = [
    ...(message.kind === 'comment' ? ['[public comment]'] : []),
    ...(message.storyReply === true ? ['[about a story of ours]'] : []),
    ...productWords(message),
    ...(message.attachments?.map(attachmentWords) ?? []),
    ...(text === '' ? [] : [text]),
    ...cartWords(message),
    ...formWords(message),
  ];
  if (words.length > 0) return words.join('\n');
  return message.kind === 'start' ? '/start' : '[unreadable]';
}

/** An attachment as one bracketed word. */
export function attachmentWords({ kind, label, fileName, ref }: InboundAttachment): string {
  const name = (label ?? fileName ?? '').trim();
  const [, place] = /^geo:(.+)$/.exec(ref ?? '') ?? [];
  const [, phone] = /^tel:(.+)$/.exec(ref ?? '') ?? [];
  // Coordinates only where the place has no name; a number says whom a card is of, whatever the name.
  const words = [name, name === '' ? place : undefined, phone].filter((part) => part !== undefined && part !== '');
  return words.length === 0 ? `[${kind}]` : `[${kind}: ${words.join(', ')}]`;
}

/** "How much is this?" says nothing without what it was asked below. */
function productWords({ product }: InboundMessage): string[] {
  if (product === undefined) return [];
  const { title, article } = product;
  return [`[about ${title === undefined ? '' : `${title}, `}article ${article}]`];
}

/** A cart of the channel's catalogue, as if the customer had typed it. */
function cartWords({ cart }: InboundMessage): string[] {
  return cart?.map(({ quantity, article }) => `${quantity} x ${article}`) ?? [];
}

function formWords({ form }: InboundMessage): string[] {
  return Object.entries(form ?? {}).map(
    ([field, value]) => `${field}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
}
