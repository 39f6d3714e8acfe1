import type { ChannelCredentials } from '#domain/channel-port.ts';
import { ChannelRefused } from '#domain/errors.ts';
import type { BotApis } from './bot-api.ts';
import { toChannelError } from './send-errors.ts';

/** Named in full: Telegram keeps an earlier bot's list where none is given. */
const ALLOWED_UPDATES = ['message', 'edited_message', 'callback_query', 'my_chat_member', 'message_reaction'] as const;

/** What of it a webhook does not bring; no list at all means Telegram's own, which has everything but reactions. */
export function missingUpdates({
  allowed_updates: allowed,
}: {
  readonly allowed_updates?: readonly string[];
}): readonly string[] {
  return allowed === undefined || allowed.length === 0 ? [] : ALLOWED_UPDATES.filter((kind) => !allowed.includes(kind));
}

/** Points the bot's webhook at `url`, with the secret that `verifyTelegram` will ask for. */
export async function registerTelegram(apis: BotApis, credentials: ChannelCredentials, url: string): Promise<void> {
  const { bot_token: token, secret_token: secret } = credentials;
  if (token === undefined || secret === undefined)
    throw new ChannelRefused('Telegram: bot_token or secret_token is missing', 'auth');
  try {
    await apis(token).setWebhook(url, { secret_token: secret, allowed_updates: [...ALLOWED_UPDATES] });
  } catch (error) {
    throw toChannelError(error);
  }
}

export async function unregisterTelegram(apis: BotApis, credentials: ChannelCredentials): Promise<void> {
  const { bot_token: token } = credentials;
  if (token === undefined) throw new ChannelRefused('Telegram: bot_token is missing', 'auth');
  try {
    await apis(token).deleteWebhook();
  } catch (error) {
    throw toChannelError(error);
  }
}
