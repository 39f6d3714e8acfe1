import { setTimeout as sleep } from 'node:timers/promises';
import { NONE, violations } from '#tests/support/invariants.ts';
import { quickTenant } from '#tests/support/quick-tenant.ts';
import { startStack } from '#tests/support/stack.ts';
import type { Stack } from '#tests/support/stack.ts';
import { DAN, NOA, startTalk } from './talk.ts';

const SHOP = 'joannas-bakery';

/** A person takes a conversation, speaks in it and gives it back, on the whole product. */
describe('handoff', () => {
  let stack: Stack;
  let chats = 70_000;
  beforeAll(async () => {
    stack = await startStack({ tenant: quickTenant() });
  }, 120_000);
  afterAll(() => stack.stop());
  afterEach(async () => {
    // The customer has a reply a moment before its turn is recorded as ended.
    const settled = async () => JSON.stringify(await violations(stack)) === JSON.stringify(NONE);
    for (let tries = 0; tries < 100 && !(await settled()); tries += 1) await sleep(100);
    expect(await violations(stack)).toEqual(NONE);
  });

  const talk = () => startTalk(stack, SHOP, ++chats);

  it('goes from the bot to a person and back, and the bot knows what the person said', async () => {
    const { customer, act, authors, recorded } = await talk();
    expect(await act('claim', { agent: NOA })).toMatchObject({ code: 200, status: 'human', assignee: NOA });
    await customer.write('Is anybody there?');
    await recorded('Is anybody there?');
    const reply = { agent: NOA, text: 'Noa here. Your cake will have blue icing.', key: 'n1' };
    // Pressed twice, and once more when the line is back.
    const sent = await Promise.all([act('reply', reply), act('reply', reply)]);
    sent.push(await act('reply', reply));
    for (const answer of sent) expect(answer).toMatchObject({ code: 200, turn: 3 });
    expect(await customer.received(2)).toContain('Noa here. Your cake will have blue icing.');
    expect(await act('release', { agent: NOA })).toMatchObject({ code: 200, status: 'bot', assignee: null });
    const answer = await customer.ask('Thank you. What breads do you have?');
    expect(answer).toMatch(/sourdough|baguette/i);
    const whole = ['customer', 'bot', 'customer', 'human', 'system', 'customer', 'bot'];
    // The customer has the reply a moment before it is on record.
    for (let tries = 0; tries < 200 && (await authors()).length < whole.length; tries += 1) await sleep(50);
    expect(await authors()).toEqual(whole);
  });

  it('is one colleague’s at a time, and tells the other whose it is', async () => {
    const { act } = await talk();
    const both = await Promise.all([act('claim', { agent: NOA }), act('claim', { agent: DAN })]);
    expect(both.map(({ code }) => code).toSorted((left, right) => left - right)).toEqual([200, 409]);
    const winner = both[0].code === 200 ? NOA : DAN;
    const loser = winner === NOA ? DAN : NOA;
    expect(both.find(({ code }) => code === 409)?.detail).toBe(`${winner.name} holds this conversation`);
    expect(await act('reply', { agent: loser, text: 'hi', key: 'x' })).toMatchObject({ code: 409 });
    expect(await act('assign', { agent: winner, to: loser })).toMatchObject({ code: 200, assignee: loser });
    expect(await act('reply', { agent: winner, text: 'hi', key: 'y' })).toMatchObject({ code: 409 });
    expect(await act('claim', { agent: winner, force: true })).toMatchObject({ code: 200, assignee: winner });
  });

  it('refuses words of a colleague who holds nothing, and changes nothing', async () => {
    const { act, authors } = await talk();
    expect(await act('reply', { agent: NOA, text: 'hi', key: 'x' })).toMatchObject({ code: 409 });
    expect(await act('release', { agent: NOA })).toMatchObject({ code: 409 });
    expect(await act('reply', { agent: NOA, text: '   ' })).toMatchObject({ code: 422 });
    expect(await authors()).toEqual(['customer', 'bot']);
  });

  it('lets the bot answer what the customer still waits for when it gets the conversation back', async () => {
    const { customer, act, recorded } = await talk();
    await act('claim', { agent: NOA });
    await customer.write('What cakes do you have?');
    await recorded('What cakes do you have?');
    await act('release', { agent: NOA });
    expect((await customer.received(2))[1]).toMatch(/cake/i);
  });

  it('back in the queue, the bot answers honestly while somebody else is awaited', async () => {
    const { customer, act } = await talk();
    await act('claim', { agent: NOA });
    expect(await act('release', { agent: NOA, to: 'queue' })).toMatchObject({ code: 200, status: 'waiting' });
    expect(await customer.ask('What breads do you have?')).toMatch(/sourdough|baguette/i);
    const [row] = await stack.sql<{ n: number }>(
      'SELECT count(*)::int AS n FROM handoffs WHERE closed_at IS NULL AND claimed_at IS NULL',
    );
    expect(row?.n).toBe(1);
    expect(await act('claim', { agent: DAN })).toMatchObject({ code: 200, assignee: DAN });
  });

  it('keeps notes from customer and bot', async () => {
    const { id, act, authors } = await talk();
    const note = { agent: NOA, text: 'Always late with payment', key: 'note-1' };
    expect(await act('notes', note)).toMatchObject({ code: 200, status: 'bot' });
    expect(await act('notes', note)).toMatchObject({ code: 200 });
    const notes = await stack.sql('SELECT staff_name, text FROM notes WHERE conversation_id = $1', [id]);
    expect(notes).toEqual([{ staff_name: 'Noa', text: 'Always late with payment' }]);
    expect(await authors()).toEqual(['customer', 'bot']);
  });

  it('asked for by a colleague, waits in the queue', async () => {
    const { id, act } = await talk();
    expect(await act('handoff', { agent: NOA, reason: 'Big order, please call' })).toMatchObject({ status: 'waiting' });
    const [row] = await stack.sql('SELECT reason, requested_by FROM handoffs WHERE conversation_id = $1', [id]);
    expect(row).toEqual({ reason: 'Big order, please call', requested_by: 'staff' });
  });

  it('from the answer to a claim on the bot sends nothing, whenever the claim comes', async () => {
    // The 500 runs are in tests/workflows/takeover-race.test.ts; these go through everything.
    const rounds = Array.from({ length: 16 }, (_, round) => round);
    const late: number[] = [];
    for (let batch = 0; batch < rounds.length; batch += 8) {
      await Promise.all(
        rounds.slice(batch, batch + 8).map(async (round) => {
          const { customer, act } = await talk();
          await customer.write('What breads do you have?');
          await sleep((round * 97) % 500);
          expect(await act('claim', { agent: NOA })).toMatchObject({ code: 200 });
          const claimed = stack.telegram.messagesTo(customer.chatId).length;
          await sleep(1_500);
          if (stack.telegram.messagesTo(customer.chatId).length > claimed) late.push(round);
        }),
      );
    }
    expect(late).toEqual([]);
  }, 180_000);
});
