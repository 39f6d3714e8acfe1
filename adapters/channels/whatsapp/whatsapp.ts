import type { ChannelModule } from '#domain/channel-port.ts';
import { createGraph, mustHave } from '#adapters/channels/meta/graph.ts';
import type { GraphOptions } from '#adapters/channels/meta/graph.ts';
import { examineMeta, registerMeta, unregisterMeta } from '#adapters/channels/meta/registration.ts';
import type { MetaSubscription } from '#adapters/channels/meta/registration.ts';
import { answerMetaChallenge, verifyMeta } from '#adapters/channels/meta/signature.ts';
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
    accountIds: (credentials) => [credentials['phone_number_id'] ?? ''],
    webhook: {
      unknownAccount: 'nobody',
      challenge: answerMetaChallenge,
      verify: verifyMeta,
      parse: parseWhatsApp,
    },
    register: (credentials, url) => registerMeta(graph, SUBSCRIPTION, credentials, url),
    unregister: (credentials) => unregisterMeta(graph, SUBSCRIPTION, credentials),
    examine: (credentials, url) =>
      examineMeta(graph, SUBSCRIPTION, credentials, {
        url,
        path: mustHave(credentials, 'phone_number_id'),
        fields: ['verified_name', 'display_phone_number'],
      }),
  };
}
