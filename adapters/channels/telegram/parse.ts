import type { ParseContext, ParsedInbound, ParsedWebhook, WebhookRequest } from '#domain/channel-port.ts';
import { cleanText } from '#domain/message/clean-text.ts';
import type { InboundContact } from '#domain/message/inbound.ts';
import { asObject, asObjects, asText, readJsonObject } from '#adapters/channels/http/loose.ts';
import { telegramContent } from './content.ts';
import { readEdit, readMembership, readReaction } from './events.ts';
import { ignored, isPrivate, sentAt } from './facts.ts';
import { callbackQuery, telegramMessage, telegramUpdate } from './schema.ts';
import type { CallbackQuery, TelegramMessage } from './schema.ts';

/**
 * Reads one Telegram update. Only what a person writes to the bot in a private chat is a message; edits, reactions and
 * blocks are events; channel posts, groups, other bots, service notes and update kinds of the future are counted and left alone.
 * @throws InvalidInput when the body is not a JSON object
 */
export function parseTelegram(request: WebhookRequest, context: ParseContext): ParsedWebhook {
  const body = readJsonObject(request.rawBody, 'Telegram webhook');
  const updateId = telegramUpdate.parse(body).update_id;
  if (body['message'] !== undefined) return readMessage(body['message'], updateId, context.receivedAt);
  if (body['callback_query'] !== undefined) return readCallback(body['callback_query'], updateId, context.receivedAt);
  if (body['edited_message'] !== undefined) return readEdit(body['edited_message'], updateId, context.receivedAt);
  if (body['my_chat_member'] !== undefined) return readMembership(body['my_chat_member'], updateId, context.receivedAt);
  if (body['message_reaction'] !== undefined)
    return readReaction(body['message_reaction'], updateId, context.receivedAt);
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
  const title = titleOf(query, text);
  const pressedBelow = query.message?.message_id;
  return {
    message: {
      id: `callback:${query.id}`,
      kind: 'choice',
      text: title ?? text,
      choice: { id: text, ...(title !== undefined && { title }) },
      sentAt: receivedAt.toISOString(),
      order: updateId ?? 0,
      ...(pressedBelow !== undefined && { replyToId: String(pressedBelow) }),
      ...(language !== undefined && { languageHint: language }),
    },
    contact: contactOf(chatId, query.from),
  };
}

/** What stands on the button: its data may be a code that says nothing. */
function titleOf({ message }: CallbackQuery, data: string): string | undefined {
  const rows = asObject(message?.['reply_markup'])?.['inline_keyboard'];
  const buttons = Array.isArray(rows) ? rows.flatMap(asObjects) : [];
  return asText(buttons.find((button) => button['callback_data'] === data)?.['text'], 256);
}

/**
 * `update_id` alone is not for ever: Telegram restarts it at random after a silent week. With the message id
 * it never names two messages, and a redelivery repeats both.
 */
function messageKey(updateId: number | undefined, chatId: number, messageId: number): string {
  return updateId === undefined ? `chat:${chatId}:${messageId}` : `${updateId}:${messageId}`;
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

function languageTag(code: string | undefined): string | undefined {
  return code !== undefined && /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/.test(code) ? code : undefined;
}
