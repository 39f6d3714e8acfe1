import type { ChannelCredentials, ChannelModule } from '#domain/channel-port.ts';
import { createGraph } from '#adapters/channels/meta/graph.ts';
import type { GraphOptions } from '#adapters/channels/meta/graph.ts';
import { metaChannel } from '#adapters/channels/meta/meta-channel.ts';
import { PAGE_FIELDS } from '#adapters/channels/meta/page-fields.ts';
import { pageMedia } from '#adapters/channels/meta/page-media.ts';
import { createPageSender, PAGE_CAPABILITIES } from '#adapters/channels/meta/page-sender.ts';
import { parsePage } from '#adapters/channels/meta/parse-page.ts';
import type { MetaOwner, MetaSubscription } from '#adapters/channels/meta/registration.ts';
import { instagramCredentials } from './credentials.ts';

const FIELDS = [
  'messages',
  'messaging_postbacks',
  'messaging_seen',
  'messaging_referral',
  'messaging_handover',
  'standby',
  'message_reactions',
  'message_edit',
  'comments',
  'live_comments',
];

/** With Facebook Login the linked page subscribes, with Instagram Login the account itself. */
function ownerOf({ account_id: account, page_id: page }: ChannelCredentials): MetaOwner | undefined {
  if (page !== undefined) return { id: page, fields: PAGE_FIELDS, shared: true };
  return account === undefined ? undefined : { id: account, fields: FIELDS };
}

/** An Instagram professional account: direct messages, and comments below its media. */
export function instagramChannel(options: GraphOptions): ChannelModule {
  // An account connected by Instagram Login has a host of its own; one linked to a page is spoken to through Facebook's.
  const isPublic = options.graphUrl === 'https://graph.facebook.com';
  const hasOwnHost = ({ page_id: page }: ChannelCredentials) => isPublic && page === undefined;
  const graph = createGraph({
    ...options,
    urlOf: (credentials) => (hasOwnHost(credentials) ? 'https://graph.instagram.com' : undefined),
  });
  const subscription: MetaSubscription = {
    object: 'instagram',
    fields: FIELDS,
    owner: ownerOf,
    // Its host knows nothing of apps: their addresses are entered in the dashboard.
    knowsApp: (credentials) => !hasOwnHost(credentials),
  };
  return {
    channel: 'instagram',
    credentials: instagramCredentials,
    sender: createPageSender(graph, {
      capabilities: {
        ...PAGE_CAPABILITIES,
        // Bytes of UTF-8, not characters: an emoji counts four.
        maxText: 1_000,
        textUnit: 'bytes',
        sendsPerSecond: 50,
        statusEchoesKey: false,
      },
      commentEdge: 'replies',
      longestComment: 300,
      messenger: false,
    }),
    media: pageMedia(options),
    ...metaChannel({ graph, subscription, idName: 'account_id', names: ['username', 'name', 'id'], parse: parsePage }),
  };
}
