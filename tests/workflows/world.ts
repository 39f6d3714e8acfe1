import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import type { WorkflowHandle } from '@temporalio/client';
import type { Duration } from '@temporalio/common';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { ConversationAddress } from '#domain/conversation/address.ts';
import { workflowIdOf } from '#domain/conversation/address.ts';
import type { ConversationSettings } from '#domain/conversation/settings.ts';
import { inboundSignal, queuesOf } from '#workflows/messages.ts';
import type { InboundSignal } from '#workflows/messages.ts';
import { CHANNEL, STAGE, STATUS, TENANT } from '#workflows/search-attributes.ts';
import { isExpectedWarning } from '#workers/is-expected-warning.ts';
import { workflowBundle } from '#workers/workflow-bundle.ts';
import { until } from '#tests/support/server-process.ts';
import { FAST } from './fake-activities.ts';
import { recordHistories } from './record-histories.ts';
import type { FakeActivities } from './fake-activities.ts';

Runtime.install({
  logger: new DefaultLogger('WARN', ({ level, message, meta }) => {
    if (!isExpectedWarning(message)) process.stderr.write(`${level} ${message} ${JSON.stringify(meta ?? {})}\n`);
  }),
});

/** One conversation on the real server, with activities of the test's own. */
export interface World {
  readonly client: Client;
  readonly handle: WorkflowHandle;
  say(text: string, overrides?: Partial<InboundSignal['message']>): Promise<void>;
  signal(...signals: unknown[]): Promise<void>;
  /** Another customer of the same workers. */
  another(name: string): World;
  eventually(what: string, check: () => boolean | Promise<boolean>, limitMs?: number): Promise<void>;
}

/** Runs `test` with workers on queues of its own, and stops them afterwards. */
export async function inWorld(
  activities: FakeActivities,
  test: (world: World) => Promise<void>,
  settings: ConversationSettings = FAST,
  taskTimeout: Duration = '3 s',
): Promise<void> {
  const address = process.env['COLLOQUY_TEST_TEMPORAL_ADDRESS'];
  if (address === undefined)
    throw new Error('COLLOQUY_TEST_TEMPORAL_ADDRESS is not set: run through jest, whose set-up starts the server');
  const prefix = `${randomUUID().slice(0, 8)}-`;
  const taskQueue = `${prefix}conversations`;
  const native = await NativeConnection.connect({ address });
  const connection = await Connection.connect({ address });
  const queues = queuesOf(taskQueue);
  const common = { connection: native, namespace: 'default' };
  const workers = [
    await Worker.create({
      ...common,
      taskQueue,
      workflowBundle: await workflowBundle(),
      activities: { ...activities.conversations, ...activities.models },
      stickyQueueScheduleToStartTimeout: '1 s',
    }),
    await Worker.create({ ...common, taskQueue: queues.models, activities: activities.models }),
    await Worker.create({ ...common, taskQueue: queues.tools, activities: activities.media }),
    await Worker.create({ ...common, taskQueue: queues.send('telegram'), activities: activities.sends }),
  ];
  const runs = Promise.all(workers.map((worker) => worker.run()));
  const client = new Client({ connection });
  try {
    const world = createWorld(client, { taskQueue, settings, taskTimeout }, prefix);
    await test(world);
    await recordHistories(client, world.handle.workflowId);
  } finally {
    for (const worker of workers) worker.shutdown();
    await runs;
    await connection.close();
    await native.close();
  }
}

interface WorldOptions {
  readonly taskQueue: string;
  readonly settings: ConversationSettings;
  readonly taskTimeout: Duration;
}

function createWorld(client: Client, options: WorldOptions, prefix: string): World {
  const { taskQueue, settings } = options;
  const address: ConversationAddress = {
    tenantId: '0190a000-0000-7000-8000-000000000009',
    tenantSlug: 'shop',
    channel: 'telegram',
    channelId: '0190a000-0000-7000-8000-000000000008',
    contactKey: `${prefix}contact`,
  };
  const workflowId = workflowIdOf(address);
  let count = 0;
  const signal = async (...values: unknown[]) => {
    await client.workflow.signalWithStart('conversation', {
      workflowId,
      taskQueue,
      args: [{ address, settings }],
      signal: inboundSignal,
      signalArgs: values as InboundSignal[],
      workflowTaskTimeout: options.taskTimeout,
      typedSearchAttributes: [
        { key: TENANT, value: 'shop' },
        { key: CHANNEL, value: 'telegram' },
        { key: STAGE, value: 'greeting' },
        { key: STATUS, value: 'bot' },
      ],
    });
  };
  return {
    client,
    get handle() {
      return client.workflow.getHandle(workflowId);
    },
    signal,
    another: (name) => createWorld(client, options, `${prefix}${name}-`),
    say: async (text, overrides = {}) => {
      count += 1;
      const message = {
        id: `m${count}`,
        kind: 'text' as const,
        text,
        sentAt: new Date().toISOString(),
        order: count,
        ...overrides,
      };
      await signal({ message, contact: { recipient: '42' } });
    },
    eventually: (what, check, limitMs = 20_000) => until(what, limitMs, check),
  };
}
