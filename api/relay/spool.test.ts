import pino from 'pino';
import { DEFAULT_SETTINGS } from '#domain/conversation/settings.ts';
import { createApiMetrics } from '#api/metrics.ts';
import type { Delivery } from '#adapters/temporal/signal-conversation.ts';
import { workflowIdOf } from '#domain/conversation/address.ts';
import { createSpool } from './spool.ts';
import type { SpoolStore } from './spool.ts';

function delivery(contactKey: string, text: string): Delivery {
  return {
    address: { tenantId: 't', tenantSlug: 'shop', channel: 'telegram', channelId: 'c', contactKey },
    settings: DEFAULT_SETTINGS,
    signal: {
      message: { id: text, kind: 'text', text, sentAt: '2026-11-21T10:00:00.000Z', order: 1 },
      contact: { recipient: '1' },
    },
  };
}

const id = (contactKey: string) => workflowIdOf(delivery(contactKey, '').address);

function setUp(kept: Delivery[] = []) {
  const rows = [...kept];
  const delivered: string[] = [];
  const state = { temporalDown: false };
  const store: SpoolStore = {
    add: async (one) => void rows.push(one),
    backlog: async () => ({
      workflowIds: [...new Set(rows.map((one) => workflowIdOf(one.address)))],
      total: rows.length,
    }),
    async drain(_limit, deliver) {
      let count = 0;
      for (let next = rows[0]; next !== undefined; next = rows[0]) {
        await deliver(next);
        rows.shift();
        count += 1;
      }
      return count;
    },
  };
  const spool = createSpool({
    store,
    signal: async ({ signal }) => {
      if (state.temporalDown) throw new Error('down');
      delivered.push(signal.message.text);
    },
    probe: () => (state.temporalDown ? Promise.reject(new Error('down')) : Promise.resolve()),
    metrics: createApiMetrics(),
    log: pino({ level: 'silent' }),
  });
  return { spool, rows, delivered, state };
}

async function until(check: () => boolean): Promise<void> {
  while (!check()) await new Promise((resolve) => setTimeout(resolve, 20));
}

test('what an earlier process kept is handed over before start resolves, in order', async () => {
  const { spool, delivered } = setUp([delivery('a', '1'), delivery('b', '2'), delivery('a', '3')]);
  await spool.start();
  await spool.stop();
  expect(delivered).toEqual(['1', '2', '3']);
});

test('after a failure everything is kept until Temporal answers again; then nothing waits any more', async () => {
  const { spool, delivered, state } = setUp();
  await spool.start();
  expect(spool.mustKeep(id('a'))).toBe(false);
  state.temporalDown = true;
  spool.suspectOutage();
  expect(spool.mustKeep(id('never-seen'))).toBe(true);
  await spool.add(delivery('a', '1'));
  await spool.add(delivery('a', '2'));
  state.temporalDown = false;
  await until(() => !spool.mustKeep(id('a')));
  expect(delivered).toEqual(['1', '2']);
  await spool.stop();
});

test('a conversation with kept messages keeps later ones too, others go straight', async () => {
  const { spool } = setUp();
  await spool.add(delivery('a', '1'));
  expect(spool.mustKeep(id('a'))).toBe(true);
  expect(spool.mustKeep(id('b'))).toBe(false);
});
