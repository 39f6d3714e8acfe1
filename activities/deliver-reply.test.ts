import { MockActivityEnvironment } from '@temporalio/testing';
import { ChannelRefused } from '#domain/errors.ts';
import type { RefusalReason } from '#domain/message/channel-event.ts';
import type { OutboundPart } from '#domain/ports.ts';
import type { CompleteTurnInput } from '#domain/turn/delivery.ts';
import type { ActivityDeps } from './deps.ts';
import { createDeliverReply } from './deliver-reply.ts';

const PICTURE = 'https://shop.example/offer.jpg';

/** Sends one pictured part through a channel that refuses messages with a picture for `reason`. */
async function deliver(reason: RefusalReason) {
  const tried: OutboundPart[] = [];
  const completed: CompleteTurnInput[] = [];
  const sender = {
    capabilities: { buttons: 0, buttonTitle: 0 },
    send: async (_target: unknown, part: OutboundPart) => {
      tried.push(part);
      if (part.imageUrl !== undefined) throw new ChannelRefused('no such picture', reason);
      return { providerMessageId: 'p1' };
    },
  };
  const part = {
    id: 'o1',
    part: 1,
    key: 'c:1:1',
    text: 'Half price',
    state: 'sending',
    resent: false,
    imageUrl: PICTURE,
  };
  const deps = {
    store: {
      beginDelivery: async () => ({ parts: [part], target: {}, refusal: null, author: 'bot' }),
      completeTurn: async (input: CompleteTurnInput) => {
        completed.push(input);
        return {};
      },
    },
    channels: { open: () => ({ sender, target: {} }) },
    faults: { hit: () => undefined },
  } as unknown as ActivityDeps;
  const input = {
    turn: { tenantId: 't', conversationId: 'c', workflowId: 'w', turn: 1 },
    step: 1,
    stage: 'promo',
    status: 'bot',
    outcome: 'answered',
  } as const;
  await new MockActivityEnvironment().run(createDeliverReply(deps), input);
  return { tried, parts: completed[0]?.parts };
}

test('a picture that the provider does not take costs the picture, not the words', async () => {
  const { tried, parts } = await deliver('invalid');
  expect(tried.map(({ imageUrl, text }) => [text, imageUrl])).toEqual([
    ['Half price', PICTURE],
    ['Half price', undefined],
  ]);
  expect(parts).toMatchObject([{ state: 'sent', providerMessageId: 'p1' }]);
});

test.each(['blocked', 'opted_out', 'window', 'auth'] as const)('%s is not the picture’s doing', async (reason) => {
  const { tried, parts } = await deliver(reason);
  expect(tried).toHaveLength(1);
  expect(parts).toMatchObject([{ state: 'failed', refusal: reason }]);
});
