import { visitor } from '#tests/chat/visitor.ts';
import type { FakeFault, FakeReply } from '#tests/fakes/models/fake-reply.ts';
import { NONE, violations } from '#tests/support/invariants.ts';
import { ORDINARY } from './scripted-model.ts';
import { ALONE, startShopOfFaults, WITH_FALLBACK } from './shop-of-faults.ts';
import type { ShopOfFaults } from './shop-of-faults.ts';

/*
 * What providers do on bad days, at the wire: real SDKs over HTTP against servers that refuse, hang, break off and
 * babble. Each case is one turn of a new visitor, followed by an ordinary one.
 */

/** Nothing of these may reach a customer: our words for errors, theirs, paths, JSON. */
const INTERNAL =
  /scripted fault|error|exception|status code|\bat \S+:\d+|\.ts\b|https?:|gpt-|claude|\{|\}|xxxx|undefined|null/i;
const APOLOGY = /sorry.*person from our team/s;

interface Case {
  readonly name: string;
  readonly replies: readonly FakeReply[];
  /** Calls the faulty provider gets in the turn. */
  readonly calls: number;
  /** What the same provider says in the end; missing: it never recovers. */
  readonly recovers?: boolean;
  /** Answers that were paid for although they said nothing. */
  readonly wasted?: number;
  readonly atLeastMs?: number;
}

const fault = (kind: FakeFault, times = 1): FakeReply[] =>
  Array.from({ length: times }, () => ({ text: 'Half an ans', fault: kind }));

const CASES: readonly Case[] = [
  { name: 'a key that is refused', replies: fault({ kind: 'status', status: 401 }, 3), calls: 1 },
  { name: 'a request that is refused', replies: fault({ kind: 'status', status: 400 }, 3), calls: 1 },
  {
    name: '429 once',
    replies: fault({ kind: 'status', status: 429, retryAfter: '1' }),
    calls: 2,
    recovers: true,
    atLeastMs: 1_000,
  },
  {
    name: '429 for good',
    replies: fault({ kind: 'status', status: 429, retryAfter: '1' }, 9),
    calls: 3,
    atLeastMs: 2_000,
  },
  { name: '429 for an hour', replies: fault({ kind: 'status', status: 429, retryAfter: '3600' }, 9), calls: 1 },
  { name: '500 once', replies: fault({ kind: 'status', status: 500 }), calls: 2, recovers: true },
  { name: '500 for good', replies: fault({ kind: 'status', status: 500 }, 9), calls: 3 },
  { name: 'no answer once', replies: fault({ kind: 'hang' }), calls: 2, recovers: true, atLeastMs: 1_000 },
  { name: 'no answer ever', replies: fault({ kind: 'hang' }, 9), calls: 2, atLeastMs: 2_000 },
  { name: 'a connection that is reset', replies: fault({ kind: 'reset' }), calls: 2, recovers: true },
  { name: 'an answer that is cut off', replies: fault({ kind: 'cut' }), calls: 2, recovers: true },
  { name: 'broken JSON once', replies: fault({ kind: 'malformed_json' }), calls: 2, recovers: true },
  { name: 'broken JSON for good', replies: fault({ kind: 'malformed_json' }, 9), calls: 2 },
  { name: 'a web page for good', replies: fault({ kind: 'html' }, 9), calls: 2 },
  { name: 'an empty envelope for good', replies: fault({ kind: 'empty_envelope' }, 9), calls: 2 },
  { name: 'no words for good', replies: Array.from({ length: 9 }, () => ({ text: '  ' })), calls: 2, wasted: 2 },
  { name: 'ten megabytes for good', replies: fault({ kind: 'oversize' }, 9), calls: 2 },
];

describe.each(['openai', 'anthropic'] as const)('%s on a bad day', (provider) => {
  const other = provider === 'openai' ? 'anthropic' : 'openai';
  let shop: ShopOfFaults;

  beforeAll(async () => {
    shop = await startShopOfFaults();
  }, 120_000);
  afterAll(() => shop.stop());

  const record = async (conversationId: string) => {
    const { stack } = shop;
    const turns = await stack.sql<{ outcome: string; status: string }>(
      'SELECT outcome, status FROM turns WHERE conversation_id = $1 ORDER BY turn',
      [conversationId],
    );
    const bot = await stack.sql<{ text: string }>(
      `SELECT text FROM messages WHERE conversation_id = $1 AND author = 'bot' ORDER BY seq`,
      [conversationId],
    );
    const handoffs = await stack.sql<{ reason: string; requested_by: string }>(
      'SELECT reason, requested_by FROM handoffs WHERE conversation_id = $1',
      [conversationId],
    );
    const costs = await stack.sql<{ provider: string; model: string; input: number; source: string; key: string }>(
      'SELECT provider, model, input_tokens::int AS input, price_source AS source, key FROM usage_events WHERE conversation_id = $1 AND turn = 1 ORDER BY created_at',
      [conversationId],
    );
    return { turns, bot, handoffs, costs };
  };
  const play = async (tenant: string, replies: readonly FakeReply[]) => {
    const person = visitor(shop.stack, tenant);
    shop.models[other].expect();
    shop.models[provider].expect(...replies);
    const startedAt = Date.now();
    const first = await person.say('Hi, do you have fresh bread?');
    const tookMs = Date.now() - startedAt;
    const calls = shop.models[provider].asked.length;
    const otherCalls = shop.models[other].asked.length;
    shop.models[provider].expect();
    const next = await person.say('And something sweet?');
    return { first, next, tookMs, calls, otherCalls, ...(await record(first.conversation_id)) };
  };

  it.each(CASES)(
    '$name, with a second model: answers all the same',
    async ({ replies, calls, recovers, atLeastMs, wasted = 0 }) => {
      const played = await play(WITH_FALLBACK[provider], replies);
      expect(played.first.reply).toBe(ORDINARY);
      expect(played.first.usage.provider).toBe(recovers === true ? provider : other);
      expect(played.calls).toBe(calls);
      expect(played.otherCalls).toBe(recovers === true ? 0 : 1);
      expect(played.tookMs).toBeGreaterThanOrEqual(atLeastMs ?? 0);
      expect(played.turns.map((turn) => turn.outcome)).toEqual(['answered', 'answered']);
      expect(played.bot).toHaveLength(2);
      expect(played.handoffs).toEqual([]);
      // An answer that is of no use is paid for as well.
      const paid = Array.from({ length: wasted }, () => provider);
      expect(played.costs.map((cost) => cost.provider)).toEqual([...paid, recovers === true ? provider : other]);
      expect(played.costs[0]).toMatchObject({ source: expect.stringMatching(/^(exact|prefix)$/) as string });
      expect(played.costs[0]?.input).toBeGreaterThan(0);
    },
  );

  it.each(CASES.filter((entry) => entry.recovers !== true))(
    '$name, with no other model: says so and asks for a person',
    async ({ replies, calls, wasted = 0 }) => {
      const played = await play(ALONE[provider], replies);
      expect(played.first.reply).toMatch(APOLOGY);
      expect(played.first.reply).not.toMatch(INTERNAL);
      expect(played.first.status).toBe('waiting');
      expect(played.calls).toBe(calls);
      expect(played.otherCalls).toBe(0);
      expect(played.handoffs).toEqual([{ reason: 'model_failed', requested_by: 'failure' }]);
      expect(played.turns.map((turn) => turn.outcome)).toEqual(['safe_reply', 'answered']);
      expect(played.next.reply).toBe(ORDINARY);
      expect(played.bot).toHaveLength(2);
      expect(played.costs.map((cost) => cost.provider)).toEqual(Array.from({ length: wasted }, () => provider));
    },
  );

  it('a stream that is cut off: tried again, and nothing of the half is shown', async () => {
    const person = visitor(shop.stack, WITH_FALLBACK[provider]);
    shop.models[provider].expect(
      ...fault({ kind: 'cut' }),
      ...fault({ kind: 'error_event', code: 'overloaded_error' }),
    );
    const events = await person.follow('Hi, do you have fresh bread?');
    const words = events
      .filter(({ event }) => event === 'content')
      .map(({ data }) => String(data['text']))
      .join('');
    expect(words).toBe(ORDINARY);
    expect(events.map(({ event }) => event)).not.toContain('error');
    expect(shop.models[provider].asked.every((request) => request.stream)).toBe(true);
  });

  it('leaves a record in which everything has its cause, once', async () => {
    expect(await violations(shop.stack)).toEqual(NONE);
    expect(shop.models.openai.server.violations).toEqual([]);
    expect(shop.models.anthropic.server.violations).toEqual([]);
  });
});
