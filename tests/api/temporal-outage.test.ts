import { Client, Connection } from '@temporalio/client';
import pino from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { createChannelRegistry } from '#adapters/channels/registry.ts';
import { fakeAgents } from '#tests/fakes/agent-desk.ts';
import { fakeLiveParts } from '#tests/fakes/live.ts';
import { NO_PROVIDERS } from '#tests/fakes/no-providers.ts';
import { TEMPORAL_CHANNEL } from '#api/conversations/temporal-channel.ts';
import { createUpdateConversation } from '#adapters/temporal/update-conversation.ts';
import { createSignalConversation } from '#adapters/temporal/signal-conversation.ts';
import type { Delivery } from '#adapters/temporal/signal-conversation.ts';
import type { SpoolStore } from '#api/relay/spool.ts';
import { startApi } from '#api/start-api.ts';
import { workflowIdOf } from '#domain/conversation/address.ts';
import { createFakeApiDeps, FAKE_SECRET } from '#tests/fakes/api-deps.ts';
import { plainVault } from '#tests/fakes/plain-vault.ts';
import { createUpdates } from '#tests/fakes/telegram-updates.ts';
import { until } from '#tests/support/server-process.ts';
import { startTcpProxy } from '#tests/support/tcp-proxy.ts';

/** The API over HTTP, a real Temporal server, and a wire between them that is cut and mended. */
test('while Temporal is away every webhook is acknowledged; afterwards all arrive, in order', async () => {
  const server = process.env['COLLOQUY_TEST_TEMPORAL_ADDRESS'];
  if (server === undefined)
    throw new Error('COLLOQUY_TEST_TEMPORAL_ADDRESS is not set: run through jest, whose set-up starts the server');
  const wire = await startTcpProxy(server);
  const connection = Connection.lazy({ address: wire.address, channelArgs: TEMPORAL_CHANNEL });
  const direct = await Connection.connect({ address: server });
  const { deps } = createFakeApiDeps();
  const run = uuidv7().slice(-12);
  const spool = memorySpool();
  const temporal = { client: new Client({ connection }), namespace: 'default', taskQueue: `${run}-conversations` };
  const api = await startApi({
    settings: deps.settings,
    listen: { port: 0, host: '127.0.0.1', graceMs: 0, drainMs: 5_000 },
    log: pino({ level: 'silent' }),
    temporal,
    updateConversation: createUpdateConversation(temporal.client, {
      taskQueue: temporal.taskQueue,
      limitMs: 2_000,
      vault: plainVault,
    }),
    signal: createSignalConversation(temporal.client, { taskQueue: temporal.taskQueue, limitMs: 2_000 }),
    channels: createChannelRegistry(NO_PROVIDERS),
    accounts: deps.accounts,
    records: deps.records,
    inbox: deps.inbox,
    dashboard: deps.dashboard,
    contacts: deps.contacts,
    orders: deps.orders,
    labels: deps.labels,
    cannedReplies: deps.cannedReplies,
    usage: deps.usage,
    settingsBook: deps.settingsBook,
    agents: fakeAgents(),
    keptAnswers: deps.keptAnswers,
    knowledge: deps.knowledge,
    media: deps.media,
    bookings: deps.bookings,
    payments: deps.payments,
    library: deps.library,
    leads: deps.leads,
    handoffs: deps.handoffs,
    products: deps.products,
    privacy: deps.privacy,
    codec: deps.codec,
    operations: deps.operations,
    widget: deps.widget,
    spool,
    notices: { subscribe: () => () => undefined },
    live: fakeLiveParts(),
    webhooks: deps.webhooks,
    pulse: { isSilent: () => false },
    vault: plainVault,
    contactKey: (_channelId, recipient) => `${run}-${recipient}`,
  });
  const updates = createUpdates();
  const say = async (chatId: number, text: string) => {
    const response = await fetch(`http://127.0.0.1:${api.port}/webhooks/telegram/valdman`, {
      method: 'POST',
      headers: { 'x-telegram-bot-api-secret-token': FAKE_SECRET },
      body: JSON.stringify(updates.text(chatId, text)),
    });
    await response.text();
    return response.status;
  };
  const client = new Client({ connection: direct });
  const arrived = (chatId: number) => signalled(client, `conversation:valdman:telegram:${run}-${chatId}`);

  expect(await say(1, '1-before')).toBe(200);
  await wire.cut();
  const statuses = [
    await say(1, '1-a'),
    await say(2, '2-a'),
    await say(1, '1-b'),
    await say(2, '2-b'),
    await say(1, '1-c'),
  ];
  expect(statuses).toEqual([200, 200, 200, 200, 200]);
  expect(spool.size()).toBe(5);
  expect((await fetch(`http://127.0.0.1:${api.port}/readyz`)).status).toBe(503);

  await wire.mend();
  expect(await say(1, '1-after')).toBe(200);
  await until(
    'the kept messages to arrive',
    10_000,
    async () => (await arrived(1)).length === 5 && (await arrived(2)).length === 2,
  );
  expect(await arrived(1)).toEqual(['1-before', '1-a', '1-b', '1-c', '1-after']);
  expect(await arrived(2)).toEqual(['2-a', '2-b']);

  await api.stop();
  for (const chatId of [1, 2])
    await client.workflow.getHandle(`conversation:valdman:telegram:${run}-${chatId}`).terminate('end of the test');
  await Promise.all([connection.close(), direct.close(), wire.cut()]);
}, 60_000);

/** What the workflow was told, in order. */
async function signalled(client: Client, workflowId: string): Promise<string[]> {
  const { events } = await client.workflow
    .getHandle(workflowId)
    .fetchHistory()
    .catch(() => ({ events: [] }));
  return (events ?? []).flatMap((event) => {
    const data = event.workflowExecutionSignaledEventAttributes?.input?.payloads?.[0]?.data;
    return data ? [(JSON.parse(Buffer.from(data).toString()) as { message: { text: string } }).message.text] : [];
  });
}

function memorySpool(): SpoolStore & { size(): number } {
  const rows: Delivery[] = [];
  return {
    size: () => rows.length,
    add: async (delivery) => void rows.push(delivery),
    backlog: async () => ({
      workflowIds: [...new Set(rows.map(({ address }) => workflowIdOf(address)))],
      total: rows.length,
    }),
    async drain(limit, _lanes, deliver) {
      let count = 0;
      for (let next = rows[0]; next !== undefined && count < limit; next = rows[0]) {
        await deliver([next]);
        rows.shift();
        count += 1;
      }
      return count;
    },
  };
}
