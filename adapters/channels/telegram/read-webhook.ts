import { createBotApis } from './bot-api.ts';
import type { BotApiOptions } from './bot-api.ts';
import { missingUpdates } from './register.ts';
import { toChannelError } from './send-errors.ts';

/** What Telegram knows of a bot's webhook. */
export interface TelegramWebhook {
  /** Empty when none is set. */
  readonly url: string;
  readonly pendingUpdates: number;
  /** Kinds of updates we read that Telegram does not deliver, as an earlier program left it. */
  readonly missing: readonly string[];
  /** Telegram's own words about its latest failed delivery to us; null when there was none. */
  readonly lastError: { readonly at: Date; readonly message: string } | null;
}

/** Asks Telegram where it delivers a bot's messages. @throws ChannelRefused (`auth`), ChannelUnavailable, … */
export async function readTelegramWebhook(options: BotApiOptions, botToken: string): Promise<TelegramWebhook> {
  try {
    const info = await createBotApis(options)(botToken).getWebhookInfo();
    const { last_error_date: seconds, last_error_message: message } = info;
    return {
      url: info.url ?? '',
      pendingUpdates: info.pending_update_count,
      missing: missingUpdates(info),
      lastError: seconds === undefined ? null : { at: new Date(seconds * 1000), message: message ?? 'no words' },
    };
  } catch (error) {
    throw toChannelError(error);
  }
}
