import { StoreUnavailable } from '#domain/errors.ts';
import type { TurnReply } from '#domain/turn/turn-reply.ts';
import { FAKE_REPLY } from '#tests/fakes/api-deps.ts';
import { createTurnReplies } from './turn-replies.ts';

const message = { tenantId: 't', workflowId: 'w', messageId: 'm' };

function setUp() {
  const listeners = new Set<() => void>();
  const state: { reply: TurnReply | undefined; reads: number; down: boolean } = {
    reply: undefined,
    reads: 0,
    down: false,
  };
  const replies = createTurnReplies(
    {
      async turnReply() {
        state.reads += 1;
        if (state.down) throw new StoreUnavailable('down');
        return state.reply;
      },
    },
    {
      subscribe(_workflowId, listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  );
  return { replies, state, listeners, notify: () => listeners.forEach((listener) => listener()) };
}

const patient = { timeoutMs: 20_000, signal: new AbortController().signal };

test('a finished turn is answered at once', async () => {
  const { replies, state, listeners } = setUp();
  state.reply = FAKE_REPLY;
  expect(await replies.waitFor(message, patient)).toBe(FAKE_REPLY);
  expect([state.reads, listeners.size]).toEqual([1, 0]);
});

test('a notice wakes the reader, well before the next poll', async () => {
  const { replies, state, notify } = setUp();
  const waiting = replies.waitFor(message, patient);
  await new Promise((resolve) => setImmediate(resolve));
  const started = performance.now();
  state.reply = FAKE_REPLY;
  notify();
  expect(await waiting).toBe(FAKE_REPLY);
  expect(performance.now() - started).toBeLessThan(1_000);
});

test('a lost notice costs two seconds, not the reply; Postgres may be away meanwhile', async () => {
  const { replies, state } = setUp();
  state.down = true;
  const waiting = replies.waitFor(message, patient);
  await new Promise((resolve) => setImmediate(resolve));
  state.down = false;
  state.reply = FAKE_REPLY;
  expect(await waiting).toBe(FAKE_REPLY);
});

test('it ends with nothing when time is up or the client has gone, and listens no more', async () => {
  const { replies, listeners } = setUp();
  expect(await replies.waitFor(message, { ...patient, timeoutMs: 20 })).toBeUndefined();
  const gone = new AbortController();
  const waiting = replies.waitFor(message, { timeoutMs: 20_000, signal: gone.signal });
  gone.abort();
  expect(await waiting).toBeUndefined();
  expect(listeners.size).toBe(0);
});
