import { createUpdates } from '#tests/fakes/telegram-updates.ts';
import { WORDS } from '#bench/load/words.ts';
import type { Asked } from './steady-load.ts';

/** What a shop's customers, staff and programs ask for in the course of a day, in this mix. */
export interface ShopDay {
  readonly ask: (index: number) => Asked;
  /** Messages that were acknowledged, by chat. */
  readonly acknowledged: ReadonlyMap<number, number>;
  /** Every message that was sent, by chat. */
  readonly sent: ReadonlyMap<number, number>;
}

/** Of a hundred requests these many write; the others read. */
const MESSAGES = 1;
const NOTES = 1;
const CUSTOMERS = 50;
const FIRST_CHAT = 8_000_001;

export function dayOfAShop(shop: {
  readonly slug: string;
  readonly apiKey: string;
  readonly secretToken: string;
  /** Conversations that staff look into. */
  readonly threads: readonly string[];
}): ShopDay {
  const updates = createUpdates();
  const acknowledged = new Map<number, number>();
  const sent = new Map<number, number>();
  const one = (counts: Map<number, number>, chat: number) => counts.set(chat, (counts.get(chat) ?? 0) + 1);
  const json = (headers: Readonly<Record<string, string>>, body: object): RequestInit => ({
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const staff = { 'x-api-key': shop.apiKey };
  const message = (index: number): Asked => {
    const chat = FIRST_CHAT + ((Math.floor(index / 100) * MESSAGES + (index % 100)) % CUSTOMERS);
    one(sent, chat);
    return {
      path: `/webhooks/telegram/${shop.slug}`,
      init: json(
        { 'x-telegram-bot-api-secret-token': shop.secretToken },
        updates.text(chat, WORDS.plain, { languageCode: 'en' }),
      ),
      taken: () => one(acknowledged, chat),
    };
  };
  return {
    acknowledged,
    sent,
    ask(index) {
      const place = index % 100;
      if (place < MESSAGES) return message(index);
      const thread = shop.threads[index % shop.threads.length];
      if (thread === undefined) return { path: '/v1/conversations', init: { headers: staff } };
      const conversation = `/v1/conversations/${thread}`;
      if (place < MESSAGES + NOTES) {
        const text = `Seen at step ${index}`;
        return {
          path: `${conversation}/notes`,
          init: json({ ...staff, 'idempotency-key': `note-${index}` }, { text }),
        };
      }
      const reads = [
        '/v1/conversations?limit=20',
        conversation,
        `${conversation}/messages`,
        '/v1/orders',
        '/v1/products',
      ];
      return { path: reads[index % reads.length] ?? '/v1/conversations', init: { headers: staff } };
    },
  };
}
