import { Client, Connection } from '@temporalio/client';
import pino from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { createConversationGateway } from '#api/conversations/gateway.ts';
import { createSignalConversation } from '#adapters/temporal/signal-conversation.ts';
import { createApiMetrics } from '#api/metrics.ts';
import type { StoredConnection } from '#api/records.ts';
import { createSpool } from '#api/relay/spool.ts';
import type { SpoolStore } from '#api/relay/spool.ts';
import { probeTemporal, readinessProbes } from '#api/routes/health/probes.ts';
import { NotReady } from '#api/routes/health/readiness.ts';
import type { ParsedInbound } from '#domain/channel-port.ts';
import { DEFAULT_SETTINGS } from '#domain/conversation/settings.ts';
import { StoreUnavailable } from '#domain/errors.ts';
import { plainVault } from '#tests/fakes/plain-vault.ts';
import { CHANNEL, STATUS, TENANT } from '#workflows/search-attributes.ts';

/** The gateway against a real Temporal server; no worker runs, which is when durability matters most. */
const namespace = 'default';
let connection: Connection;
let client: Client;

beforeAll(async () => {
  const address = process.env['COLLOQUY_TEST_TEMPORAL_ADDRESS'];
  if (address === undefined)
    throw new Error('COLLOQUY_TEST_TEMPORAL_ADDRESS is not set: run through jest, whose set-up starts the server');
  connection = await Connection.connect({ address });
  client = new Client({ connection, namespace });
});
afterAll(() => connection.close());

function setUp(options: { temporal?: Client; spoolFails?: boolean } = {}) {
  const taskQueue = `gateway-${uuidv7()}-conversations`;
  const kept: unknown[] = [];
  const store: SpoolStore = {
    async add(delivery) {
      if (options.spoolFails === true) throw new StoreUnavailable('down');
      kept.push(delivery);
    },
    backlog: async () => ({ workflowIds: [], total: 0 }),
    drain: async () => 0,
  };
  const temporal = options.temporal ?? client;
  const signal = createSignalConversation(temporal, { taskQueue, limitMs: 1_500 });
  const log = pino({ level: 'silent' });
  const metrics = createApiMetrics();
  const spool = createSpool({
    store,
    signal,
    probe: () => probeTemporal({ client: temporal, namespace }),
    metrics,
    log,
  });
  const contactKey = (channelId: string, recipient: string) =>
    Buffer.from(`${channelId}${recipient}`).toString('hex').slice(-32);
  const gateway = createConversationGateway({ spool, contactKey, vault: plainVault, metrics, log });
  return { gateway, kept, taskQueue, spool };
}

function shop(): StoredConnection {
  return {
    tenant: { id: uuidv7(), slug: `shop-${uuidv7().slice(-12)}`, name: 'Shop' },
    channel: 'telegram',
    channelId: uuidv7(),
    credentials: {},
    settings: DEFAULT_SETTINGS,
  };
}

function inbound(text: string): ParsedInbound {
  const message = { id: uuidv7(), kind: 'text', text, sentAt: '2026-11-21T10:00:00.000Z', order: 1 } as const;
  return { message, contact: { recipient: '4155550123', displayName: 'Dana Levi' } };
}

test('messages of one contact go to one workflow, started with the first, with no personal data in the clear', async () => {
  const { gateway, kept } = setUp();
  const connected = shop();
  const first = await gateway.accept(connected, inbound('one'));
  const second = await gateway.accept(connected, inbound('two'), { quietMs: 0 });
  expect([first.kept, second.workflowId, kept]).toEqual(['temporal', first.workflowId, []]);

  const handle = client.workflow.getHandle(first.workflowId);
  const description = await handle.describe();
  expect(description.typedSearchAttributes.get(TENANT)).toBe(connected.tenant.slug);
  expect([description.typedSearchAttributes.get(CHANNEL), description.typedSearchAttributes.get(STATUS)]).toEqual([
    'telegram',
    'bot',
  ]);
  expect(description.priority).toMatchObject({ priorityKey: 1, fairnessKey: connected.tenant.slug });
  expect(`${description.workflowId} ${await description.staticSummary()}`).not.toMatch(/4155550123|Dana/);

  const { events } = await handle.fetchHistory();
  const signals = (events ?? []).filter((event) => event.workflowExecutionSignaledEventAttributes);
  const texts = signals.map((event) => {
    const data = event.workflowExecutionSignaledEventAttributes?.input?.payloads?.[0]?.data ?? new Uint8Array();
    return (JSON.parse(Buffer.from(data).toString()) as { message: { text: string } }).message.text;
  });
  expect(texts).toEqual(['one', 'two']);
  await handle.terminate('end of the test');
});

test('a conversation that has ended is started again under the same id', async () => {
  const { gateway } = setUp();
  const connected = shop();
  const first = await gateway.accept(connected, inbound('one'));
  const handle = client.workflow.getHandle(first.workflowId);
  const before = await handle.describe();
  await handle.terminate('as if it had closed');
  await gateway.accept(connected, inbound('two'));
  const after = await handle.describe();
  expect([after.status.name, after.runId === before.runId]).toEqual(['RUNNING', false]);
  await handle.terminate('end of the test');
});

describe('while Temporal is away', () => {
  let lost: Connection;
  let away: Client;
  beforeAll(() => {
    lost = Connection.lazy({ address: '127.0.0.1:9' });
    away = new Client({ connection: lost, namespace });
  });
  afterAll(() => lost.close());

  test('the first message waits out the limit, the next ones go to Postgres at once', async () => {
    const { gateway, kept } = setUp({ temporal: away });
    const connected = shop();
    expect((await gateway.accept(connected, inbound('one'))).kept).toBe('spool');
    const started = performance.now();
    expect((await gateway.accept(connected, inbound('two'))).kept).toBe('spool');
    expect(performance.now() - started).toBeLessThan(500);
    expect(kept).toHaveLength(2);
  });

  test('with Postgres away as well the provider must send it again', async () => {
    const { gateway } = setUp({ temporal: away, spoolFails: true });
    await expect(gateway.accept(shop(), inbound('one'))).rejects.toBeInstanceOf(StoreUnavailable);
  });
});

test('readiness tells Temporal from a missing worker', async () => {
  const probes = readinessProbes({
    client,
    namespace,
    taskQueue: `nobody-${uuidv7()}`,
    records: { ping: async () => undefined },
    clock: () => new Date(),
    pulse: { isSilent: () => false },
  });
  await expect(probes['temporal']?.()).resolves.toBeUndefined();
  await expect(probes['worker']?.()).rejects.toBeInstanceOf(NotReady);
});
