import type { ChannelModule } from '#domain/channel-port.ts';
import { createGraph } from '#adapters/channels/meta/graph.ts';
import type { GraphOptions } from '#adapters/channels/meta/graph.ts';
import { metaChannel } from '#adapters/channels/meta/meta-channel.ts';
import type { MetaSubscription } from '#adapters/channels/meta/registration.ts';
import { whatsAppCredentials } from './credentials.ts';
import { whatsAppMedia } from './media.ts';
import { parseWhatsApp } from './parse.ts';
import { createWhatsAppSender } from './sender.ts';

const SUBSCRIPTION: MetaSubscription = {
  object: 'whatsapp_business_account',
  fields: [
    'messages',
    'smb_message_echoes',
    'account_update',
    'message_template_status_update',
    'phone_number_quality_update',
    'user_preferences',
    'user_id_update',
  ],
  owner: ({ waba_id: id }) => (id === undefined ? undefined : { id }),
};

/** WhatsApp through Meta's Cloud API. */
export function whatsAppChannel(options: GraphOptions): ChannelModule {
  const graph = createGraph(options);
  return {
    channel: 'whatsapp',
    credentials: whatsAppCredentials,
    sender: createWhatsAppSender(graph),
    media: whatsAppMedia(options),
    ...metaChannel({
      graph,
      subscription: SUBSCRIPTION,
      idName: 'phone_number_id',
      names: ['verified_name', 'display_phone_number'],
      parse: parseWhatsApp,
    }),
  };
}
