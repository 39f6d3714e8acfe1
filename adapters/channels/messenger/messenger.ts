import type { ChannelModule } from '#domain/channel-port.ts';
import { createGraph, mustHave } from '#adapters/channels/meta/graph.ts';
import type { GraphOptions } from '#adapters/channels/meta/graph.ts';
import { PAGE_FIELDS } from '#adapters/channels/meta/page-fields.ts';
import { pageMedia } from '#adapters/channels/meta/page-media.ts';
import { createPageSender } from '#adapters/channels/meta/page-sender.ts';
import { parsePage } from '#adapters/channels/meta/parse-page.ts';
import { examineMeta, registerMeta, unregisterMeta } from '#adapters/channels/meta/registration.ts';
import type { MetaSubscription } from '#adapters/channels/meta/registration.ts';
import { answerMetaChallenge, verifyMeta } from '#adapters/channels/meta/signature.ts';
import { messengerCredentials } from './credentials.ts';

const SUBSCRIPTION: MetaSubscription = {
  object: 'page',
  fields: PAGE_FIELDS,
  owner: ({ page_id: id }) => (id === undefined ? undefined : { id, fields: PAGE_FIELDS }),
};

/** A Facebook page: direct messages, and comments below its posts. */
export function messengerChannel(options: GraphOptions): ChannelModule {
  const graph = createGraph(options);
  return {
    channel: 'messenger',
    credentials: messengerCredentials,
    sender: createPageSender(graph, {
      capabilities: {
        maxText: 2_000,
        textUnit: 'utf16',
        images: true,
        buttons: 13,
        buttonTitle: 20,
        formatting: 'none',
        windowMs: 24 * 3_600_000,
        templates: false,
        edit: false,
        receipts: 'read',
        sendsPerSecond: 30,
        typingMs: 20_000,
        statusEchoesKey: true,
      },
      commentEdge: 'comments',
      longestComment: 8_000,
      messenger: true,
    }),
    media: pageMedia(options),
    accountIds: (credentials) => [credentials['page_id'] ?? ''],
    webhook: { unknownAccount: 'nobody', challenge: answerMetaChallenge, verify: verifyMeta, parse: parsePage },
    register: (credentials, url) => registerMeta(graph, SUBSCRIPTION, credentials, url),
    unregister: (credentials) => unregisterMeta(graph, SUBSCRIPTION, credentials),
    examine: (credentials, url) =>
      examineMeta(graph, SUBSCRIPTION, credentials, {
        url,
        path: mustHave(credentials, 'page_id'),
        fields: ['name', 'id'],
      }),
  };
}
