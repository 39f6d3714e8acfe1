import { createUpdates } from '#tests/fakes/telegram-updates.ts';
import type { FakeTelegram } from '#tests/fakes/telegram.ts';
import { until } from './server-process.ts';

/** A person with Telegram on their phone: writes through the shop's webhook, reads what the bot sends. */
export interface TelegramCustomer {
  readonly chatId: number;
  /** What the shop's webhook expects of Telegram. */
  readonly secretToken: string;
  /** Delivers one message as Telegram would; answers the update, to deliver it again. */
  write(text: string, options?: { readonly date?: Date }): Promise<Record<string, unknown>>;
  /** Delivers any update. @returns the HTTP status */
  deliver(update: unknown): Promise<number>;
  /** Waits until `count` messages have come altogether and answers them. */
  received(count: number, limitMs?: number): Promise<readonly string[]>;
  /** Writes and waits for the next message of the bot. */
  ask(text: string, limitMs?: number): Promise<string>;
}

export interface CustomerOptions {
  readonly apiUrl: () => string;
  readonly telegram: FakeTelegram;
  readonly tenant: string;
  readonly secretToken: string;
  readonly chatId: number;
  readonly languageCode?: string;
}

export function telegramCustomer(options: CustomerOptions): TelegramCustomer {
  const { telegram, chatId } = options;
  const updates = createUpdates(900_000_000 + chatId * 1_000);
  const texts = () => telegram.messagesTo(chatId).map((message) => message.text);

  async function deliver(update: unknown): Promise<number> {
    const response = await fetch(`${options.apiUrl()}/webhooks/telegram/${options.tenant}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': options.secretToken },
      body: JSON.stringify(update),
    });
    await response.arrayBuffer();
    return response.status;
  }

  async function write(text: string, extra: { readonly date?: Date } = {}): Promise<Record<string, unknown>> {
    const update = updates.text(chatId, text, { ...extra, languageCode: options.languageCode ?? 'he' });
    const status = await deliver(update);
    if (status !== 200) throw new Error(`the webhook answered ${status} to "${text}"`);
    return update;
  }

  async function received(count: number, limitMs = 30_000): Promise<readonly string[]> {
    await until(
      `${count} messages to chat ${chatId}`,
      limitMs,
      () => texts().length >= count,
      () => texts().join('\n---\n'),
    );
    return texts();
  }

  return {
    chatId,
    secretToken: options.secretToken,
    write,
    deliver,
    received,
    async ask(text, limitMs) {
      const before = texts().length;
      await write(text);
      const all = await received(before + 1, limitMs);
      return all.slice(before).join('\n');
    },
  };
}
