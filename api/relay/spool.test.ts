import pino from 'pino';
import { DEFAULT_SETTINGS } from '#domain/conversation/settings.ts';
import { createApiMetrics } from '#api/metrics.ts';
import type { Delivery } from '#adapters/temporal/signal-conversation.ts';
import { workflowIdOf } from '#domain/conversation/address.ts';
import { isRefusedForGood } from './refused-for-good.ts';
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
  const tries: string[] = [];
  const state = { temporalDown: false, refuses: '', isSlow: false };
  const held: (() => void)[] = [];
  const buried: string[] = [];
  const store: SpoolStore = {
    add: async (one) => void rows.push(one),
    backlog: async () => ({
      workflowIds: [...new Set(rows.map((one) => workflowIdOf(one.address)))],
      total: rows.length,
    }),
    async drain(_limit, _lanes, deliver) {
      let count = 0;
      for (let next = rows[0]; next !== undefined; next = rows[0]) {
        if ((await deliver([next])) === 'given_up') buried.push(next.signal.message.text);
        rows.shift();
        count += 1;
      }
      return count;
    },
  };
  const spool = createSpool({
    store,
    signal: async ([{ signal }]) => {
      if (state.isSlow) await new Promise<void>((resolve) => held.push(resolve));
      if (state.temporalDown) throw new Error('down');
      if (signal.message.text === state.refuses) {
        tries.push(signal.message.text);
        throw new Error('refused', { cause: Object.assign(new Error('too large'), { code: 3 }) });
      }
      delivered.push(signal.message.text);
    },
    probe: () => (state.temporalDown ? Promise.reject(new Error('down')) : Promise.resolve()),
    metrics: createApiMetrics(),
    log: pino({ level: 'silent' }),
  });
  return { spool, rows, delivered, buried, tries, state, held };
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

test('brings over what waits before it stops', async () => {
  const { spool, delivered, rows } = setUp();
  await spool.start();
  rows.push(delivery('a', '1'), delivery('b', '2'));
  await spool.stop();
  expect(delivered).toEqual(['1', '2']);
});

test('a conversation with kept messages keeps later ones too, others go straight', async () => {
  const { spool } = setUp();
  await spool.add(delivery('a', '1'));
  expect(spool.mustKeep(id('a'))).toBe(true);
  expect(spool.mustKeep(id('b'))).toBe(false);
});

test('past six on their way to Temporal everything is kept, and brought over as soon as it is written down', async () => {
  const { spool, delivered, state, held } = setUp();
  await spool.start();
  state.isSlow = true;
  const straight = Array.from({ length: 5 }, (_, index) => spool.handOver(delivery(`s${index}`, `s${index}`)));
  expect(spool.mustKeep(id('another'))).toBe(false);
  straight.push(spool.handOver(delivery('s5', 's5')));
  expect(spool.mustKeep(id('another'))).toBe(true);
  state.isSlow = false;
  await spool.add(delivery('a', '1'));
  await spool.add(delivery('b', '2'));
  // Long before the relay would look by itself.
  await until(() => delivered.length === 2);
  await until(() => !spool.mustKeep(id('another')));
  for (const release of held) release();
  await Promise.all(straight);
  expect(delivered.slice(0, 2)).toEqual(['1', '2']);
  expect(spool.mustKeep(id('another'))).toBe(false);
  await spool.stop();
});

test('a message that Temporal refuses for good is given up after five tries, and the next one goes', async () => {
  const { spool, rows, delivered, buried, tries, state } = setUp([delivery('a', 'huge'), delivery('a', '2')]);
  state.refuses = 'huge';
  await spool.start();
  await until(() => rows.length === 0);
  await spool.stop();
  expect({ delivered, buried, tries: tries.length }).toEqual({ delivered: ['2'], buried: ['huge'], tries: 5 });
}, 20_000);

test.each([
  ['an argument it does not take', Object.assign(new Error('blob size'), { code: 3 }), true],
  ['the same, wrapped by the client', new Error('x', { cause: Object.assign(new Error('y'), { code: 3 }) }), true],
  ['a rate limit', Object.assign(new Error('namespace rate limit exceeded'), { code: 8 }), false],
  ['an outage', Object.assign(new Error('No connection established'), { code: 14 }), false],
  ['a time limit', Object.assign(new Error('Deadline exceeded'), { code: 4 }), false],
  ['something else', new TypeError('x'), false],
  ['no error', 'x', false],
])('%s is for good: %#', (_name, error, forGood) => {
  expect(isRefusedForGood(error, delivery('a', 'x'))).toBe(forGood);
});

test('what gRPC can not carry is refused for good, whatever the client calls it', () => {
  const late = Object.assign(new Error('Deadline exceeded'), { code: 4 });
  expect(isRefusedForGood(late, delivery('a', 'x'.repeat(4_200_000)))).toBe(true);
});
