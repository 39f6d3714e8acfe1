import { setTimeout as sleep } from 'node:timers/promises';
import type { Stack } from '#tests/support/stack.ts';
import type { TelegramCustomer } from '#tests/support/telegram-customer.ts';

export const NOA = { id: 'noa', name: 'Noa' };
export const DAN = { id: 'dan', name: 'Dan' };

/** One customer's talk with a shop, seen from both sides. */
export interface Talk {
  readonly customer: TelegramCustomer;
  readonly id: string;
  /** What a colleague does; the answer with its status `code`. */
  readonly act: (what: string, body: object) => Promise<Answer>;
  readonly authors: () => Promise<readonly string[]>;
  /** Waits until these words are in the record. */
  readonly recorded: (text: string) => Promise<void>;
  /** The newest handoff, as the API shows it. */
  readonly handoff: () => Promise<Handoff>;
}

interface Answer {
  readonly code: number;
  readonly status: string;
  readonly assignee: unknown;
  readonly detail: string;
}

interface Handoff {
  readonly state: string;
  readonly priority: string;
  readonly source: string;
  readonly summary: string | null;
  readonly holder: { readonly id: string } | null;
  readonly broken: readonly string[];
  readonly closed_why: string | null;
  readonly rating: number | null;
}

/** A new customer of `shop` who has said hello and was answered. */
export async function startTalk(stack: Stack, shop: string, chatId: number): Promise<Talk> {
  const customer = await stack.customer(shop, chatId, 'en');
  await customer.ask('Hello!');
  const [row] = await stack.sql<{ id: string }>(
    'SELECT c.id FROM conversations c JOIN contact_identities i ON i.id = c.identity_id WHERE i.recipient = $1',
    [String(chatId)],
  );
  const id = row?.id ?? '';
  return {
    customer,
    id,
    async act(what, body) {
      const path = `/v1/conversations/${id}/${what}?tenant=${shop}`;
      const response = await stack.request(path, { method: 'POST', body: JSON.stringify(body) });
      return { ...((await response.json()) as Omit<Answer, 'code'>), code: response.status };
    },
    async authors() {
      const text = 'SELECT author FROM messages WHERE conversation_id = $1 ORDER BY seq';
      return (await stack.sql<{ author: string }>(text, [id])).map(({ author }) => author);
    },
    recorded: (text) =>
      eventually(`"${text}" on record`, async () => {
        const found = await stack.sql('SELECT FROM messages WHERE conversation_id = $1 AND text = $2', [id, text]);
        return found.length > 0;
      }),
    async handoff() {
      const text = 'SELECT id FROM handoffs WHERE conversation_id = $1 ORDER BY created_at DESC LIMIT 1';
      const [newest] = await stack.sql<{ id: string }>(text, [id]);
      const response = await stack.request(`/v1/handoffs/${newest?.id ?? id}?tenant=${shop}`);
      return (await response.json()) as Handoff;
    },
  };
}

/** Waits until a condition holds; generous, since the machine may be busy. */
export async function eventually(what: string, check: () => Promise<boolean>, limitMs = 40_000): Promise<void> {
  for (const end = Date.now() + limitMs; Date.now() < end; await sleep(100)) {
    if (await check()) return;
  }
  throw new Error(`waited ${limitMs} ms for ${what}`);
}
