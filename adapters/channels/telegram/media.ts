import { GrammyError } from 'grammy';
import type { MediaSource } from '#domain/media/media-source.ts';
import { MediaRefused } from '#domain/media/errors.ts';
import { createMediaClient, tooLarge } from '#adapters/http/media-client.ts';
import { mediaFailure, timeLeft } from '#adapters/channels/http/media-failure.ts';
import { createBotApis } from './bot-api.ts';
import type { BotApiOptions } from './bot-api.ts';
import { toChannelError } from './send-errors.ts';

/** Longest call that asks where a file is, ms. */
const LOOK_UP_MS = 6_000;

/** `getFile`, then the file itself, whose address contains the bot's token: it is never stored, shown or logged. */
export function telegramMedia(options: BotApiOptions): MediaSource {
  const apis = createBotApis({ ...options, limitMs: LOOK_UP_MS });
  const apiRoot = options.apiRoot.replace(/\/+$/, '');
  const client = createMediaClient([apiRoot]);
  return {
    async fetch(credentials, { ref = '' }, limits) {
      const startedAt = performance.now();
      const token = credentials['bot_token'];
      if (token === undefined) throw new MediaRefused('Telegram: the channel has no bot_token', 'not_allowed');
      const { file_path: path, file_size: size } = await locate(apis(token), ref, limits.maxBytes);
      if (size !== undefined && size > limits.maxBytes) throw tooLarge(limits.maxBytes);
      if (path === undefined || !/^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/.test(path)) {
        // A Bot API server in local mode names a path of its own disk, which is not served.
        throw new MediaRefused('Telegram names no path that can be downloaded', 'gone');
      }
      return client.download(`${apiRoot}/file/bot${token}/${path}`, {
        maxBytes: limits.maxBytes,
        timeoutMs: timeLeft(startedAt, limits.timeoutMs),
      });
    },
  };
}

async function locate(api: ReturnType<ReturnType<typeof createBotApis>>, fileId: string, maxBytes: number) {
  try {
    return await api.getFile(fileId);
  } catch (error) {
    // Bots may download 20 MB, whatever our own limit is.
    if (error instanceof GrammyError && /too big/i.test(error.description)) throw tooLarge(maxBytes);
    throw mediaFailure('Telegram', toChannelError(error));
  }
}
