import type { ChannelCredentials, WebhookRequest, WebhookVerdict } from '#domain/channel-port.ts';
import { sameText } from '#adapters/channels/http/same-text.ts';

/** Header Telegram repeats the `secret_token` of `setWebhook` in. */
export const SECRET_HEADER = 'x-telegram-bot-api-secret-token';

/** Accepts a webhook only when it carries the bot's secret token. */
export function verifyTelegram(request: WebhookRequest, credentials: ChannelCredentials): WebhookVerdict {
  const secret = credentials['secret_token'];
  if (secret === undefined || secret === '') return { ok: false, reason: 'the channel has no secret token' };
  const given = request.headers[SECRET_HEADER];
  if (given === undefined || given === '') return { ok: false, reason: `header ${SECRET_HEADER} is missing` };
  return sameText(given, secret) ? { ok: true } : { ok: false, reason: `header ${SECRET_HEADER} does not match` };
}
