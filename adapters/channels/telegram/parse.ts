import type { ParseContext, ParsedInbound, ParsedWebhook, WebhookRequest } from '#domain/channel-port.ts';
import type { ChannelEvent } from '#domain/message/channel-event.ts';
import { cleanText } from '#domain/message/clean-text.ts';
import type { InboundContact } from '#domain/message/inbound.ts';
import { asObject, readJsonObject } from '#adapters/channels/http/loose.ts';
import { telegramContent } from './content.ts';
import { callbackQuery, membership, telegramMessage, telegramUpdate } from './schema.ts';
import type { CallbackQuery, TelegramMessage } from './schema.ts';

/**
 * Reads one Telegram update. Only what a person writes to the bot in a private chat is a message; edits,
 * channel posts, groups, other bots, service notes and update kinds of the future are counted and left alone.
 * @throws InvalidInput when the body is not a JSON object
 */
export function parseTelegram(request: WebhookRequest, context: ParseContext): ParsedWebhook {
  const body = readJsonObject(request.rawBody, 'Telegram webhook');
  const updateId = telegramUpdate.parse(body).update_id;
  if (body['message'] !== undefined) return readMessage(body['message'], updateId, context.receivedAt);
  if (body['callback_query'] !== undefined) return readCallback(body['callback_query'], updateId, context.receivedAt);
  if (body['edited_message'] !== undefined) return readEdit(body['edited_message'], updateId, context.receivedAt);
  if (body['my_chat_member'] !== undefined) return readMembership(body['my_chat_member'], updateId, context.receivedAt);
  return ignored(Object.keys(body).find((key) => key !== 'update_id') ?? 'empty');
}

function readMessage(value: unknown, updateId: number | undefined, receivedAt: Date): ParsedWebhook {
  const parsed = telegramMessage.safeParse(value);
  if (!parsed.success) return ignored('malformed_message');
  const message = parsed.data;
  if (!isPrivate(message.chat)) return ignored('not_private');
  if (message.from?.is_bot === true) return ignored('from_bot');
  const content = telegramContent(message);
  if (content === undefined) return ignored('service_message');
  return { messages: [toInbound(message, content, updateId, receivedAt)], events: [], ignored: {} };
}

function toInbound(
  message: TelegramMessage,
  content: NonNullable<ReturnType<typeof telegramContent>>,
  updateId: number | undefined,
  receivedAt: Date,
): ParsedInbound {
  const language = languageTag(message.from?.language_code);
  const replyTo = message.reply_to_message?.message_id;
  return {
    message: {
      id: messageKey(updateId, message.chat.id, message.message_id),
      ...content,
      sentAt: sentAt(message.date, receivedAt),
      order: updateId ?? message.message_id,
      ...(language !== undefined && { languageHint: language }),
      ...(replyTo !== undefined && { replyToId: String(replyTo) }),
    },
    contact: contactOf(message.chat.id, message.from),
  };
}

/** A changed message. What it said when it was answered stays the record; the change is kept beside it. */
function readEdit(value: unknown, updateId: number | undefined, receivedAt: Date): ParsedWebhook {
  const parsed = telegramMessage.safeParse(value);
  if (!parsed.success || updateId === undefined || !isPrivate(parsed.data.chat)) return ignored('edited_message');
  const { chat, message_id: targetId, text, caption } = parsed.data;
  const words = cleanText(text ?? caption ?? '');
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
function readMembership(value: unknown, updateId: number | undefined, receivedAt: Date): ParsedWebhook {
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

function kept(event: ChannelEvent): ParsedWebhook {
  return { messages: [], events: [event], ignored: {} };
}

/** A press on an inline button. Telegram shows a spinner until it is answered, which our 200 does at once. */
function readCallback(value: unknown, updateId: number | undefined, receivedAt: Date): ParsedWebhook {
  const parsed = callbackQuery.safeParse(value);
  if (!parsed.success) return ignored('malformed_callback_query');
  const query = parsed.data;
  const answer = {
    status: 200,
    contentType: 'application/json',
    body: JSON.stringify({ method: 'answerCallbackQuery', callback_query_id: query.id }),
  };
  const text = cleanText(query.data ?? '');
  const chat = query.message?.chat;
  // Pressed below an inline message: there is no chat to answer in.
  if (chat === undefined || text.trim() === '' || !isPrivate(chat))
    return { ...ignored('callback_without_chat'), answer };
  return { messages: [choiceOf(query, chat.id, text, updateId, receivedAt)], events: [], ignored: {}, answer };
}

function choiceOf(
  query: CallbackQuery,
  chatId: number,
  text: string,
  updateId: number | undefined,
  receivedAt: Date,
): ParsedInbound {
  const language = languageTag(query.from.language_code);
  return {
    message: {
      id: `callback:${query.id}`,
      kind: 'choice',
      text,
      choice: { id: text },
      sentAt: receivedAt.toISOString(),
      order: updateId ?? 0,
      ...(language !== undefined && { languageHint: language }),
    },
    contact: contactOf(chatId, query.from),
  };
}

/**
 * `update_id` alone is not for ever: Telegram restarts it at random after a silent week. With the message id
 * it never names two messages, and a redelivery repeats both.
 */
function messageKey(updateId: number | undefined, chatId: number, messageId: number): string {
  return updateId === undefined ? `chat:${chatId}:${messageId}` : `${updateId}:${messageId}`;
}

/** Old examples of the documentation have no `type`; people have positive ids, groups and channels negative ones. */
function isPrivate(chat: { readonly id: number; readonly type?: string | undefined }): boolean {
  return chat.type === undefined ? chat.id > 0 : chat.type === 'private';
}

function contactOf(
  chatId: number,
  from: { first_name?: string | undefined; last_name?: string | undefined } | undefined,
): InboundContact {
  const name = cleanText(
    [from?.first_name, from?.last_name].filter((part) => part !== undefined).join(' '),
    128,
  ).trim();
  return { recipient: String(chatId), ...(name !== '' && { displayName: name }) };
}

/** Telegram counts whole seconds; a missing or impossible time becomes the time of receipt. */
function sentAt(seconds: unknown, receivedAt: Date): string {
  const at = new Date((typeof seconds === 'number' ? seconds : Number.NaN) * 1000);
  const year = Number.isNaN(at.getTime()) ? 0 : at.getUTCFullYear();
  return (year >= 2000 && year < 3000 ? at : receivedAt).toISOString();
}

function languageTag(code: string | undefined): string | undefined {
  return code !== undefined && /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/.test(code) ? code : undefined;
}

function ignored(reason: string): ParsedWebhook {
  return { messages: [], events: [], ignored: { [cleanText(reason, 64)]: 1 } };
}
