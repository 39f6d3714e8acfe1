import { createUpdates } from '#tests/fakes/telegram-updates.ts';
import { runsOf, settled, statusesOf } from '#tests/support/chat-record.ts';
import { NONE, violations } from '#tests/support/invariants.ts';
import { quickTenant } from '#tests/support/quick-tenant.ts';
import { until } from '#tests/support/server-process.ts';
import { startStack } from '#tests/support/stack.ts';
import type { Stack } from '#tests/support/stack.ts';
import { customerTexts } from '#tests/support/transcript.ts';

/** A new run after each turn, a close after a short silence, and a conversation of many runs: a tenant for each. */
const WINDOWS = {
  valdman: { quietMs: 30, burstCapMs: 100, turnsPerRun: 1, maxInterrupts: 0 },
  arena: { quietMs: 30, idleCloseMs: 400 },
  'joannas-bakery': { quietMs: 30, turnsPerRun: 40 },
} as const;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('conversations that outlive their workflow runs', () => {
  let stack: Stack;
  const chats: number[] = [];

  beforeAll(async () => {
    stack = await startStack({
      tenant: (tenant) => quickTenant(WINDOWS[tenant.profile.slug as keyof typeof WINDOWS])(tenant),
    });
  }, 120_000);
  afterAll(() => stack.stop());
  afterEach(async () => {
    expect(await violations(stack, chats)).toEqual(NONE);
  });

  const newCustomer = (tenant: string, chatId: number) => {
    chats.push(chatId);
    return stack.customer(tenant, chatId);
  };

  it('answers 200 chat messages once each, over several runs, and remembers', async () => {
    const ask = async (index: number) => {
      const response = await stack.request('/v1/chat?tenant=joannas-bakery', {
        method: 'POST',
        body: JSON.stringify({
          user_id: 'two-hundred',
          message_id: `m-${index}`,
          message: index === 1 ? 'Hi, my name is Dana' : `Do you have bread today? (${index})`,
        }),
      });
      expect(response.status).toBe(200);
      return (await response.json()) as { reply: string; conversation_id: string; summary_used: boolean };
    };
    const first = await ask(1);
    let last = first;
    for (let index = 2; index <= 200; index += 1) {
      last = await ask(index);
      expect(last.conversation_id).toBe(first.conversation_id);
      expect(last.reply).not.toBe('');
    }
    expect(last.summary_used).toBe(true);
    // The same message again: the same turn's reply, and no new turn.
    expect((await ask(200)).reply).toBe(last.reply);
    const [row] = await stack.sql<{ workflow_id: string; turns: number; messages: number; seq: number; name: string }>(
      `SELECT c.workflow_id, k.name, (SELECT count(*)::int FROM turns t WHERE t.conversation_id = c.id AND outcome = 'answered') AS turns,
         (SELECT count(*)::int FROM messages m WHERE m.conversation_id = c.id) AS messages,
         (SELECT max(seq)::int FROM messages m WHERE m.conversation_id = c.id) AS seq
       FROM conversations c JOIN contacts k ON (k.tenant_id, k.id) = (c.tenant_id, c.contact_id) WHERE c.id = $1`,
      [first.conversation_id],
    );
    expect(row).toMatchObject({ turns: 200, messages: 400, seq: 400, name: 'Dana' });
    const runs = await statusesOf(stack, row?.workflow_id ?? '');
    expect(runs['CONTINUED_AS_NEW']).toBeGreaterThanOrEqual(3);
    expect(Object.keys(runs).toSorted()).toEqual(['CONTINUED_AS_NEW', 'RUNNING']);
  }, 180_000);

  it('loses and doubles nothing that comes while one run hands over to the next', async () => {
    const customer = await newCustomer('valdman', 4_001);
    const written = Array.from({ length: 120 }, (_, index) => `מעבר-${index}`);
    for (const [index, text] of written.entries()) {
      await customer.write(text);
      // Pauses of all lengths, so that messages fall into every moment of a turn and of the change of runs.
      await pause((index * 37) % 130);
    }
    const record = await settled(stack, 4_001, written.length);
    expect(await customerTexts(stack, 4_001)).toEqual(written);
    expect(record.got).toBe(record.turns);
    expect((await runsOf(stack, 4_001))['CONTINUED_AS_NEW']).toBeGreaterThanOrEqual(4);
  }, 120_000);

  it('loses and doubles nothing that comes while a conversation closes itself', async () => {
    const customer = await newCustomer('arena', 4_002);
    const written = Array.from({ length: 25 }, (_, index) => `halo ${index}`);
    for (const [index, text] of written.entries()) {
      await customer.ask(text);
      // Around the moment of the close: one to two idle windows after the reply, since one timer watches all of it.
      await pause(500 + ((index * 45) % 500));
    }
    const record = await settled(stack, 4_002, written.length);
    expect(record).toMatchObject({ inbound: 25, turns: 25, got: 25 });
    expect(await customerTexts(stack, 4_002)).toEqual(written);
    await until('the last run to close', 10_000, async () => (await runsOf(stack, 4_002))['RUNNING'] === undefined);
    const runs = await runsOf(stack, 4_002);
    expect(Object.keys(runs)).toEqual(['COMPLETED']);
    expect(runs['COMPLETED']).toBeGreaterThanOrEqual(3);
  }, 120_000);

  it('makes no turn of a message that is delivered again after the close', async () => {
    const customer = await newCustomer('arena', 4_003);
    const update = await customer.write('halo');
    await customer.received(1);
    await until('the close', 10_000, async () => (await runsOf(stack, 4_003))['COMPLETED'] === 1);
    expect(await customer.deliver(update)).toBe(200);
    await until('a second close', 20_000, async () => (await runsOf(stack, 4_003))['COMPLETED'] === 2);
    expect(await settled(stack, 4_003, 1)).toMatchObject({ inbound: 1, turns: 1, got: 1 });
  }, 60_000);

  it('refuses a body of more than 3 MB, cuts a longer text than any channel has, and goes on', async () => {
    const customer = await newCustomer('valdman', 4_004);
    const updates = createUpdates(4_004_000);
    expect(await customer.deliver(updates.text(4_004, 'א'.repeat(1_600_000)))).toBe(413);
    expect(await customer.deliver(updates.text(4_004, 'x'.repeat(1_000_000)))).toBe(200);
    await customer.received(1);
    await customer.ask('מה יש לכם?');
    await settled(stack, 4_004, 2);
    const [long] = await customerTexts(stack, 4_004);
    expect(long).toHaveLength(8_192);
    expect(await runsOf(stack, 4_004)).not.toHaveProperty('TERMINATED');
  }, 60_000);
});
