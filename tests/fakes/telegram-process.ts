import { startOwnProcess } from '#tests/fakes/own-process/own-process.ts';
import type { FakeTelegram } from './telegram.ts';

/** A fake Telegram in a process of its own. */
export function startTelegramProcess(): Promise<FakeTelegram> {
  return startOwnProcess<FakeTelegram>('tests/fakes/telegram-main.ts', {
    apiRoot: 'read',
    calls: 'read',
    messages: 'read',
    webhooks: 'read',
    messagesTo: 'call',
    addFault: 'call',
    addFile: 'call',
    messagesAfter: 'wait',
    reset: 'call',
  });
}
