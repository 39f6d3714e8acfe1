import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuid } from 'uuid';
import { NONE, violations } from '#tests/support/invariants.ts';
import { quickTenant } from '#tests/support/quick-tenant.ts';
import { startStack } from '#tests/support/stack.ts';
import type { Stack } from '#tests/support/stack.ts';
import { DAN, eventually, NOA, startTalk } from './talk.ts';
import type { Talk } from './talk.ts';

const SHOP = 'joannas-bakery';
/** Minutes: about a second and a half. */
const SOON = 0.025;
const NEVER = { unclaimedMinutes: null, silentMinutes: null, firstResponseMinutes: null, resolutionMinutes: null };

/** What happens to handoffs by themselves, on the whole product and Temporal's real clock. */
describe('limits of handoffs', () => {
  let stack: Stack;
  let chats = 71_000;
  beforeAll(async () => {
    stack = await startStack({ tenant: quickTenant() });
  }, 120_000);
  afterAll(() => stack.stop());
  afterEach(async () => {
    await eventually('a quiet record', async () => JSON.stringify(await violations(stack)) === JSON.stringify(NONE));
  });

  async function policy(handoff: object): Promise<void> {
    const text = `UPDATE tenants SET settings = settings || jsonb_build_object('handoff', $2::jsonb) WHERE slug = $1`;
    await stack.sql(text, [SHOP, JSON.stringify(handoff)]);
  }
  const talk = () => startTalk(stack, SHOP, ++chats);
  const ask = (one: Talk) => one.act('handoff', { agent: NOA, reason: 'Big order' });
  const events = async (one: Talk, type: string) =>
    stack.sql('SELECT data FROM events WHERE conversation_id = $1 AND type = $2 ORDER BY id', [one.id, type]);

  it('nobody claims: escalated, and the customer is told honestly, once', async () => {
    await policy({ ...NEVER, unclaimedMinutes: SOON });
    const one = await talk();
    await ask(one);
    expect((await one.customer.received(2))[1]).toMatch(/nobody of our team is free yet/i);
    await eventually('a summary', async () => ((await one.handoff()).summary ?? '').includes('Big order'));
    expect(await one.handoff()).toMatchObject({
      state: 'waiting',
      priority: 'high',
      source: 'staff',
      broken: ['unclaimed'],
    });
    const told = await stack.sql(
      `SELECT count(*)::int AS n FROM feed WHERE conversation_id = $1 AND type = 'handoff.escalated'`,
      [one.id],
    );
    expect(told).toEqual([{ n: 1 }]);
    expect(await one.customer.ask('What breads do you have?')).toMatch(/sourdough|baguette/i);
    await sleep(2_000);
    expect(await one.customer.received(3)).toHaveLength(3);
    const queue = await stack.request(`/v1/handoffs?tenant=${SHOP}&state=waiting&limit=1`);
    expect(await queue.json()).toMatchObject({ handoffs: [{ conversation_id: one.id, state: 'waiting' }] });
  });

  it('a fallback assignee gets it; silent, they lose it, and only then the customer is told', async () => {
    await policy({ ...NEVER, unclaimedMinutes: SOON, silentMinutes: SOON, fallbackAssignee: DAN });
    const one = await talk();
    await ask(one);
    await eventually('Dan has it', async () => (await one.handoff()).holder?.id === 'dan');
    expect((await one.customer.received(2))[1]).toMatch(/nobody of our team is free yet/i);
    expect((await one.handoff()).state).toBe('waiting');
    expect(await events(one, 'handoff_returned')).toEqual([{ data: { by: 'system', to: 'queue', why: 'silent' } }]);
  });

  it('a silent holder loses it to the bot, where the shop wants that, and the bot answers', async () => {
    await policy({ ...NEVER, silentMinutes: SOON, silentGoesTo: 'bot' });
    const one = await talk();
    await one.act('claim', { agent: NOA });
    await one.customer.write('What cakes do you have?');
    expect((await one.customer.received(2))[1]).toMatch(/cake/i);
    expect(await one.handoff()).toMatchObject({ state: 'closed', closed_why: 'silent', holder: { id: 'noa' } });
  });

  it('the owner who answers from the phone has a limit as well', async () => {
    await policy({ ...NEVER, forgottenMinutes: SOON });
    const one = await talk();
    const text = 'SELECT workflow_id AS id FROM conversations WHERE id = $1';
    const [row] = await stack.sql<{ id: string }>(text, [one.id]);
    const echo = { id: uuid(), kind: 'echo', text: 'I am on it', sentAt: new Date().toISOString(), order: 1 };
    const contact = { recipient: String(one.customer.chatId) };
    await stack.temporal.workflow.getHandle(row?.id ?? '').signal('inbound', { message: echo, contact });
    await one.recorded('I am on it');
    await eventually('a handoff of its own', async () => (await one.handoff()).closed_why === 'forgotten');
    expect(await one.customer.ask('What breads do you have?')).toMatch(/sourdough|baguette/i);
  });

  it('out of hours the customer hears when somebody is there, and limits wait', async () => {
    const closed = Object.fromEntries(['sunday', 'monday'].map((day) => [day, []]));
    await policy({ unclaimedMinutes: SOON, hours: closed });
    const one = await talk();
    await ask(one);
    expect((await one.customer.received(2))[1]).toMatch(
      /not at work now\. Somebody can write to you when we are back/i,
    );
    await sleep(2_500);
    expect(await one.handoff()).toMatchObject({ state: 'waiting', priority: 'normal', broken: [] });
    expect(await one.customer.received(2)).toHaveLength(2);
  });

  it('goes to those who are online, in turn, and to nobody who only reads', async () => {
    await policy({ ...NEVER, assignment: 'automatic' });
    const [shop] = await stack.sql<{ id: string }>('SELECT id FROM tenants WHERE slug = $1', [SHOP]);
    const staff = await Promise.all(
      ['agent', 'admin', 'viewer'].map(async (role) => {
        const id = uuid();
        const user = 'INSERT INTO users (tenant_id, id, email, name, role) VALUES ($1, $2, $3, $4, $4)';
        await stack.sql(user, [shop?.id, id, `${role}@example.test`, role]);
        const there = `INSERT INTO presence (tenant_id, connection_id, user_id, state, seen_at) VALUES ($1, $2, $3, 'online', now() + interval '1 hour')`;
        await stack.sql(there, [shop?.id, uuid(), id]);
        return id;
      }),
    );
    const talks = [await talk(), await talk(), await talk(), await talk()];
    await Promise.all(talks.map(ask));
    for (const one of talks) await eventually('a holder', async () => (await one.handoff()).state === 'held');
    const holders = await Promise.all(talks.map(async (one) => (await one.handoff()).holder?.id));
    expect(holders.filter((id) => id === staff[0])).toHaveLength(2);
    expect(holders.filter((id) => id === staff[1])).toHaveLength(2);
    await stack.sql('DELETE FROM presence');
  });

  it('settled, the customer is asked how it went and thanked for the rating without a model', async () => {
    await policy({ ...NEVER, csat: true });
    const one = await talk();
    await one.act('claim', { agent: NOA });
    await one.act('reply', { agent: NOA, text: 'All done.', key: 'done' });
    expect(await one.act('resolve', { agent: NOA })).toMatchObject({ code: 200, status: 'bot', assignee: null });
    expect((await one.customer.received(3))[2]).toMatch(/from 1 .* to 5/i);
    const calls = () =>
      stack.sql('SELECT count(*)::int AS n FROM usage_events WHERE conversation_id = $1 AND purpose = $2', [
        one.id,
        'reply',
      ]);
    const before = await calls();
    expect(await one.customer.ask('4/5')).toBe('Thank you for telling us.');
    expect(await calls()).toEqual(before);
    expect(await one.handoff()).toMatchObject({
      state: 'closed',
      closed_why: 'resolved',
      rating: 4,
      holder: { id: 'noa' },
    });
    const ratings = await stack.request(`/v1/handoffs/ratings?tenant=${SHOP}`);
    expect(await ratings.json()).toMatchObject({
      asked: 1,
      rated: 1,
      average: 4,
      holders: [{ holder: NOA, rated: 1 }],
    });
    // The next number is an answer to something else.
    expect(await one.customer.ask('5')).not.toMatch(/thank you for telling us/i);
    expect((await one.handoff()).rating).toBe(4);
    expect(await one.act('resolve', { agent: NOA })).toMatchObject({ code: 409, detail: 'no handoff is open' });
  });

  it('a message that a colleague’s reply overtook is on record before it, and nothing is owed', async () => {
    await policy(NEVER);
    const text = `UPDATE tenants SET settings = jsonb_set(settings, '{conversation,quietMs}', '4000') WHERE slug = $1`;
    await stack.sql(text, [SHOP]);
    const one = await talk();
    await one.act('claim', { agent: NOA });
    await one.customer.write('When do you open?');
    await one.act('reply', { agent: NOA, text: 'At nine.', key: 'nine' });
    expect(await one.authors()).toEqual(['customer', 'bot', 'customer', 'human']);
    await one.act('release', { agent: NOA });
    await sleep(1_500);
    expect(await one.customer.received(2)).toEqual([expect.any(String), 'At nine.']);
  });

  it('the AI of a conversation that has closed itself can be switched', async () => {
    const text = `UPDATE tenants SET settings = jsonb_set(settings, '{conversation}', '{"quietMs": 150, "idleCloseMs": 1500}') WHERE slug = $1`;
    await stack.sql(text, [SHOP]);
    const one = await talk();
    const status = async () => {
      const [row] = await stack.sql<{ status: string }>('SELECT status FROM conversations WHERE id = $1', [one.id]);
      return row?.status;
    };
    await eventually('an idle close', async () => (await status()) === 'closed');
    expect(await one.act('automation', { enabled: false })).toMatchObject({ code: 200, status: 'paused' });
    expect(await status()).toBe('paused');
    await one.customer.write('Hello?');
    await one.recorded('Hello?');
    expect(await one.authors()).toEqual(['customer', 'bot', 'customer']);
  });
});
