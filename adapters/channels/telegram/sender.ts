import type { ChannelCredentials } from '#domain/channel-port.ts';
import { ChannelRefused } from '#domain/errors.ts';
import type { ChannelCapabilities, ChannelSender, ChannelTarget, Choice, OutboundPart } from '#domain/ports.ts';
import type { BotApis } from './bot-api.ts';
import { toChannelError } from './send-errors.ts';

export const TELEGRAM_CAPABILITIES: ChannelCapabilities = {
  maxText: 4096,
  textUnit: 'utf16',
  images: true,
  buttons: 8,
  buttonTitle: 64,
  formatting: 'none',
  windowMs: null,
  templates: false,
  edit: true,
  receipts: 'none',
  sendsPerSecond: 25,
  typingMs: 5_000,
  statusEchoesKey: false,
};

/** Sends text as it is: without a parse mode nothing in a reply can be taken for markup. */
export function createTelegramSender(apis: BotApis): ChannelSender {
  return {
    capabilities: TELEGRAM_CAPABILITIES,
    async send(target, part) {
      const api = apis(tokenOf(target.credentials));
      try {
        const sent = await api.sendMessage(chatOf(target), part.text, {
          link_preview_options: previewOf(part),
          ...(part.choices !== undefined && part.choices.length > 0 && { reply_markup: keyboardOf(part.choices) }),
        });
        return { providerMessageId: String(sent.message_id) };
      } catch (error) {
        throw toChannelError(error);
      }
    },
    async typing(target) {
      try {
        await apis(tokenOf(target.credentials)).sendChatAction(chatOf(target), 'typing');
      } catch (error) {
        throw toChannelError(error);
      }
    },
  };
}

/** One button a line; what is pressed comes back as its id, which Telegram limits to 64 bytes. */
function keyboardOf(choices: readonly Choice[]) {
  return { inline_keyboard: choices.map(({ id, title }) => [{ text: title, callback_data: id }]) };
}

/** A picture goes as the message's large preview, so that text and picture stay one message with one id. */
function previewOf(part: OutboundPart) {
  return part.imageUrl === undefined
    ? { is_disabled: true }
    : { url: part.imageUrl, prefer_large_media: true, show_above_text: true };
}

function tokenOf(credentials: ChannelCredentials): string {
  const token = credentials['bot_token'];
  if (token === undefined || token === '') throw new ChannelRefused('Telegram: the channel has no bot_token', 'auth');
  return token;
}

function chatOf(target: ChannelTarget): string {
  if (!/^-?\d{1,20}$/.test(target.recipient)) {
    throw new ChannelRefused('Telegram: the recipient is not a chat id', 'invalid');
  }
  return target.recipient;
}
