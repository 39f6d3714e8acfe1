import { startFakeOpenAi } from '#tests/fakes/models/openai-server.ts';
import type { FakeModelServer } from '#tests/fakes/models/fake-model-server.ts';
import { createUpdates } from '#tests/fakes/telegram-updates.ts';
import type { UpdateBuilder } from '#tests/fakes/telegram-updates.ts';
import { chatRecord, settled } from '#tests/support/chat-record.ts';
import { fingerprint } from '#tests/support/fingerprint.ts';
import { NONE, violations } from '#tests/support/invariants.ts';
import { quickTenant } from '#tests/support/quick-tenant.ts';
import { until } from '#tests/support/server-process.ts';
import { startStack } from '#tests/support/stack.ts';
import type { Stack } from '#tests/support/stack.ts';

/** Written by a model that goes on for as long as it is asked to. */
const WRITER = 'joannas-bakery';
const PARAGRAPH =
  'Our bread rises slowly over two days. It is baked on stone in the early morning! Come and smell it. ';

/** Telegram end to end, through the real webhook and against a server that speaks the Bot API. */
describe('Telegram', () => {
  let model: FakeModelServer;
  let stack: Stack;
  const chats: number[] = [];

  beforeAll(async () => {
    model = await startFakeOpenAi({ script: [({ userText }) => ({ text: asked(userText), repeat: true })] });
    const quick = quickTenant();
    stack = await startStack({
      env: { OPENAI_BASE_URL: model.url, OPENAI_API_KEY: 'sk-test' },
      tenant: (tenant) => {
        const { profile, ...rest } = quick(tenant);
        const models = [{ provider: 'openai', model: 'gpt-4o-mini' }];
        return { ...rest, profile: profile.slug === WRITER ? { ...profile, models } : profile };
      },
    });
  }, 120_000);
  afterAll(async () => {
    await stack.stop();
    await model.close();
  });
  afterEach(async () => {
    await until('every turn to end', 30_000, async () => (await violations(stack)).unanswered.length === 0);
    expect(await violations(stack, chats)).toEqual(NONE);
  });

  const newCustomer = (tenant: string, chatId: number, language = 'en') => {
    chats.push(chatId);
    return stack.customer(tenant, chatId, language);
  };
  const recorded = (chatId: number) =>
    stack.sql<{ kind: string; text: string }>(
      `SELECT m.kind, m.text FROM messages m JOIN conversations c ON (c.tenant_id, c.id) = (m.tenant_id, m.conversation_id)
       JOIN contact_identities i ON (i.tenant_id, i.id) = (c.tenant_id, c.identity_id)
       WHERE i.recipient = $1 AND m.author = 'customer' ORDER BY m.seq`,
      [String(chatId)],
    );

  it.each([
    ['/start', 101],
    ['/start spring_sale', 102],
    ['/start@shop_test_bot', 103],
  ])('%s is greeted', async (text, chatId) => {
    const customer = await newCustomer('glow', chatId, 'id');
    expect(await customer.ask(text)).toMatch(/halo|hai|selamat/i);
    expect(await recorded(chatId)).toEqual([{ kind: 'start', text }]);
  });

  it.each([
    ['a sticker', { sticker: { file_id: 'S1' } }, '[sticker]', 111],
    ['a voice message', { voice: { file_id: 'V1', mime_type: 'audio/ogg' } }, '[voice]', 112],
    ['a photo without words', { photo: [{ file_id: 'P1' }, { file_id: 'P2' }] }, '[image]', 113],
    ['a place', { location: { latitude: 32.1, longitude: 34.8 } }, '[location: 32.1,34.8]', 114],
    ['a poll', { poll: { id: '1', question: 'Which?' } }, '[unreadable]', 115],
  ])('%s is kept and answered politely', async (_name, content, text, chatId) => {
    const customer = await newCustomer('valdman', chatId);
    const update = createUpdates(chatId * 1_000).message(chatId, content);
    expect(await customer.deliver(update)).toBe(200);
    const [reply] = await customer.received(1);
    expect(reply).toMatch(/לקרוא|לפתוח|בטקסט|במילים/);
    expect(await recorded(chatId)).toMatchObject([{ text }]);
    expect((await settled(stack, chatId, 1)).outcomes).toEqual(['answered']);
  });

  it('the words below a photo are answered', async () => {
    const customer = await newCustomer('valdman', 116);
    const content = { photo: [{ file_id: 'P1' }], caption: 'מה יש לכם?' };
    expect(await customer.deliver(createUpdates(116_000).message(116, content))).toBe(200);
    expect((await customer.received(1))[0]).toContain('מרגז');
    expect(await recorded(116)).toEqual([{ kind: 'media', text: '[image]\nמה יש לכם?' }]);
  });

  describe('what is not written to the shop', () => {
    const updates = createUpdates(120_000);
    const inGroup = (type: string) => ({
      ...updates.text(120, 'hi'),
      message: { ...message('hi'), chat: group(type) },
    });
    const message = (text: string) => updates.text(120, text)['message'] as Record<string, unknown>;
    const group = (type: string) => ({ id: -100_120, type, title: 'Neighbours' });

    it.each<[string, () => Record<string, unknown>]>([
      ['a group', () => inGroup('group')],
      ['a supergroup', () => inGroup('supergroup')],
      ['a channel post', () => ({ update_id: 120_900, channel_post: { ...message('news'), chat: group('channel') } })],
      ['another bot', () => ({ update_id: 120_901, message: { ...message('beep'), from: { id: 5, is_bot: true } } })],
      ['a pinned message', () => updates.message(120, { pinned_message: message('old') })],
      ['an update of the future', () => ({ update_id: 120_902, hologram: { chat: { id: 120 } } })],
      ['a message without its chat', () => ({ update_id: 120_903, message: { message_id: 1, text: 'hi' } })],
    ])('%s: 200, and nothing else happens', async (_name, update) => {
      const customer = await newCustomer('valdman', 120);
      const before = await fingerprint(stack);
      expect(await customer.deliver(update())).toBe(200);
      expect(await fingerprint(stack)).toEqual(before);
    });
  });

  it.each<[string, number, (updates: UpdateBuilder, chatId: number) => unknown]>([
    ['an edited message', 121, (updates, chatId) => updates.edited(chatId, 'אחרת')],
    ['that the bot was blocked', 122, (updates, chatId) => updates.membership(chatId, 'kicked')],
  ])('%s is heard, and answered by nobody', async (_name, chatId, update) => {
    const customer = await newCustomer('valdman', chatId);
    await customer.ask('שלום');
    expect(await customer.deliver(update(createUpdates(chatId * 1_000), chatId))).toBe(200);
    // What comes afterwards shows that it had its chance.
    await customer.ask('מה יש לכם?');
    expect(await settled(stack, chatId, 2)).toMatchObject({ inbound: 2, turns: 2, replies: 2, got: 2 });
  });

  describe('a reply of more than 4,096 characters', () => {
    it('comes in parts, in order, cut between paragraphs, and is one reply in the record', async () => {
      const customer = await newCustomer(WRITER, 131);
      await customer.write('Write 12 paragraphs');
      const parts = await customer.received(3);
      expect(parts.join('\n\n')).toBe(asked('Write 12 paragraphs'));
      expect(parts.every((part) => part.length <= 4_096 && part.endsWith('smell it.'))).toBe(true);
      expect(await settled(stack, 131, 1)).toMatchObject({ parts: 3, replies: 1, got: 3, resent: 0 });
    });

    it('without paragraphs is cut between sentences, without those between words', async () => {
      const customer = await newCustomer(WRITER, 132);
      await customer.write('Write one long paragraph');
      const sentences = await customer.received(2);
      expect(sentences.join(' ')).toBe(asked('one long'));
      expect(sentences[0]).toMatch(/[.!]$/);
      await customer.write('Write without a stop');
      const words = (await customer.received(4)).slice(2);
      expect(words.join(' ')).toBe(asked('without a stop'));
      expect(words.every((part) => part.length <= 4_096 && /^bread.*bread$/.test(part))).toBe(true);
    });

    it('whose second part Telegram refuses for a while goes on there: nothing lost, nothing twice', async () => {
      const customer = await newCustomer(WRITER, 133);
      stack.telegram.addFault({ kind: 'rate_limit', chatId: '133', after: 1, retryAfter: 3, times: 2 });
      await customer.write('Write 12 paragraphs');
      const parts = await customer.received(3);
      expect(parts.join('\n\n')).toBe(asked('Write 12 paragraphs'));
      const [first, second] = stack.telegram.messagesTo(133);
      expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(5_800);
      expect(await settled(stack, 133, 1)).toMatchObject({ parts: 3, got: 3, resent: 0, outcomes: ['answered'] });
    });
  });

  it('429: waits as long as Telegram asks, each time, and asks no earlier', async () => {
    const customer = await newCustomer('valdman', 141);
    const calls = () =>
      stack.telegram.calls.filter(
        ({ method, parameters }) => method === 'sendMessage' && String(parameters['chat_id']) === '141',
      ).length;
    stack.telegram.addFault({ kind: 'rate_limit', chatId: '141', retryAfter: 4, times: 2 });
    await customer.write('שלום');
    await until('the first refusal', 30_000, () => calls() === 1);
    const refusedAt = Date.now();
    await customer.received(1, 40_000);
    expect(Date.now() - refusedAt).toBeGreaterThanOrEqual(7_800);
    expect(calls()).toBe(3);
    expect(await settled(stack, 141, 1)).toMatchObject({ got: 1, parts: 1, resent: 0, outcomes: ['answered'] });
  });

  it('a customer who blocked the bot is marked and left alone; who writes again is answered again', async () => {
    const blocked = async () => {
      const [row] = await stack.sql<{ blocked: boolean }>(
        `SELECT blocked_at IS NOT NULL AS blocked FROM contact_identities WHERE recipient = '151'`,
      );
      return row?.blocked;
    };
    const customer = await newCustomer('valdman', 151);
    stack.telegram.addFault({ kind: 'blocked', chatId: '151' });
    await customer.write('שלום');
    expect((await settled(stack, 151, 1)).outcomes).toEqual(['undeliverable']);
    expect(await blocked()).toBe(true);
    expect(stack.telegram.calls.filter(({ parameters }) => String(parameters['chat_id']) === '151')).toHaveLength(
      // One "typing", one message: nothing is sent again to somebody who does not want it.
      stack.telegram.calls.filter(
        ({ method, parameters }) => method === 'sendChatAction' && String(parameters['chat_id']) === '151',
      ).length + 1,
    );
    await customer.ask('מה יש לכם?');
    expect(await blocked()).toBe(false);
    expect((await settled(stack, 151, 2)).outcomes).toEqual(['undeliverable', 'answered']);
    expect((await chatRecord(stack, 151)).got).toBe(1);
  });

  it('the same chat id at two shops is two customers', async () => {
    const [hebrew, indonesian] = [await stack.customer('valdman', 161), await stack.customer('glow', 161, 'id')];
    await Promise.all([hebrew.write('שלום'), indonesian.write('halo')]);
    const talks = () =>
      stack.sql<{ slug: string; said: string[] }>(
        `SELECT t.slug, array_agg(m.text ORDER BY m.seq) AS said FROM messages m
         JOIN conversations c ON (c.tenant_id, c.id) = (m.tenant_id, m.conversation_id)
         JOIN contact_identities i ON (i.tenant_id, i.id) = (c.tenant_id, c.identity_id) JOIN tenants t ON t.id = m.tenant_id
         WHERE i.recipient = '161' GROUP BY t.slug, c.id ORDER BY t.slug`,
      );
    await until('both to be answered', 30_000, async () => (await talks()).flatMap(({ said }) => said).length === 4);
    const rows = await talks();
    const sent = stack.telegram.messagesTo(161);
    expect(rows.map(({ slug, said }) => [slug, said[0], said.length])).toEqual([
      ['glow', 'halo', 2],
      ['valdman', 'שלום', 2],
    ]);
    expect(sent).toHaveLength(2);
    // Each bot spoke with its own token and its own shop's words.
    expect(new Set(sent.map(({ token }) => token)).size).toBe(2);
    for (const { said } of rows) expect(sent.map(({ text }) => text)).toContain(said[1]);
  });
});

/** What the writing model answers; it makes no claims, so the gate lets it through. */
function asked(words: string): string {
  const count = /(\d+) paragraphs/.exec(words)?.[1];
  if (count !== undefined) return Array.from({ length: Number(count) }, () => PARAGRAPH.repeat(10).trim()).join('\n\n');
  if (words.includes('one long')) return PARAGRAPH.repeat(60).trim();
  if (words.includes('without a stop')) return 'bread '.repeat(1_000).trim();
  return 'Welcome! What may I bring you?';
}
