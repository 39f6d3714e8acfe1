import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuid } from 'uuid';
import { createConversationStore } from '#adapters/db/conversation-store.ts';
import type { Keyring } from '#adapters/crypto/keyring.ts';
import type { Database } from '#adapters/db/pool.ts';
import { workflowIdOf } from '#domain/conversation/address.ts';
import type { OpenedTurn } from '#domain/store.ts';

/** Messages of customers as workers record them, with the moment at which each was committed. */
export interface Customers {
  /** Commit times by conversation, in the order of its messages; `performance.now()`. */
  readonly commits: ReadonlyMap<string, readonly number[]>;
  /** Writes at this pace for so long. */
  write(perSecond: number, seconds: number): Promise<void>;
}

export function createCustomers(
  db: Database,
  seal: Keyring,
  shop: { readonly tenantId: string; readonly slug: string; readonly channelId: string },
  count: number,
): Customers {
  const store = createConversationStore({ db, seal });
  const commits = new Map<string, number[]>();
  const people = Array.from({ length: count }, (_, person) => ({
    address: {
      tenantId: shop.tenantId,
      tenantSlug: shop.slug,
      channel: 'web' as const,
      channelId: shop.channelId,
      contactKey: `live-${person}`.padEnd(32, '0'),
    },
    last: Promise.resolve(),
  }));

  const say = async (address: (typeof people)[number]['address']): Promise<void> => {
    const opened: OpenedTurn = await store.openTurn({
      address,
      workflowId: workflowIdOf(address),
      conversationId: null,
      turn: null,
      messages: [{ id: uuid(), kind: 'text', text: 'Is it there yet?', sentAt: new Date().toISOString(), order: 0 }],
      contact: { recipient: address.contactKey },
      afterStep: 0,
      settingsVersion: 0,
      answering: false,
    });
    const times = commits.get(opened.conversationId) ?? [];
    times.push(performance.now());
    commits.set(opened.conversationId, times);
  };

  return {
    commits,
    async write(perSecond, seconds) {
      const start = performance.now();
      for (let index = 0; index < perSecond * seconds; index += 1) {
        const wait = start + (index * 1_000) / perSecond - performance.now();
        if (wait > 0) await sleep(wait);
        const person = people[index % people.length];
        // A conversation's messages one after the other, as its workflow would.
        if (person) person.last = person.last.then(() => say(person.address));
      }
      await Promise.all(people.map(({ last }) => last));
    },
  };
}
