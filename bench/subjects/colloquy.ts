import { randomBytes } from 'node:crypto';
import { telegramInbound } from '#bench/load/telegram-inbound.ts';
import type { TelegramInbound } from '#bench/load/telegram-inbound.ts';
import { answers, LAUNCHER, startChild } from '#bench/stack/child.ts';
import type { Child } from '#bench/stack/child.ts';
import { freePort } from '#dev/free-port.ts';
import { query } from '#bench/stack/stack.ts';
import type { Stack } from '#bench/stack/stack.ts';
import type { ConversationSettings } from '#domain/conversation/settings.ts';
import { CONVERSATION_QUEUE } from '#workflows/messages.ts';
import { colloquyEnv } from './colloquy-env.ts';
import { BENCH_TENANT, prepareShop } from './colloquy-shop.ts';
import { connectTelegram, SECRET_TOKEN } from './connect-telegram.ts';
import type { OrderCount, Subject } from './subject.ts';

/** Colloquy, with what only its own benchmarks look at. */
export interface Colloquy extends Subject {
  readonly inbound: TelegramInbound;
  /** Customers' messages on record by chat, and the turns they belong to. */
  recorded(): Promise<readonly { readonly chatId: number; readonly messages: number; readonly turns: number }[]>;
}

/** Colloquy as in production, with everything on; a database, keys and a tenant of its own. */
export async function createColloquy(stack: Stack, timings?: Partial<ConversationSettings>): Promise<Colloquy> {
  const database = await stack.createDatabase('bench_colloquy');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const adminKey = randomBytes(24).toString('hex');
  const env = { ...colloquyEnv(stack, database, adminKey), HOST: '127.0.0.1', PORT: String(port), PUBLIC_URL: url };
  await prepareShop(database, timings);
  const inbound = telegramInbound(`${url}/webhooks/telegram/${BENCH_TENANT}`, SECRET_TOKEN);
  let api: Child | undefined;
  let worker: Child | undefined;
  let connected = false;
  const startWorker = async (): Promise<void> => {
    const since = Date.now();
    const ready = (): Promise<boolean> => stack.isPolled(CONVERSATION_QUEUE, since);
    worker = await startChild({
      name: 'colloquy-worker',
      file: LAUNCHER,
      args: ['workers/main.ts'],
      env,
      logs: stack.logs,
      ready,
    });
  };
  return {
    name: 'colloquy',
    inbound,
    startWorker,
    async start() {
      const ready = (): Promise<boolean> => answers(`${url}/healthz`);
      api = await startChild({
        name: 'colloquy-api',
        file: LAUNCHER,
        args: ['api/server.ts'],
        env,
        logs: stack.logs,
        ready,
      });
      await startWorker();
      if (!connected) await connectTelegram(url, adminKey);
      connected = true;
    },
    async stop() {
      await Promise.all([api?.stop(), worker?.stop()]);
    },
    killWorker: async () => worker?.kill(),
    stopWorker: async () => worker?.stop(),
    post: (chatId, text) => inbound.deliver(chatId, text),
    workflowId: (chatId) => workflowIdOf(database, chatId),
    processes: () => [
      { label: 'api', pid: api?.pid ?? 0 },
      { label: 'worker', pid: worker?.pid ?? 0 },
    ],
    orders: async () => (await query<OrderRow>(database, ORDERS)).map(toCount),
    recorded: async () =>
      (await query<RecordedRow>(database, RECORDED)).map((row) => ({
        chatId: Number(row.recipient),
        messages: Number(row.messages),
        turns: Number(row.turns),
      })),
  };
}

const BY_CHAT = 'conversations c join contact_identities i on i.tenant_id = c.tenant_id and i.id = c.identity_id';

/** @throws Error when this customer has no conversation */
async function workflowIdOf(database: string, chatId: number): Promise<string> {
  const [row] = await query<{ workflow_id: string }>(
    database,
    `select c.workflow_id from ${BY_CHAT} where i.recipient = '${chatId}'`,
  );
  if (row === undefined) throw new Error(`chat ${chatId} has no conversation`);
  return row.workflow_id;
}

interface RecordedRow {
  readonly recipient: string;
  readonly messages: string;
  readonly turns: string;
}

const RECORDED = `
  select i.recipient, count(*) as messages, count(distinct m.turn) as turns
  from ${BY_CHAT}
  join messages m on m.tenant_id = c.tenant_id and m.conversation_id = c.id and m.author = 'customer'
  group by i.recipient`;

interface OrderRow {
  readonly recipient: string;
  readonly turn: number;
  readonly orders: string;
}

/** An order without a receipt belongs to no turn (0): there should be none. */
const ORDERS = `
  select i.recipient, coalesce(r.turn, 0) as turn, count(*) as orders
  from ${BY_CHAT}
  join orders o on o.tenant_id = c.tenant_id and o.conversation_id = c.id
  left join tool_receipts r on r.tenant_id = o.tenant_id and r.conversation_id = o.conversation_id
    and (r.result -> 'effect' ->> 'orderNumber')::int = o.number
  group by i.recipient, coalesce(r.turn, 0)`;

function toCount(row: OrderRow): OrderCount {
  return { chatId: Number(row.recipient), turn: row.turn, orders: Number(row.orders) };
}
