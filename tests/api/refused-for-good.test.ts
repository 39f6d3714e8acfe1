import { Client, Connection } from '@temporalio/client';
import pino from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { createSpoolStore } from '#adapters/db/spool-store.ts';
import { createSignalConversation } from '#adapters/temporal/signal-conversation.ts';
import type { Delivery } from '#adapters/temporal/signal-conversation.ts';
import { createApiMetrics } from '#api/metrics.ts';
import { createSpool } from '#api/relay/spool.ts';
import { probeTemporal } from '#api/routes/health/probes.ts';
import { workflowIdOf } from '#domain/conversation/address.ts';
import { DEFAULT_SETTINGS } from '#domain/conversation/settings.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { KEYRING, makeTenant } from '#tests/support/fill-tenant.ts';
import { until } from '#tests/support/server-process.ts';

/** A message that the real Temporal server will never take, first in the spool of its conversation. */
test.each([
  ['what a signal may carry', 2_500_000],
  ['what gRPC carries', 5_000_000],
])(
  'a kept message beyond %s becomes a dead letter, and those behind it arrive',
  async (_name, size) => {
    const address = process.env['COLLOQUY_TEST_TEMPORAL_ADDRESS'];
    if (address === undefined)
      throw new Error('COLLOQUY_TEST_TEMPORAL_ADDRESS is not set: run through jest, whose set-up starts the server');
    const database = await createTestDatabase();
    const db = database.open({ max: 4 });
    const connection = await Connection.connect({ address });
    const client = new Client({ connection });
    const tenant = await makeTenant(db, 'shop');
    const delivery = (id: string, text: string): Delivery => ({
      address: {
        tenantId: tenant.id,
        tenantSlug: 'shop',
        channel: 'telegram',
        channelId: uuidv7(),
        contactKey: tenant.id,
      },
      settings: DEFAULT_SETTINGS,
      signal: {
        message: { id, kind: 'text', text, sentAt: '2026-11-21T10:00:00.000Z', order: 1 },
        contact: { recipient: '1' },
      },
    });
    const workflowId = workflowIdOf(delivery('', '').address);
    const store = createSpoolStore<Delivery>(db, KEYRING, (one) => ({
      tenantId: one.address.tenantId,
      workflowId: workflowIdOf(one.address),
      messageId: one.signal.message.id,
    }));
    const metrics = createApiMetrics();
    const spool = createSpool({
      store,
      signal: createSignalConversation(client, { taskQueue: `${uuidv7()}-conversations`, limitMs: 2_000 }),
      probe: () => probeTemporal({ client, namespace: 'default' }),
      metrics,
      log: pino({ level: 'silent' }),
    });
    await store.add(delivery('huge', 'x'.repeat(size)));
    await store.add(delivery('next', 'hello'));

    await spool.start();
    await until('the spool to be empty', 40_000, async () => (await store.backlog(1)).total === 0);
    await spool.stop();

    const letters = await database.sql('SELECT workflow_id, message_ids FROM dead_letters');
    expect(letters).toEqual([{ workflow_id: workflowId, message_ids: ['huge'] }]);
    const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
    const signals = (events ?? []).filter((event) => event.workflowExecutionSignaledEventAttributes);
    expect(signals).toHaveLength(1);
    expect(await metrics.registry.metrics()).toContain('outcome="dead_letter"} 1');
    await client.workflow.getHandle(workflowId).terminate('end of the test');
    await Promise.all([connection.close(), db.close()]);
    await database.drop();
  },
  60_000,
);
