import { createUpdates } from '#tests/fakes/telegram-updates.ts';
import type { TelegramUpdateBody } from '#tests/fakes/telegram-updates.ts';

/** Delivers customer messages to a webhook as Telegram does. */
export interface TelegramInbound {
  /** Resolves when the webhook took the update; repeats like Telegram while the server is away or answers 5xx. */
  deliver(chatId: number, text: string): Promise<void>;
  /** A new message, to be delivered once or more often. */
  update(chatId: number, text: string): TelegramUpdateBody;
  /** Delivers one update, as `deliver` does. */
  post(update: TelegramUpdateBody): Promise<void>;
}

const REPEAT_AFTER_MS = 250;
const GIVE_UP_AFTER_MS = 60_000;

/** @throws Error when the webhook refuses with 4xx or takes nothing for a minute */
export function telegramInbound(url: string, secretToken: string): TelegramInbound {
  const updates = createUpdates();
  const update = (chatId: number, text: string) => updates.text(chatId, text, { languageCode: 'en' });
  const deliver = (sent: TelegramUpdateBody) => postUntilTaken(url, secretToken, JSON.stringify(sent));
  return { update, post: deliver, deliver: (chatId, text) => deliver(update(chatId, text)) };
}

async function postUntilTaken(url: string, secretToken: string, body: string): Promise<void> {
  const deadline = Date.now() + GIVE_UP_AFTER_MS;
  for (;;) {
    const status = await post(url, secretToken, body);
    if (status >= 200 && status < 300) return;
    if ((status >= 400 && status < 500) || Date.now() > deadline) {
      throw new Error(`webhook ${new URL(url).pathname} answered ${status === 0 ? 'nothing' : status} to an update`);
    }
    await new Promise((resolve) => setTimeout(resolve, REPEAT_AFTER_MS));
  }
}

/** HTTP status of the answer; 0 when there was none. */
async function post(url: string, secretToken: string, body: string): Promise<number> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secretToken },
      body,
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}
