import type { ParsedWebhook } from '#domain/channel-port.ts';
import type { ChannelEvent } from '#domain/message/channel-event.ts';
import { cleanText } from '#domain/message/clean-text.ts';
import { asObject, asText } from '#adapters/channels/http/loose.ts';
import { ignored, isPrivate, sentAt } from './facts.ts';
import { membership, reactionUpdate, telegramMessage } from './schema.ts';

/** A changed message. What it said when it was answered stays the record; the change is kept beside it. */
export function readEdit(value: unknown, updateId: number | undefined, receivedAt: Date): ParsedWebhook {
  const parsed = telegramMessage.safeParse(value);
  if (!parsed.success || updateId === undefined || !isPrivate(parsed.data.chat)) return ignored('edited_message');
  const { chat, message_id: targetId, text, caption } = parsed.data;
  const words = cleanText(text ?? caption ?? '');
  // A place that is shared live is changed every few seconds, for hours.
  if (words === '' && parsed.data.location !== undefined) return ignored('live_location');
  return kept({
    kind: 'edit',
    accountId: null,
    key: `edit:${updateId}:${targetId}`,
    at: sentAt(asObject(value)?.['edit_date'], receivedAt),
    person: { key: String(chat.id) },
    targetId: String(targetId),
    ...(words.trim() !== '' && { text: words }),
  });
}

/** The person blocked the bot, or took it back. Groups the bot is added to have no say here. */
export function readMembership(value: unknown, updateId: number | undefined, receivedAt: Date): ParsedWebhook {
  const parsed = membership.safeParse(value);
  if (!parsed.success || updateId === undefined || !isPrivate(parsed.data.chat)) return ignored('my_chat_member');
  const { chat, date, new_chat_member: member } = parsed.data;
  return kept({
    kind: member.status === 'kicked' ? 'opt_out' : 'opt_in',
    accountId: null,
    key: `member:${updateId}:${member.status}`,
    at: sentAt(date, receivedAt),
    person: { key: String(chat.id) },
    scope: 'reach',
  });
}

/** A reaction below a message; the empty list takes it back. */
export function readReaction(value: unknown, updateId: number | undefined, receivedAt: Date): ParsedWebhook {
  const parsed = reactionUpdate.safeParse(value);
  if (!parsed.success || updateId === undefined || !isPrivate(parsed.data.chat)) return ignored('message_reaction');
  const { chat, date, message_id: targetId, new_reaction: reactions } = parsed.data;
  const [reaction] = reactions.map(asObject);
  return kept({
    kind: 'reaction',
    accountId: null,
    key: `reaction:${updateId}:${targetId}`,
    at: sentAt(date, receivedAt),
    person: { key: String(chat.id) },
    targetId: String(targetId),
    // Paid and custom ones have a type and no emoji.
    emoji: reaction === undefined ? null : (asText(reaction['emoji'], 64) ?? asText(reaction['type'], 64) ?? null),
  });
}

function kept(event: ChannelEvent): ParsedWebhook {
  return { messages: [], events: [event], ignored: {} };
}
