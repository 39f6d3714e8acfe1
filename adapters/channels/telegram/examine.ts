import type { AccountReport, ChannelCredentials } from '#domain/channel-port.ts';
import { ChannelRefused } from '#domain/errors.ts';
import type { BotApis } from './bot-api.ts';
import { missingUpdates } from './register.ts';
import { toChannelError } from './send-errors.ts';

/** How long a failed delivery is news. */
const RECENT_MS = 3_600_000;

/** Asks Telegram who the bot is and where its messages are delivered. */
export async function examineTelegramBot(
  apis: BotApis,
  credentials: ChannelCredentials,
  url: string,
): Promise<AccountReport> {
  const { bot_token: token } = credentials;
  if (token === undefined) throw new ChannelRefused('Telegram: bot_token is missing', 'auth');
  try {
    const api = apis(token);
    const [bot, webhook] = await Promise.all([api.getMe(), api.getWebhookInfo()]);
    const { last_error_date: failedAt = 0 } = webhook;
    const missing = missingUpdates(webhook);
    const problems = [
      ...(Date.now() - failedAt * 1000 < RECENT_MS
        ? [`Telegram could not deliver at ${new Date(failedAt * 1000).toISOString()}; is the address reachable?`]
        : []),
      ...((webhook.url ?? '') !== '' && missing.length > 0
        ? [`Telegram does not deliver ${missing.join(', ')}: register the webhook`]
        : []),
    ];
    return {
      account: `@${bot.username}`,
      webhook: webhook.url === url ? 'ours' : (webhook.url ?? '') === '' ? 'none' : 'other',
      tokenExpiresAt: null,
      problems,
    };
  } catch (error) {
    throw toChannelError(error);
  }
}
