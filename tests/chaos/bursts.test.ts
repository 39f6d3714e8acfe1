import { startFakeOpenAi } from '#tests/fakes/models/openai-server.ts';
import type { FakeModelServer } from '#tests/fakes/models/fake-model-server.ts';
import { createUpdates } from '#tests/fakes/telegram-updates.ts';
import { runsOf, settled } from '#tests/support/chat-record.ts';
import { NONE, violations } from '#tests/support/invariants.ts';
import { quickTenant } from '#tests/support/quick-tenant.ts';
import { startStack } from '#tests/support/stack.ts';
import type { Stack } from '#tests/support/stack.ts';
import { customerTexts } from '#tests/support/transcript.ts';

const MODEL_MS = 200;

/** Providers repeat, reorder and flood; a slow model makes what is asked of it visible. */
describe('deliveries as providers make them', () => {
  let model: FakeModelServer;
  let stack: Stack;
  const chats: number[] = [];

  beforeAll(async () => {
    model = await startFakeOpenAi({ script: [() => ({ text: 'בשמחה! מה תרצו?', latencyMs: MODEL_MS, repeat: true })] });
    const env = {
      LLM_PROVIDER: 'openai',
      LLM_MODEL: 'gpt-4o-mini',
      OPENAI_BASE_URL: model.url,
      OPENAI_API_KEY: 'sk-test',
    };
    stack = await startStack({ env, tenant: quickTenant({ quietMs: 600, burstCapMs: 4_000 }) });
  }, 120_000);
  afterAll(async () => {
    await stack.stop();
    await model.close();
  });
  afterEach(async () => {
    expect(model.violations).toEqual([]);
    expect(await violations(stack, chats)).toEqual(NONE);
  });

  const newCustomer = (chatId: number) => {
    chats.push(chatId);
    return stack.customer('valdman', chatId);
  };
  /** Model calls about this chat: those whose last words of the customer have `mark` in them. */
  const callsAbout = (mark: string) =>
    model.calls.filter((call) => JSON.stringify(call.body['messages']).includes(mark));

  it('the same webhook ten times in parallel and again later: one row, one turn, always 200', async () => {
    const customer = await newCustomer(3_001);
    const update = createUpdates(3_001_000).text(3_001, 'שלום');
    const statuses = await Promise.all(Array.from({ length: 10 }, () => customer.deliver(update)));
    expect(new Set(statuses)).toEqual(new Set([200]));
    await customer.received(1);
    expect(await customer.deliver(update)).toBe(200);
    // What comes afterwards shows that the repeat had its chance.
    await customer.ask('מה יש לכם?');
    expect(await settled(stack, 3_001, 2)).toMatchObject({ inbound: 2, turns: 2, replies: 2, got: 2 });
  }, 60_000);

  it.each([
    ['3, 1, 2', [2, 0, 1]],
    ['each five times and backwards', [2, 2, 1, 0, 1, 2, 0, 0, 1, 2, 1, 0, 2, 1, 0]],
  ])(
    'delivered %s within one burst: recorded as written, one reply',
    async (_name, order) => {
      const chatId = 3_010 + order.length;
      const customer = await newCustomer(chatId);
      const updates = createUpdates(chatId * 1_000);
      const date = new Date();
      const written = ['ראשון', 'שני', 'שלישי'].map((text) => updates.text(chatId, text, { date }));
      for (const index of order) expect(await customer.deliver(written[index])).toBe(200);
      await customer.received(1);
      expect(await settled(stack, chatId, 3)).toMatchObject({ inbound: 3, turns: 1, replies: 1, got: 1 });
      expect(await customerTexts(stack, chatId)).toEqual(['ראשון', 'שני', 'שלישי']);
    },
    60_000,
  );

  it('twenty messages in two seconds: one reply, of a model that saw the last', async () => {
    const customer = await newCustomer(3_020);
    for (let index = 1; index <= 20; index += 1) {
      await customer.write(`הודעה-20-${index}.`);
      await new Promise((resolve) => setTimeout(resolve, 80));
    }
    await customer.received(1);
    const record = await settled(stack, 3_020, 20);
    expect(record).toMatchObject({ inbound: 20, turns: 1, outcomes: ['answered'], replies: 1, got: 1 });
    const last = JSON.stringify(callsAbout('הודעה-20-').at(-1)?.body['messages']);
    for (let index = 1; index <= 20; index += 1) expect(last).toContain(`הודעה-20-${index}.`);
  }, 60_000);

  it('a thousand messages in ten seconds: all kept in order, few model calls, others are served', async () => {
    const flood = await newCustomer(3_030);
    const other = await newCustomer(3_031);
    await other.ask('שלום');
    const updates = createUpdates(3_030_000);
    const statuses: number[] = [];
    const waits: number[] = [];
    const begun = Date.now();
    // Ten connections, as a provider has them; each message due a hundredth of a second after the one before.
    const lane = async (first: number) => {
      for (let index = first; index < 1_000; index += 10) {
        const left = begun + index * 10 - Date.now();
        if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
        const update = { ...updates.text(3_030, `שטף-${index}`), update_id: 3_040_000 + index };
        statuses.push(await flood.deliver(update));
      }
    };
    const bystander = async () => {
      for (let turn = 0; turn < 3; turn += 1) {
        const asked = Date.now();
        await other.ask('מה יש לכם?', 30_000);
        waits.push(Date.now() - asked);
      }
    };
    await Promise.all([...Array.from({ length: 10 }, (_, index) => lane(index)), bystander()]);
    expect(statuses).toEqual(Array.from({ length: 1_000 }, () => 200));
    const record = await settled(stack, 3_030, 1_000, 90_000);
    expect(record.inbound).toBe(1_000);
    const numbers = (await customerTexts(stack, 3_030)).map((text) => Number(text.split('-')[1]));
    // What one connection delivered one after the other is on record in that order.
    for (let first = 0; first < 10; first += 1) {
      const ofLane = Array.from({ length: 100 }, (_, index) => first + index * 10);
      expect(numbers.filter((number) => number % 10 === first)).toEqual(ofLane);
    }
    expect(record.got).toBe(record.turns);
    expect(callsAbout('שטף-').length).toBeLessThanOrEqual(40);
    expect(Math.max(...waits)).toBeLessThan(10_000);
    expect(await runsOf(stack, 3_030)).not.toHaveProperty('TERMINATED');
    // It goes on afterwards.
    await flood.ask('עוד שאלה', 30_000);
    expect(await settled(stack, 3_030, 1_001)).toMatchObject({ turns: record.turns + 1 });
  }, 180_000);
});
