import type { FakeFile } from '#tests/fakes/provider/fake-file.ts';

/** A Bot API answer: HTTP status and JSON body. */
export interface BotAnswer {
  readonly status: number;
  readonly body: { readonly ok: boolean } & Record<string, unknown>;
}

/** One message the bot sent, as a test wants to read it. */
export interface SentMessage {
  /** Counts over all chats from 1. */
  readonly seq: number;
  readonly messageId: number;
  readonly token: string;
  readonly chatId: string;
  readonly text: string;
  /** Milliseconds since the epoch, when the fake accepted it. */
  readonly at: number;
}

export interface WebhookSetting {
  readonly url: string;
  readonly secretToken: string | undefined;
  readonly allowedUpdates: readonly string[] | undefined;
}

/** What the methods work on. */
export interface BotState {
  accept(token: string, chatId: string, text: string): SentMessage;
  readonly webhooks: Map<string, WebhookSetting>;
  readonly files: ReadonlyMap<string, FakeFile>;
}

type Parameters = Readonly<Record<string, unknown>>;

/** Runs one method as the Bot API would, with its words for refusals. */
export function runMethod(state: BotState, token: string, method: string, parameters: Parameters): BotAnswer {
  switch (method) {
    case 'getMe':
      return success(botUser(token));
    case 'getFile':
      return getFile(state, text(parameters['file_id']));
    case 'sendMessage':
      return sendMessage(state, token, parameters);
    case 'sendChatAction':
      return sendChatAction(parameters);
    case 'answerCallbackQuery':
      return text(parameters['callback_query_id']) === ''
        ? refusal(400, 'Bad Request: query is too old or invalid')
        : success(true);
    case 'setWebhook':
      return setWebhook(state, token, parameters);
    case 'deleteWebhook':
      state.webhooks.delete(token);
      return success(true);
    case 'getWebhookInfo':
      return success({
        url: state.webhooks.get(token)?.url ?? '',
        ...(state.webhooks.get(token)?.allowedUpdates && {
          allowed_updates: state.webhooks.get(token)?.allowedUpdates,
        }),
        has_custom_certificate: false,
        pending_update_count: 0,
      });
    default:
      return refusal(404, 'Not Found: method not found');
  }
}

export function refusal(code: number, description: string, parameters?: Record<string, unknown>): BotAnswer {
  return { status: code, body: { ok: false, error_code: code, description, ...(parameters && { parameters }) } };
}

function success(result: unknown): BotAnswer {
  return { status: 200, body: { ok: true, result } };
}

function sendMessage(state: BotState, token: string, parameters: Parameters): BotAnswer {
  const refused = chatRefusal(parameters);
  if (refused !== undefined) return refused;
  const words = text(parameters['text']);
  if (words.trim() === '') return refusal(400, 'Bad Request: message text is empty');
  if (words.length > 4096) return refusal(400, 'Bad Request: message is too long');
  const chatId = text(parameters['chat_id']);
  const sent = state.accept(token, chatId, words);
  return success({
    message_id: sent.messageId,
    from: botUser(token),
    chat: { id: Number(chatId), type: 'private', first_name: 'Customer' },
    date: Math.floor(sent.at / 1000),
    text: words,
  });
}

/** Bots may download 20 MB. */
function getFile({ files }: BotState, fileId: string): BotAnswer {
  const file = files.get(fileId);
  if (file === undefined) return refusal(400, 'Bad Request: wrong file_id or the file is temporarily unavailable');
  if (file.fault === 'huge') return refusal(400, 'Bad Request: file is too big');
  const known = { file_id: fileId, file_unique_id: `u${fileId}`, file_size: file.bytes.length };
  return success({ ...known, file_path: `files/${fileId}` });
}

function sendChatAction(parameters: Parameters): BotAnswer {
  const refused = chatRefusal(parameters);
  if (refused !== undefined) return refused;
  const known = ['typing', 'upload_photo', 'upload_document', 'choose_sticker', 'find_location'];
  return known.includes(text(parameters['action']))
    ? success(true)
    : refusal(400, 'Bad Request: wrong parameter action in request');
}

function chatRefusal(parameters: Parameters): BotAnswer | undefined {
  const chatId = text(parameters['chat_id']);
  if (chatId === '') return refusal(400, 'Bad Request: chat_id is empty');
  return /^-?\d{1,16}$/.test(chatId) ? undefined : refusal(400, 'Bad Request: chat not found');
}

function setWebhook(state: BotState, token: string, parameters: Parameters): BotAnswer {
  const url = text(parameters['url']);
  const secret = text(parameters['secret_token']);
  if (!/^https?:\/\//.test(url))
    return refusal(400, 'Bad Request: bad webhook: An HTTPS URL must be provided for webhook');
  if (secret !== '' && !/^[A-Za-z0-9_-]{1,256}$/.test(secret)) {
    return refusal(400, 'Bad Request: secret token contains unallowed characters');
  }
  const allowed = parameters['allowed_updates'];
  const before = state.webhooks.get(token)?.allowedUpdates;
  // A call without a list keeps the one before.
  const allowedUpdates = Array.isArray(allowed) ? allowed.map(String) : before;
  state.webhooks.set(token, { url, secretToken: secret === '' ? undefined : secret, allowedUpdates });
  return { status: 200, body: { ok: true, result: true, description: 'Webhook was set' } };
}

function botUser(token: string) {
  return { id: Number(token.split(':')[0]), is_bot: true, first_name: 'Shop', username: 'shop_test_bot' };
}

/** A parameter as text, whether it came as JSON number or string. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}
