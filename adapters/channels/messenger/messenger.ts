import type { ChannelModule } from '#domain/channel-port.ts';
import { createGraph } from '#adapters/channels/meta/graph.ts';
import type { GraphOptions } from '#adapters/channels/meta/graph.ts';
import { metaChannel } from '#adapters/channels/meta/meta-channel.ts';
import { PAGE_FIELDS } from '#adapters/channels/meta/page-fields.ts';
import { pageMedia } from '#adapters/channels/meta/page-media.ts';
import { createPageSender, PAGE_CAPABILITIES } from '#adapters/channels/meta/page-sender.ts';
import { parsePage } from '#adapters/channels/meta/parse-page.ts';
import type { MetaSubscription } from '#adapters/channels/meta/registration.ts';
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
        ...PAGE_CAPABILITIES,
        maxText: 2_000,
        textUnit: 'utf16',
        sendsPerSecond: 30,
        statusEchoesKey: true,
      },
      commentEdge: 'comments',
      longestComment: 8_000,
      messenger: true,
    }),
    media: pageMedia(options),
    ...metaChannel({ graph, subscription: SUBSCRIPTION, idName: 'page_id', names: ['name', 'id'], parse: parsePage }),
  };
}
