import type { ParsedInbound, ParsedWebhook } from '#domain/channel-port.ts';
import type { ChannelEvent } from '#domain/message/channel-event.ts';
import type { AdReferral, InboundAttachment } from '#domain/message/inbound.ts';

/** What a reader concluded, in the words of `tests/fixtures/channels/index.json`. */
export type Conclusion = Readonly<Record<string, unknown>>;

/** Every message and event of a delivery, and every reason for which something was left alone. */
export function conclusionsOf(parsed: ParsedWebhook): Conclusion[] {
  return [
    ...parsed.messages.map(fromMessage),
    ...parsed.events.map(fromEvent),
    ...Object.keys(parsed.ignored).map((reason) => ({ kind: 'ignored', reason })),
  ];
}

/** The published words for what we call otherwise. */
const MEDIA: Partial<Record<InboundAttachment['kind'], string>> = {
  link: 'fallback',
  unsupported: 'unsupported_type',
  voice: 'audio',
};

function fromMessage({ message, contact, accountId }: ParsedInbound): Conclusion {
  const files = message.attachments ?? [];
  const [file] = files;
  const isComment = message.kind === 'comment';
  const isCards = files.length > 1 && file?.kind === 'contact';
  return {
    kind: isComment ? 'comment' : file?.kind === 'unsupported' ? 'unsupported' : 'message',
    accountId,
    recipientId: accountId,
    senderId: isComment ? message.comment?.authorId : contact.recipient,
    senderBsuid: contact.key,
    senderName: contact.displayName,
    providerMessageId: message.id.replace(/^(comment:|chat:-?\d+:|\d+:)/, ''),
    timestamp: message.sentAt,
    text: message.text === '' ? null : message.text,
    mediaType: isCards ? 'contacts' : file && (MEDIA[file.kind] ?? file.kind),
    voiceNote: file?.kind === 'voice',
    mediaId: file?.ref,
    fileId: file?.ref,
    mediaUrl: file?.ref,
    mediaUrls: files.map(({ ref }) => ref),
    mediaCount: files.length,
    mimeType: file?.mimeType,
    fileName: file?.fileName,
    forwarded: message.forwarded === 'once',
    frequentlyForwarded: message.forwarded === 'often',
    location: placeOf(file),
    contact: { phone_number: file?.ref?.replace('tel:', '') },
    contactNames: files.map(({ label }) => label),
    replyTo: message.replyToId,
    choice: message.choice,
    form: message.form,
    referral: adOf(message.ad),
    cart: message.cart,
    postId: message.comment?.postId,
    mediaObjectId: message.comment?.postId,
    parentId: message.comment?.parentId,
    own: false,
  };
}

function placeOf(file: InboundAttachment | undefined) {
  const [, latitude, longitude] = /^geo:([^,]+),(.+)$/.exec(file?.ref ?? '') ?? [];
  return { latitude: Number(latitude), longitude: Number(longitude) };
}

function adOf(ad: AdReferral | undefined) {
  return ad && { ...ad, ctwaClid: ad.clickId };
}

function fromEvent(event: ChannelEvent): Conclusion {
  const person = 'person' in event ? event.person : undefined;
  const base = {
    accountId: event.accountId,
    timestamp: event.at,
    senderId: person?.aliases?.[0] ?? person?.key,
    senderBsuid: person?.aliases && person.key,
  };
  switch (event.kind) {
    case 'status':
      return { ...base, kind: 'status', status: event.status, messageIds: event.messageIds, watermark: event.until };
    case 'echo': {
      const { messageId, text, appId, ourKey, change } = event;
      const changed = { echoType: change?.type, targetMessageId: change?.targetId };
      return { ...base, kind: 'echo', providerMessageId: messageId, text, appId, metadata: ourKey, ...changed };
    }
    case 'edit':
    case 'delete':
      return { ...base, kind: event.kind, text: event.text, targetMessageId: event.targetId };
    case 'reaction': {
      const { targetId, emoji } = event;
      return { ...base, kind: 'reaction', targetMessageId: targetId, emoji, removed: emoji === null };
    }
    case 'referral':
      return { ...base, kind: 'referral', referral: event.data };
    case 'opt_in':
    case 'opt_out':
      return { ...base, kind: event.kind === 'opt_in' ? 'optin' : 'optout', data: event.data };
    case 'standby':
      return { ...base, kind: 'standby', providerMessageId: event.messageId, text: event.text };
    case 'handover':
      return { ...base, kind: 'handover', data: event.data };
    case 'contact_moved':
      return { ...base, kind: 'system', newWaId: event.to.aliases?.[0] ?? event.to.key };
    case 'comment':
      return fromComment(event, base);
    case 'account':
      return { ...base, kind: 'account_event', event: event.field.startsWith('policy') ? event.field : event.event };
  }
}

function fromComment(event: Extract<ChannelEvent, { kind: 'comment' }>, base: Conclusion): Conclusion {
  const data = event.data as Readonly<Record<string, unknown>>;
  const from = data['from'] as { readonly id?: string; readonly name?: string } | undefined;
  return {
    ...base,
    kind: event.verb === 'remove' ? 'comment_delete' : 'comment',
    verb: event.verb,
    own: event.own,
    providerMessageId: event.commentId,
    senderId: from?.id,
    senderName: from?.name,
    text: data['message'],
    postId: data['post_id'],
    parentId: data['parent_id'],
  };
}
