import type { ChannelModule } from '#domain/channel-port.ts';
import { createBotApis } from './bot-api.ts';
import type { BotApiOptions } from './bot-api.ts';
import { telegramCredentials } from './credentials.ts';
import { telegramMedia } from './media.ts';
import { parseTelegram } from './parse.ts';
import { examineTelegramBot } from './examine.ts';
import { registerTelegram, unregisterTelegram } from './register.ts';
import { createTelegramSender } from './sender.ts';
import { verifyTelegram } from './verify.ts';

/** Telegram bots. There is no GET handshake: the webhook is set by us through `setWebhook`. */
export function telegramChannel(options: BotApiOptions): ChannelModule {
  const apis = createBotApis(options);
  return {
    channel: 'telegram',
    credentials: telegramCredentials,
    sender: createTelegramSender(apis),
    media: telegramMedia(options),
    webhook: { unknownAccount: 'ours', verify: verifyTelegram, parse: parseTelegram },
    register: (credentials, url) => registerTelegram(apis, credentials, url),
    unregister: (credentials) => unregisterTelegram(apis, credentials),
    examine: (credentials, url) => examineTelegramBot(apis, credentials, url),
  };
}
