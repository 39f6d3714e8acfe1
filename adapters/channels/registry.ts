import type { ChannelModule } from '#domain/channel-port.ts';
import type { Channel } from '#domain/channel.ts';
import { instagramChannel } from '#adapters/channels/instagram/instagram.ts';
import { messengerChannel } from '#adapters/channels/messenger/messenger.ts';
import { telegramChannel } from '#adapters/channels/telegram/telegram.ts';
import { twilioChannel } from '#adapters/channels/twilio/twilio.ts';
import { webChannel } from '#adapters/channels/web/web.ts';
import { whatsAppChannel } from '#adapters/channels/whatsapp/whatsapp.ts';

/** The channels this build can speak; one that is not in it answers "not found", never "as if". */
export interface ChannelRegistry {
  find(channel: string): ChannelModule | undefined;
  readonly names: readonly Channel[];
}

/** Where the providers are spoken to, no slash at the end. */
export interface ChannelOptions {
  /** `TELEGRAM_API_ROOT` */
  readonly telegramApiRoot: string;
  /** `META_GRAPH_URL` */
  readonly metaGraphUrl: string;
  /** `TWILIO_API_URL` */
  readonly twilioApiUrl: string;
}

export function createChannelRegistry(options: ChannelOptions): ChannelRegistry {
  const graph = { graphUrl: options.metaGraphUrl };
  const modules: readonly ChannelModule[] = [
    telegramChannel({ apiRoot: options.telegramApiRoot }),
    whatsAppChannel(graph),
    messengerChannel(graph),
    instagramChannel(graph),
    twilioChannel({ apiUrl: options.twilioApiUrl }),
    webChannel(),
  ];
  const byName = new Map<string, ChannelModule>(modules.map((module) => [module.channel, module]));
  return { find: (channel) => byName.get(channel), names: modules.map((module) => module.channel) };
}
