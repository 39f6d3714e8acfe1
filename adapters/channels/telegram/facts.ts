import type { ParsedWebhook } from '#domain/channel-port.ts';
import { cleanText } from '#domain/message/clean-text.ts';

/** Old examples of the documentation have no `type`; people have positive ids, groups and channels negative ones. */
export function isPrivate(chat: { readonly id: number; readonly type?: string | undefined }): boolean {
  return chat.type === undefined ? chat.id > 0 : chat.type === 'private';
}

/** Telegram counts whole seconds; a missing or impossible time becomes the time of receipt. */
export function sentAt(seconds: unknown, receivedAt: Date): string {
  const at = new Date((typeof seconds === 'number' ? seconds : Number.NaN) * 1000);
  const year = Number.isNaN(at.getTime()) ? 0 : at.getUTCFullYear();
  return (year >= 2000 && year < 3000 ? at : receivedAt).toISOString();
}

export function ignored(reason: string): ParsedWebhook {
  return { messages: [], events: [], ignored: { [cleanText(reason, 64)]: 1 } };
}
