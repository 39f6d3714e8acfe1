import { join } from 'node:path';
import { childEnvironment } from '#config/machine.ts';
import { startChild } from '#dev/child.ts';
import { callLocal } from '#dev/http.ts';
import { ROOT } from '#dev/node-service.ts';
import { untilReady } from '#dev/until-ready.ts';
import { z } from 'zod';

const lineSchema = z.object({ url: z.string(), control: z.string() });
const messagesSchema = z.object({
  value: z.array(z.object({ seq: z.number(), chatId: z.string(), text: z.string() })),
});

export type BotMessage = z.infer<typeof messagesSchema>['value'][number];

/** A Bot API server of our own, in its own process, that stands in for Telegram's. */
export interface TelegramProcess {
  /** What `TELEGRAM_API_ROOT` must be. */
  readonly url: string;
  /** Waits up to `waitMs` for messages to a chat after number `seq`; none when none came. */
  messagesTo(chatId: number, seq: number, waitMs: number): Promise<readonly BotMessage[]>;
  stop(): Promise<void>;
}

export async function startTelegram(log: (line: string) => void): Promise<TelegramProcess> {
  let where: z.infer<typeof lineSchema> | undefined;
  const child = await startChild({
    name: 'telegram',
    file: process.execPath,
    args: [join(ROOT, 'tests', 'fakes', 'telegram-main.ts')],
    env: childEnvironment({}),
    cwd: ROOT,
    log(line) {
      const at = line.indexOf('{');
      if (where === undefined && at >= 0) where = lineSchema.parse(JSON.parse(line.slice(at)));
      log(line);
    },
  });
  await untilReady(child, async () => where !== undefined, 30_000);
  const { url, control } = where ?? { url: '', control: '' };
  return {
    url,
    async messagesTo(chatId, seq, waitMs) {
      const body = { member: 'messagesAfter', args: [seq, waitMs] };
      const { status, text } = await callLocal(control, { method: 'POST', body, timeoutMs: waitMs + 10_000 });
      if (status !== 200) throw new Error(`the fake Telegram answered ${status} to ${control}: ${text}`);
      return messagesSchema.parse(JSON.parse(text)).value.filter((message) => message.chatId === String(chatId));
    },
    stop: () => child.stop('SIGTERM', 5_000),
  };
}
