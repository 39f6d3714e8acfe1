import { setTimeout as sleep } from 'node:timers/promises';
import { FOLLOW_UP_PHRASES } from '#adapters/models/offline/follow-ups/follow-up-phrases.ts';
import { followUpPolicy } from '#domain/follow-up/follow-up-policy.ts';
import { NONE, violations } from '#tests/support/invariants.ts';
import { quickTenant } from '#tests/support/quick-tenant.ts';
import { until } from '#tests/support/server-process.ts';
import { startStack } from '#tests/support/stack.ts';
import type { Stack } from '#tests/support/stack.ts';

const BAKERY = 'joannas-bakery';
const BUTCHER = 'valdman';
const NOA = { id: 'noa', name: 'Noa' };
/** Silence before the first follow-up, ms. */
const FIRST_MS = 1_500;
const POLICY = followUpPolicy.parse({
  enabled: true,
  delaysMinutes: [FIRST_MS / 60_000, FIRST_MS / 60_000],
  quietHours: null,
});
/** Conversations of each race, all at once. */
const RACES = 20;

/** Silent customers are written to, and never when somebody has come before; on the whole product. */
describe('follow-ups', () => {
  let stack: Stack;
  let chats = 80_000;
  beforeAll(async () => {
    const quick = quickTenant();
    stack = await startStack({
      tenant: (tenant) => {
        const changed = quick(tenant);
        return { ...changed, profile: { ...changed.profile, followUps: POLICY } };
      },
    });
    // Connected once, before many customers come at the same moment.
    for (const tenant of [BAKERY, BUTCHER]) await stack.customer(tenant, ++chats);
  }, 120_000);
  afterAll(() => stack.stop());

  async function talk(tenant = BAKERY, language = 'en', words = 'Hello!') {
    const chatId = ++chats;
    const customer = await stack.customer(tenant, chatId, language);
    await customer.ask(words, 120_000);
    const [row] = await stack.sql<{ id: string }>(
      'SELECT c.id FROM conversations c JOIN contact_identities i ON i.id = c.identity_id WHERE i.recipient = $1',
      [String(chatId)],
    );
    return { chatId, customer, id: row?.id ?? '' };
  }
  const skipped = async (id: string) =>
    (
      await stack.sql<{ reason: string }>(
        `SELECT data->>'reason' AS reason FROM events WHERE conversation_id = $1 AND type = 'nudge_skipped'`,
        [id],
      )
    ).map((event) => event.reason);
  /** Every follow-up ends, with or without words. */
  const settled = () =>
    until('all follow-ups to have ended', 120_000, async () => {
      const open = await stack.sql('SELECT FROM turns WHERE outcome IS NULL');
      const holds = JSON.stringify(await violations(stack)) === JSON.stringify(NONE);
      return open.length === 0 && holds;
    });

  it('come at each place once, in the customer’s language, and begin again when they write', async () => {
    const [english, hebrew] = await Promise.all([
      talk(BAKERY, 'en', 'How much is the sourdough?'),
      talk(BUTCHER, 'he', 'שלום, מה שלומכם?'),
    ]);
    const texts = await english.customer.received(3, 60_000);
    expect(texts[1]).toBe(FOLLOW_UP_PHRASES.en.firstOn('Sourdough loaf', 'Dana'));
    expect(texts[2]).toBe(FOLLOW_UP_PHRASES.en.later('Dana'));
    const [, first, second] = await hebrew.customer.received(3, 60_000);
    expect(first).toMatch(/^היי Dana, .*[א-ת]/u);
    expect(second).toBe(FOLLOW_UP_PHRASES.he.later('Dana'));
    await settled();
    const turns = await stack.sql(
      `SELECT t.nudge_key, t.outcome, e.data->>'position' AS position FROM turns t
       JOIN events e ON e.conversation_id = t.conversation_id AND e.key = 'nudge:' || t.nudge_key
       WHERE t.conversation_id = $1 ORDER BY t.turn`,
      [english.id],
    );
    expect(turns).toEqual([
      { nudge_key: '1:1', outcome: 'answered', position: '1' },
      { nudge_key: '1:2', outcome: 'answered', position: '2' },
    ]);
    const [contact] = await stack.sql<{ id: string }>('SELECT contact_id AS id FROM conversations WHERE id = $1', [
      english.id,
    ]);
    const patch = async (timeZone: string) => {
      const body = JSON.stringify({ time_zone: timeZone });
      return stack.request(`/v1/contacts/${contact?.id}?tenant=${BAKERY}`, { method: 'PATCH', body });
    };
    expect((await patch('Mars/Olympus')).status).toBe(422);
    expect(await (await patch('Asia/Jakarta')).json()).toMatchObject({ contact: { time_zone: 'Asia/Jakarta' } });
    await english.customer.write('I am here, what cakes do you have?');
    expect((await english.customer.received(5, 60_000))[4]).toMatch(/^Hi Dana, /u);
  }, 120_000);

  it('don’t come to who has ordered, said no, or taken leave', async () => {
    const [ordered, stopped, gone] = await Promise.all([
      talk(),
      talk(),
      // Leave is taken of a talk, not of a greeting.
      talk(BAKERY, 'en', 'How much is the sourdough?'),
    ]);
    await Promise.all([
      ordered.customer.ask('I would like two baguettes please, deliver to 12 Elm Street, Springfield'),
      stopped.customer.ask('STOP'),
      gone.customer.ask('Thanks, bye!'),
    ]);
    await until('the order’s follow-up to be skipped', 60_000, async () => (await skipped(ordered.id)).length > 0);
    expect(await skipped(ordered.id)).toEqual(['ordered']);
    await sleep(2 * FIRST_MS);
    // What came before their last message was a follow-up of the one before, if anything.
    const after = await stack.sql(
      `SELECT t.nudge_key FROM turns t WHERE t.conversation_id = ANY ($1) AND t.nudge_key IS NOT NULL AND t.turn >
        (SELECT max(m.turn) FROM messages m WHERE m.conversation_id = t.conversation_id AND m.author = 'customer')`,
      [[ordered.id, stopped.id, gone.id]],
    );
    expect(after).toEqual([]);
  }, 120_000);

  it(`never come after a claim was answered (${RACES} races around the moment)`, async () => {
    const races = await Promise.all(
      Array.from({ length: RACES }, async (_none, index) => {
        const { chatId, id } = await talk();
        await sleep(FIRST_MS - 500 + index * 100);
        const path = `/v1/conversations/${id}/claim?tenant=${BAKERY}`;
        const response = await stack.request(path, { method: 'POST', body: JSON.stringify({ agent: NOA }) });
        expect([response.status, await response.text()]).toEqual([200, expect.any(String)]);
        return { chatId, claimedAt: Date.now() };
      }),
    );
    await sleep(2 * FIRST_MS);
    await settled();
    const late = races.flatMap(({ chatId, claimedAt }) =>
      stack.telegram.messagesTo(chatId).filter((message) => message.at > claimedAt),
    );
    expect(late).toEqual([]);
  }, 240_000);

  it(`never come after a message was recorded (${RACES} races around the moment)`, async () => {
    const races = await Promise.all(
      Array.from({ length: RACES }, async (_none, index) => {
        const { chatId, id, customer } = await talk();
        await sleep(FIRST_MS - 500 + index * 100);
        await customer.write('What breads do you have?');
        return { chatId, id };
      }),
    );
    await until('every message to be answered', 120_000, async () => {
      const [row] = await stack.sql<{ n: number }>(
        `SELECT count(*)::int AS n FROM messages m JOIN turns t USING (tenant_id, conversation_id, turn)
         WHERE m.conversation_id = ANY ($1) AND m.text = 'What breads do you have?' AND t.outcome = 'answered'`,
        [races.map(({ id }) => id)],
      );
      return row?.n === RACES;
    });
    await settled();
    const late: string[] = [];
    for (const { chatId, id } of races) {
      const rows = await stack.sql<{ seq: number; at: number }>(
        `SELECT m.seq, (extract(epoch FROM m.created_at) * 1000)::float8 AS at FROM messages m
         WHERE m.conversation_id = $1 AND m.text = 'What breads do you have?'`,
        [id],
      );
      // A follow-up to the first message has its words sent before the second is on record, or not at all.
      const nudges = await stack.sql<{ text: string }>(
        `SELECT o.text FROM outbox o JOIN turns t USING (tenant_id, conversation_id, turn)
         WHERE t.conversation_id = $1 AND t.nudge_key LIKE '1:%' AND o.state IN ('sent', 'unknown')`,
        [id],
      );
      const words = new Set(nudges.map((nudge) => nudge.text));
      const heardAt = rows[0]?.at ?? 0;
      for (const message of stack.telegram.messagesTo(chatId)) {
        const isFirst = words.has(message.text) && message.at > heardAt;
        if (isFirst && !(await sentLater(id, message.text))) late.push(`${chatId}: ${message.text}`);
      }
      expect(rows).toHaveLength(1);
    }
    expect(late).toEqual([]);
  }, 240_000);

  /** Whether the same words were also due after the second message. */
  async function sentLater(id: string, text: string): Promise<boolean> {
    const rows = await stack.sql(
      `SELECT FROM outbox o JOIN turns t USING (tenant_id, conversation_id, turn)
       WHERE t.conversation_id = $1 AND t.nudge_key NOT LIKE '1:%' AND o.text = $2`,
      [id, text],
    );
    return rows.length > 0;
  }
});
