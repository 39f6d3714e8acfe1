import { z } from 'zod';
import type { ChannelModule } from '#domain/channel-port.ts';

/**
 * Our own chat. Its readers take the reply from the record when the turn is complete, so sending is done
 * as soon as the reply is recorded and there is nothing that could fail or be doubled.
 */
export function webChannel(): ChannelModule {
  return {
    channel: 'web',
    credentials: z.strictObject({}),
    sender: {
      capabilities: {
        maxText: 4096,
        textUnit: 'utf16',
        images: true,
        buttons: 0,
        buttonTitle: 0,
        formatting: 'none',
        windowMs: null,
        templates: false,
        edit: false,
        receipts: 'none',
        sendsPerSecond: 1_000,
        typingMs: 0,
        statusEchoesKey: true,
      },
      send: async (_target, part) => ({ providerMessageId: part.key }),
      typing: async () => undefined,
    },
  };
}
