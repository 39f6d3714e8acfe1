import type { ChannelModule } from '#domain/channel-port.ts';
import { createGraph, mustHave } from '#adapters/channels/meta/graph.ts';
import type { GraphOptions } from '#adapters/channels/meta/graph.ts';
import { pageMedia } from '#adapters/channels/meta/page-media.ts';
import { createPageSender } from '#adapters/channels/meta/page-sender.ts';
import { parsePage } from '#adapters/channels/meta/parse-page.ts';
import { examineMeta, registerMeta, unregisterMeta } from '#adapters/channels/meta/registration.ts';
import type { MetaSubscription } from '#adapters/channels/meta/registration.ts';
import { answerMetaChallenge, verifyMeta } from '#adapters/channels/meta/signature.ts';
import { instagramCredentials } from './credentials.ts';

const SUBSCRIPTION: MetaSubscription = {
  object: 'instagram',
  fields: [
    'messages',
    'messaging_postbacks',
    'messaging_seen',
    'messaging_referral',
    'message_reactions',
    'message_edit',
    'comments',
    'live_comments',
  ],
  owner: 'account_id',
  ownerFields: true,
};

/** An Instagram professional account: direct messages, and comments below its media. */
export function instagramChannel(options: GraphOptions): ChannelModule {
  // An account connected by Instagram Login has a host of its own; one linked to a page is spoken to through Facebook's.
  const isPublic = options.graphUrl === 'https://graph.facebook.com';
  const graph = createGraph({
    ...options,
    urlOf: ({ page_id: page }) => (isPublic && page === undefined ? 'https://graph.instagram.com' : undefined),
  });
  return {
    channel: 'instagram',
    credentials: instagramCredentials,
    sender: createPageSender(graph, {
      capabilities: {
        // Bytes of UTF-8, not characters: an emoji counts four.
        maxText: 1_000,
        textUnit: 'bytes',
        images: true,
        buttons: 13,
        buttonTitle: 20,
        formatting: 'none',
        windowMs: 24 * 3_600_000,
        templates: false,
        edit: false,
        receipts: 'read',
        sendsPerSecond: 50,
        typingMs: 20_000,
        statusEchoesKey: false,
      },
      commentEdge: 'replies',
      longestComment: 300,
      messenger: false,
    }),
    media: pageMedia(options),
    accountIds: (credentials) => [credentials['account_id'] ?? ''],
    webhook: { unknownAccount: 'nobody', challenge: answerMetaChallenge, verify: verifyMeta, parse: parsePage },
    register: (credentials, url) => registerMeta(graph, SUBSCRIPTION, credentials, url),
    unregister: (credentials) => unregisterMeta(graph, SUBSCRIPTION, credentials),
    examine: (credentials, url) =>
      examineMeta(graph, SUBSCRIPTION, credentials, {
        url,
        path: mustHave(credentials, 'account_id'),
        fields: ['username', 'name', 'id'],
      }),
  };
}
