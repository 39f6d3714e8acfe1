import { randomUUID } from 'node:crypto';
import { chatReply } from '#api/routes/chat/schema.ts';
import { NONE, violations } from '#tests/support/invariants.ts';
import { startStack } from '#tests/support/stack.ts';
import type { Stack } from '#tests/support/stack.ts';
import { visitor } from './visitor.ts';

const SHOP = 'joannas-bakery';
/** Long enough for every reply on a busy machine, short enough to wait for one that does not come. */
const REPLY_WAIT_MS = 10_000;

/** Chat over HTTP on the whole product: what a shop's website and the command line build on. */
describe('chat over HTTP', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack({ env: { REPLY_WAIT_MS: String(REPLY_WAIT_MS) } });
  }, 120_000);
  afterAll(() => stack.stop());
  afterEach(async () => expect(await violations(stack)).toEqual(NONE));

  const turnsOf = async (conversationId: string) => {
    const rows = await stack.sql<{ outcome: string }>(
      'SELECT outcome FROM turns WHERE conversation_id = $1 ORDER BY turn',
      [conversationId],
    );
    return rows.map((row) => row.outcome);
  };

  it('answers the documented object and nothing else', async () => {
    const response = await visitor(stack, SHOP).post({ message: 'Hi! What do you sell?' });
    const answer: unknown = await response.json();
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
    expect(Object.keys(answer as object).toSorted()).toEqual(
      ['conversation_id', 'gate_retries', 'reply', 'stage', 'status', 'summary_used', 'tool_calls', 'usage'].toSorted(),
    );
    const { reply, status, tool_calls: calls, usage } = chatReply.parse(answer);
    expect(reply).toMatch(/sourdough/i);
    expect({ status, calls }).toEqual({ status: 'bot', calls: [] });
    expect(usage).toMatchObject({ provider: 'offline', model: 'offline-1', cost_usd: 0 });
    expect(usage.input_tokens).toBeGreaterThan(0);
  });

  it('shows the tool, its input and its result; the conversation is the visitor’s own and goes on', async () => {
    const dana = visitor(stack, SHOP);
    const first = await dana.say('Hello');
    const second = await dana.say("I'd like 2 baguettes please, delivery to 5 Main Street, Springfield", {
      conversation_id: first.conversation_id,
    });
    expect(second.conversation_id).toBe(first.conversation_id);
    const [call] = second.tool_calls;
    expect(call?.name).toBe('create_order');
    expect(call?.input).toMatchObject({ items: expect.any(Array) });
    expect(call?.result).toMatchObject({ order: { number: 1001, total: '8.50', currency: 'USD' } });
    const stranger = await visitor(stack, SHOP).post({ message: 'hi', conversation_id: first.conversation_id });
    expect(stranger.status).toBe(404);
  });

  it('streams thinking, content, meta, done in this order; the content is the reply', async () => {
    const id = randomUUID();
    const events = await visitor(stack, SHOP).follow('What do you sell?', { message_id: id });
    const names = events.map(({ event }) => event);
    expect(names.filter((name, index) => name !== names[index - 1])).toEqual(['thinking', 'content', 'meta', 'done']);
    const said = events
      .filter(({ event }) => event === 'content')
      .map(({ data }) => data['text'])
      .join('');
    expect(events[0]?.data).toEqual({ message_id: id });
    expect(events.at(-1)?.data).toEqual({ conversation_id: expect.any(String), message_id: id, reply: said, turn: 1 });
    const meta = events.find(({ event }) => event === 'meta')?.data;
    expect(chatReply.parse({ reply: said, ...meta })).toMatchObject({ status: 'bot', stage: expect.any(String) });
  });

  describe('a message id', () => {
    it('sent again is the same message: the same reply, no second turn, also at the same time and streamed', async () => {
      const eve = visitor(stack, SHOP);
      const message = { message: 'How much is a baguette?', message_id: 'm-1' };
      const answers = await Promise.all(
        Array.from({ length: 4 }, async () => (await eve.post(message)).json() as Promise<unknown>),
      );
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      const { conversation_id: conversation, reply } = chatReply.parse(answers[0]);
      const again = await eve.follow(message.message, { message_id: 'm-1' });
      expect(again.at(-1)?.data).toMatchObject({ reply });
      const byHeader = await fetch(`${stack.apiUrl}/v1/chat?tenant=${SHOP}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': 'm-1' },
        body: JSON.stringify({ user_id: eve.id, message: message.message }),
      });
      expect(await byHeader.json()).toEqual(answers[0]);
      expect(await turnsOf(conversation)).toEqual(['answered']);
    });

    it('with other words or files is refused, and changes nothing', async () => {
      const eve = visitor(stack, SHOP);
      const { conversation_id: conversation } = await eve.say('Hello', { message_id: 'm-1' });
      const file = { kind: 'image', url: 'https://example.com/cake.png' };
      for (const path of ['/v1/chat', '/v1/chat/stream']) {
        for (const other of [{ message: 'Cancel my order' }, { message: 'Hello', attachments: [file] }]) {
          const response = await eve.post({ ...other, message_id: 'm-1' }, path);
          expect(response.headers.get('content-type')).toContain('application/problem+json');
          expect(await response.json()).toMatchObject({ status: 409, code: 'MessageIdReused' });
        }
      }
      expect(await turnsOf(conversation)).toEqual(['answered']);
      // The id belongs to the visitor: another one may use it.
      await visitor(stack, SHOP).say('Cancel my order', { message_id: 'm-1' });
    });

    it('brought twice at the same moment with different words: one is answered, the other refused', async () => {
      const eve = visitor(stack, SHOP);
      const responses = await Promise.all(
        ['What do you sell?', 'How much is a baguette?'].map((message) => eve.post({ message, message_id: 'm-1' })),
      );
      expect(responses.map(({ status }) => status).toSorted((left, right) => left - right)).toEqual([200, 409]);
    });
  });

  it('AI off: messages are kept and not answered; on again: the next one is', async () => {
    const dana = visitor(stack, SHOP);
    const { conversation_id: id } = await dana.say('Hello');
    const automation = async (enabled: boolean) =>
      (
        await stack.request(`/v1/conversations/${id}/automation?tenant=${SHOP}`, {
          method: 'POST',
          body: JSON.stringify({ enabled }),
        })
      ).json();
    expect(await automation(false)).toEqual({ id, status: 'paused', assignee: null });
    const held = await dana.say('Are you there?');
    expect(held).toMatchObject({ reply: '', status: 'paused', tool_calls: [], conversation_id: id });
    const streamed = await dana.follow('Anybody?');
    expect(streamed.map(({ event }) => event)).toEqual(['thinking', 'meta', 'done']);
    const read = await stack.request(`/v1/conversations/${id}?tenant=${SHOP}`);
    expect(await read.json()).toMatchObject({ ai_enabled: false, status: 'paused' });

    expect(await automation(true)).toEqual({ id, status: 'bot', assignee: null });
    expect((await dana.say('What do you sell?')).reply).toMatch(/sourdough/i);
    expect(await turnsOf(id)).toEqual(['answered', 'held', 'held', 'answered']);
  });

  it('a reply that does not come in time is a 504 or an error event, and the same id brings it later', async () => {
    const dana = visitor(stack, SHOP);
    const message = { message: 'What do you sell?', message_id: 'late' };
    await stack.worker.kill();
    const [events, response] = await Promise.all([dana.follow(message.message, message), dana.post(message)]);
    expect(events.map(({ event }) => event)).toEqual(['thinking', 'error']);
    const late = { status: 504, code: 'ReplyTimeout', message_id: 'late', conversation_id: null };
    expect(events[1]?.data).toMatchObject(late);
    expect(await response.json()).toMatchObject(late);
    await stack.worker.start();
    expect((await dana.say(message.message, message)).reply).toMatch(/sourdough/i);
  }, 90_000);
});
