import { createChannelBook } from '#adapters/db/channel/channel-book.ts';
import type { ChannelReports } from '#adapters/db/channel/channel-book.ts';
import { channelsOfAccount } from '#adapters/db/channel/account-directory.ts';
import { createConversationStore } from '#adapters/db/conversation-store.ts';
import { saveChannel } from '#adapters/db/write/save-channel.ts';
import { contactKey } from '#adapters/crypto/contact-key.ts';
import type { DeliveryStatus, StatusEvent } from '#domain/message/channel-event.ts';
import type { PartOutcome } from '#domain/turn/delivery.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { KEYRING, firstTurn, makeTenant, message, openFirst, replyStep } from '#tests/support/fill-tenant.ts';
import type { TestTenant } from '#tests/support/fill-tenant.ts';

const NOTHING: ChannelReports = { statuses: [], events: [], wishes: [], moves: [], trouble: null };
const AT = '2026-11-21T10:00:00.000Z';

describe('the book of channels', () => {
  let database: TestDatabase;
  let db: ReturnType<TestDatabase['open']>;
  let store: ReturnType<typeof createConversationStore>;
  let book: ReturnType<typeof createChannelBook>;
  let shop: TestTenant;
  let people = 0;
  beforeAll(async () => {
    database = await createTestDatabase();
    db = database.open({ max: 4 });
    store = createConversationStore({ db, seal: KEYRING });
    book = createChannelBook(db);
    shop = await makeTenant(db, 'shop');
  });
  afterAll(async () => {
    await db.close();
    await database.drop();
  });

  const keyOf = (person: string) => contactKey('test', shop.channelId, person);

  /** A reply of one part that ended as `outcome` says. */
  async function sent(outcome: Partial<PartOutcome> = {}, person = `p${(people += 1)}`) {
    const { contactId, input: _, ...turn } = await openFirst(store, shop, person);
    await store.saveStep({ ...turn, step: replyStep(1), usage: null });
    const { parts } = await store.beginDelivery(turn, 1, (text) => [text]);
    const [part] = parts;
    if (part === undefined) throw new Error('no part');
    await store.recordPart(turn, {
      id: part.id,
      state: 'sent',
      providerMessageId: `wamid.${person}`,
      error: null,
      ...outcome,
    });
    return { person, contactId, turn, key: part.key, id: `wamid.${person}` };
  }

  function status(id: string, name: DeliveryStatus, more: Partial<StatusEvent> = {}) {
    const event: StatusEvent = {
      kind: 'status',
      accountId: null,
      key: `${id}:${name}`,
      at: AT,
      status: name,
      messageIds: [id],
      ...more,
    };
    return { ...NOTHING, statuses: [{ event, contactKeys: [] }] };
  }
  const report = (reports: ChannelReports) => book.report(shop.id, shop.channelId, reports);
  const stateOf = async (id: string) =>
    (
      await database.sql<{ status: string }>('SELECT status FROM delivery_statuses WHERE provider_message_id = $1', [
        id,
      ])
    )[0]?.status;
  const outboxOf = async (key: string) =>
    (await database.sql('SELECT state, provider_message_id AS id, error FROM outbox WHERE key = $1', [key]))[0];
  const contactOf = async (id: string) =>
    (
      await database.sql<{ out: boolean; confirmed: boolean }>(
        'SELECT opted_out_at IS NOT NULL AS out, opt_out_confirmed AS confirmed FROM contacts WHERE id = $1',
        [id],
      )
    )[0];

  it.each([
    [['sent', 'delivered', 'read'], 'read'],
    [['read', 'delivered', 'sent'], 'read'],
    [['delivered', 'sent', 'delivered'], 'delivered'],
    [['sent', 'failed', 'sent'], 'failed'],
    [['failed', 'delivered'], 'failed'],
    [['delivered', 'failed'], 'delivered'],
  ] as const)('moves a status forward only: %j is %s', async (names, end) => {
    const { id } = await sent();
    for (const name of names) await report(status(id, name));
    for (const name of names) await report(status(id, name));
    expect(await stateOf(id)).toBe(end);
  });

  it('takes many reports about one message in one delivery', async () => {
    const { id } = await sent();
    const all = (['sent', 'read', 'delivered'] as const).flatMap((name) => status(id, name).statuses);
    await report({ ...NOTHING, statuses: all });
    expect(await stateOf(id)).toBe('read');
  });

  it('settles a send whose end nobody knew, by our own key', async () => {
    const lost = await sent({ state: 'unknown', providerMessageId: null });
    await report(status('wamid.new1', 'delivered', { ourKey: lost.key }));
    expect(await outboxOf(lost.key)).toEqual({ state: 'sent', id: 'wamid.new1', error: null });
    const failed = await sent({ state: 'unknown', providerMessageId: null });
    await report(
      status('wamid.new2', 'failed', { ourKey: failed.key, failure: { code: '131026', reason: 'blocked' } }),
    );
    expect(await outboxOf(failed.key)).toMatchObject({ state: 'failed' });
  });

  it('does not touch a part by a key of another channel or tenant, or by nonsense', async () => {
    const theirs = await makeTenant(db, 'theirs');
    const lost = await sent({ state: 'unknown', providerMessageId: null });
    await book.report(theirs.id, theirs.channelId, status('wamid.x', 'read', { ourKey: lost.key }));
    for (const ourKey of ['nonsense', `${lost.key}:1`, "'; DROP TABLE outbox;--"])
      await report(status('wamid.y', 'read', { ourKey }));
    expect(await outboxOf(lost.key)).toMatchObject({ state: 'unknown', id: null });
  });

  it('a message that failed after it was accepted failed; one that was read did not', async () => {
    const one = await sent();
    await report(status(one.id, 'failed', { failure: { code: '131047', reason: 'window' } }));
    expect(await outboxOf(one.key)).toMatchObject({ state: 'failed' });
    const two = await sent();
    await report(status(two.id, 'read'));
    await report(status(two.id, 'failed', { failure: { code: '1', reason: 'invalid' } }));
    expect(await outboxOf(two.key)).toMatchObject({ state: 'sent' });
  });

  it('a report that it failed counts although it is here before our note that it was accepted', async () => {
    const person = 'early';
    await report(status(`wamid.${person}`, 'failed', { failure: { code: '21610', reason: 'opted_out' } }));
    const early = await sent({}, person);
    expect(await outboxOf(early.key)).toEqual({ state: 'failed', id: early.id, error: 'ChannelRefused' });
    expect(await contactOf(early.contactId)).toEqual({ out: true, confirmed: true });
    await report(status('wamid.read', 'read'));
    const read = await sent({}, 'read');
    expect(await outboxOf(read.key)).toMatchObject({ state: 'sent' });
  });

  it('"stopped" as a failure is an opt-out', async () => {
    const { id, contactId } = await sent();
    await report(status(id, 'failed', { failure: { code: '21610', reason: 'opted_out' } }));
    expect(await contactOf(contactId)).toEqual({ out: true, confirmed: true });
  });

  it('reads everything until a time, of this person only', async () => {
    const [mine, other] = [await sent(), await sent()];
    const until = new Date(Date.now() + 60_000).toISOString();
    const event: StatusEvent = {
      kind: 'status',
      accountId: null,
      key: 'r',
      at: AT,
      status: 'read',
      messageIds: [],
      until,
    };
    await report({ ...NOTHING, statuses: [{ event, contactKeys: [keyOf(mine.person)] }] });
    expect([await stateOf(mine.id), await stateOf(other.id)]).toEqual(['read', undefined]);
  });

  it('keeps an event once', async () => {
    const event = { key: 'reaction-1', kind: 'reaction', contactKey: null, data: { emoji: '\u0000👍' }, at: AT };
    await Promise.all([1, 2, 3].map(() => report({ ...NOTHING, events: [event, event] })));
    expect(await database.sql('SELECT data FROM channel_events WHERE key = $1', ['reaction-1'])).toEqual([
      { data: { emoji: '👍' } },
    ]);
  });

  it('obeys a wish told to the provider; an older one redelivered changes nothing', async () => {
    const { person, contactId } = await sent();
    const wish = (what: 'in' | 'out', at: string) =>
      report({ ...NOTHING, wishes: [{ contactKeys: [keyOf(person)], wish: what, at, scope: 'all', confirmed: true }] });
    await wish('out', '2026-11-21T10:00:00.000Z');
    expect(await contactOf(contactId)).toEqual({ out: true, confirmed: true });
    await wish('in', '2026-11-21T11:00:00.000Z');
    await wish('out', '2026-11-21T10:00:00.000Z');
    expect(await contactOf(contactId)).toEqual({ out: false, confirmed: false });
  });

  it('a person who moved stays one contact, known by any of their ids', async () => {
    const { person, contactId } = await sent();
    const to = [keyOf('new-phone'), keyOf('new-id')];
    await report({ ...NOTHING, moves: [{ from: [keyOf(person)], to, recipient: 'new-phone' }] });
    await report({ ...NOTHING, moves: [{ from: [keyOf(person)], to, recipient: 'new-phone' }] });
    const next = await openFirst(store, shop, 'new-phone', { messages: [message('after-the-move')] });
    expect(next.contactId).toBe(contactId);
    expect(await book.mainContactKey(shop.id, shop.channelId, [keyOf('new-id')])).toBe(keyOf('new-phone'));
    const [old] = await database.sql('SELECT recipient FROM contact_identities WHERE contact_key = $1', [
      keyOf(person),
    ]);
    expect(old).toEqual({ recipient: 'new-phone' });
  });

  it('the aliases of a first message lead to the same contact', async () => {
    const contact = { recipient: '972501', key: 'US.1', aliases: ['972501'], aliasKeys: [keyOf('972501')] };
    const first = await openFirst(store, shop, 'US.1', { contact, messages: [message('alias-1')] });
    const later = await openFirst(store, shop, '972501', { messages: [message('alias-2')] });
    expect(later.contactId).toBe(first.contactId);
  });

  it('somebody known by their number is the same contact when they come with an id for the first time', async () => {
    const first = await openFirst(store, shop, '972509', { messages: [message('number-1')] });
    const at = '2026-11-21T09:00:00.000Z';
    const wish = { contactKeys: [keyOf('972509')], wish: 'out', at, scope: 'all', confirmed: true } as const;
    await report({ ...NOTHING, wishes: [wish] });
    const contact = { recipient: '972509', key: 'US.9', aliases: ['972509'], aliasKeys: [keyOf('972509')] };
    const later = await openFirst(store, shop, 'US.9', { contact, messages: [message('number-2')] });
    expect(later.contactId).toBe(first.contactId);
    expect(later.conversationId).not.toBe(first.conversationId);
    expect(await contactOf(later.contactId)).toEqual({ out: true, confirmed: true });
    const [{ n } = { n: 0 }] = await database.sql<{ n: number }>(
      'SELECT count(*)::int AS n FROM contact_identities WHERE contact_id = $1',
      [first.contactId],
    );
    expect(n).toBe(2);
  });

  it('tells our own echo from a person’s, also before the provider’s answer has come', async () => {
    const { person, id } = await sent();
    const ours = (echo: { messageId: string; text: string }, by = person) =>
      book.isOurEcho(shop.id, shop.channelId, { ...echo, contactKeys: [keyOf(by)] });
    expect(await ours({ messageId: id, text: '' })).toBe(true);
    expect(await ours({ messageId: 'not known yet', text: replyStep(1).text })).toBe(true);
    expect(await ours({ messageId: 'not known yet', text: 'Hello, this is Ruth from the shop' })).toBe(false);
    expect(await ours({ messageId: 'not known yet', text: replyStep(1).text }, 'somebody else')).toBe(false);
  });

  it('tells our own words without their buttons, our picture, and our answer to a comment', async () => {
    const echoed = async (text: string, stage: 'consultation' | 'promo', back: string, toAnybody = false) => {
      const person = `p${(people += 1)}`;
      const { input: _, contactId: _id, ...turn } = await openFirst(store, shop, person);
      await store.saveStep({ ...turn, step: { ...replyStep(1), text, stage }, usage: null });
      await store.beginDelivery(turn, 1, (words) => [words]);
      const contactKeys = toAnybody ? [] : [keyOf(person)];
      return book.isOurEcho(shop.id, shop.channelId, { messageId: 'not known yet', text: back, contactKeys });
    };
    expect(await echoed('Size?\n1. S\n2. M', 'consultation', 'Size?')).toBe(true);
    expect(await echoed('Sizes are S and M', 'consultation', 'Size')).toBe(false);
    expect(await echoed('Half price today!', 'promo', '[image]')).toBe(true);
    expect(await echoed('Good morning!', 'consultation', '[image]')).toBe(false);
    expect(await echoed('A kilo of the rye costs 30.', 'consultation', 'A kilo of the rye costs 30.', true)).toBe(true);
    expect(await echoed('Yes.', 'consultation', 'Yes.', true)).toBe(false);
  });

  it('finds the tenants of an account, until it is disconnected', async () => {
    const save = () => saveChannel(db, shop.id, 'whatsapp', () => Buffer.from('sealed'), ['phone-1', 'phone-2']);
    await save();
    expect(await channelsOfAccount(db, 'phone-2')).toEqual([{ slug: 'shop', channel: 'whatsapp' }]);
    expect(await channelsOfAccount(db, "' OR true --")).toEqual([]);
    expect(await book.disconnect(shop.id, 'whatsapp')).toBe(true);
    expect(await book.disconnect(shop.id, 'whatsapp')).toBe(false);
    expect(await channelsOfAccount(db, 'phone-2')).toEqual([]);
    const [row] = await database.sql(`SELECT status, sealed_credentials FROM channels WHERE channel = 'whatsapp'`);
    expect(row).toEqual({ status: 'off', sealed_credentials: null });
  });

  describe('opt-out words', () => {
    const open = (person: string, texts: readonly string[], more = {}) =>
      store.openTurn(
        firstTurn(shop, person, {
          messages: texts.map((text, nth) =>
            message(`${person}:${text}`, { text, sentAt: new Date(Date.parse(AT) + nth * 1000).toISOString() }),
          ),
          ...more,
        }),
      );
    const later = (hours: number) => new Date(Date.parse(AT) + hours * 3_600_000).toISOString();
    const write = (person: string, text: string, hours: number, more = {}) =>
      open(person, [], { messages: [message(`${person}:${text}:${hours}`, { text, sentAt: later(hours) })], ...more });

    it('are obeyed, confirmed once, and nothing else is sent until the person wants it', async () => {
      const stopped = await open('stopper', ['hello', 'STOP']);
      expect(stopped).toMatchObject({ needsAnswer: true, confirmsOptOut: true });
      // The same after a crash.
      expect(await open('stopper', ['hello', 'STOP'])).toMatchObject({ needsAnswer: true, confirmsOptOut: true });
      const turn = { tenantId: shop.id, conversationId: stopped.conversationId, workflowId: 'w', turn: stopped.turn };
      await store.saveStep({ ...turn, step: replyStep(1, 'You will not hear from us again.'), usage: null });
      const begun = await store.beginDelivery(turn, 1, (text) => [text]);
      expect(begun.refusal).toBeNull();
      await store.completeTurn({ ...turn, step: 1, parts: [], outcome: 'answered', stage: 'greeting', status: 'bot' });

      expect(await write('stopper', 'do you have bread?', 1)).toMatchObject({
        needsAnswer: false,
        confirmsOptOut: false,
      });
      expect(await write('stopper', 'stop', 2)).toMatchObject({ needsAnswer: false, confirmsOptOut: false });
      const [row] = await database.sql('SELECT outcome FROM turns WHERE conversation_id = $1 AND turn = 2', [
        stopped.conversationId,
      ]);
      expect(row).toEqual({ outcome: 'suppressed' });

      expect(await write('stopper', 'start', 3)).toMatchObject({ needsAnswer: true, confirmsOptOut: false });
      // The first STOP, redelivered under a new id, is older than START.
      expect(await write('stopper', 'STOP', 0)).toMatchObject({ needsAnswer: true, confirmsOptOut: false });
      expect(await write('stopper', 'הסר', 4)).toMatchObject({ needsAnswer: true, confirmsOptOut: true });
    });

    it('that come while a reply is drafted leave that turn its confirmation only', async () => {
      const first = await open('drafted', ['what do you sell?']);
      const merged = await write('drafted', 'STOP', 1, {
        conversationId: first.conversationId,
        turn: first.turn,
        afterStep: 1,
      });
      expect(merged).toMatchObject({ turn: first.turn, needsAnswer: true, confirmsOptOut: true });
    });

    it('hold back a reply that is on its way', async () => {
      const { turn } = await sent({ state: 'queued', providerMessageId: null }, 'on-its-way');
      await write('on-its-way', 'STOP', 1);
      expect((await store.beginDelivery(turn, 1, (text) => [text])).refusal).toBe('opted_out');
    });
  });

  it('a person of the shop who writes past us takes the conversation over', async () => {
    const { turn } = await sent({}, 'taken');
    const echo = message('echo-1', { kind: 'echo', text: 'Ruth here, I will look after you' });
    const opened = await store.openTurn(
      firstTurn(shop, 'taken', { conversationId: turn.conversationId, messages: [echo] }),
    );
    expect(opened).toMatchObject({ needsAnswer: false, takenOver: true });
    const [row] = await database.sql(
      `SELECT c.status, m.author FROM conversations c JOIN messages m ON m.conversation_id = c.id AND m.kind = 'echo' WHERE c.id = $1`,
      [turn.conversationId],
    );
    expect(row).toEqual({ status: 'human', author: 'human' });
  });
});
