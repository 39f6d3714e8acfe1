import { createConversationStore } from '#adapters/db/conversation-store.ts';
import type { ConversationStore, OpenTurnInput } from '#domain/store.ts';
import type { PartOutcome } from '#domain/turn/delivery.ts';
import type { Database } from '#adapters/db/pool.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import {
  addressOf,
  call,
  firstTurn,
  KEYRING,
  makeTenant,
  message,
  openFirst,
  orderOne,
  replyStep,
  USAGE,
} from '#tests/support/fill-tenant.ts';
import type { TestTenant } from '#tests/support/fill-tenant.ts';

const split = (text: string) => text.split('|');
const sent = (id: string): PartOutcome => ({ id, state: 'sent', providerMessageId: `p-${id}`, error: null });

describe('the conversation store', () => {
  let database: TestDatabase;
  let db: Database;
  let store: ConversationStore;
  let shop: TestTenant;
  let people = 0;
  const person = () => `person-${++people}`;
  beforeAll(async () => {
    database = await createTestDatabase();
    db = database.open({ max: 10 });
    store = createConversationStore({ db, seal: KEYRING });
    shop = await makeTenant(db, 'shop');
  });
  afterAll(async () => {
    await db.close();
    await database.drop();
  });

  const count = async (table: string, conversationId: string) => {
    const [row] = await database.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM ${table} WHERE conversation_id = $1`,
      [conversationId],
    );
    return row?.n;
  };
  const finish = async (turn: Awaited<ReturnType<typeof openFirst>>, text = 'Good day') => {
    await store.saveStep({ ...turn, step: replyStep(1, text), usage: USAGE });
    const { parts } = await store.beginDelivery(turn, 1, split);
    const ended = { ...turn, step: 1, outcome: 'answered', stage: 'consultation', status: 'bot' } as const;
    return { ended: { ...ended, parts: parts.map(({ id }) => sent(id)) }, parts };
  };
  /** Two calls with the same arguments: the same answer. */
  const twice = async <T>(work: () => Promise<T>): Promise<T> => {
    const first = await work();
    expect(await work()).toEqual(first);
    return first;
  };

  describe('openTurn', () => {
    it('makes one contact, identity and conversation of 20 first messages at once', async () => {
      const someone = person();
      const opened = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          store.openTurn(firstTurn(shop, someone, { messages: [message(`${someone}-${index}`)] })),
        ),
      );
      expect(new Set(opened.map((one) => one.conversationId)).size).toBe(1);
      expect(new Set(opened.map((one) => one.contactId)).size).toBe(1);
      const id = opened[0]?.conversationId ?? '';
      const seqs = await database.sql<{ seq: number }>(
        'SELECT seq FROM messages WHERE conversation_id = $1 ORDER BY seq',
        [id],
      );
      expect(seqs.map((row) => row.seq)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
      const identities = await database.sql('SELECT FROM contact_identities WHERE recipient = $1', [someone]);
      expect(identities).toHaveLength(1);
    });

    it('answers a retry after the commit as it answered the first call', async () => {
      const input = firstTurn(shop, person(), { messages: [message(`a${++people}`), message(`b${people}`)] });
      const opened = await twice(() => store.openTurn(input));
      expect(opened).toMatchObject({ turn: 1, fresh: 2, needsAnswer: true, stage: 'greeting', aiEnabled: true });
      expect(await count('messages', opened.conversationId)).toBe(2);
      const added = {
        ...input,
        conversationId: opened.conversationId,
        turn: 1,
        afterStep: 1,
        messages: [message(`c${people}`)],
      };
      expect(await twice(() => store.openTurn(added))).toMatchObject({ turn: 1, fresh: 1, needsAnswer: true });
      expect(await count('messages', opened.conversationId)).toBe(3);
    });

    it('gives a finished turn’s message no second answer, and a new one the next turn', async () => {
      const turn = await openFirst(store, shop, person());
      await store.completeTurn((await finish(turn)).ended);
      const again = { ...turn.input, conversationId: turn.conversationId };
      expect(await twice(() => store.openTurn(again))).toMatchObject({ turn: 1, fresh: 0, needsAnswer: false });
      const [old] = again.messages;
      const mixed = { ...again, messages: [...(old ? [old] : []), message(`${turn.workflowId}-new`)] };
      expect(await twice(() => store.openTurn(mixed))).toMatchObject({ turn: 2, fresh: 1, needsAnswer: true });
    });

    it('takes what comes into the turn that a crash left unanswered', async () => {
      const turn = await openFirst(store, shop, person());
      const [old] = turn.input.messages;
      const input = { ...turn.input, messages: [...(old ? [old] : []), message(`${turn.workflowId}-late`)] };
      expect(await store.openTurn(input)).toMatchObject({ turn: 1, needsAnswer: true });
      const { turnMessages } = await store.loadDraft(turn);
      expect(turnMessages.map((one) => one.seq)).toEqual([1, 2]);
    });

    it('keeps messages in a held turn while nobody answers', async () => {
      const turn = await openFirst(store, shop, person());
      await store.completeTurn((await finish(turn)).ended);
      await store.setState(turn, { status: 'human', aiEnabled: true });
      const held: OpenTurnInput = {
        ...turn.input,
        conversationId: turn.conversationId,
        messages: [message(`${turn.workflowId}-held`)],
        answering: false,
      };
      expect(await twice(() => store.openTurn(held))).toMatchObject({ turn: 2, fresh: 1, needsAnswer: false });
      const rows = await database.sql('SELECT turn, outcome FROM turns WHERE conversation_id = $1 ORDER BY turn', [
        turn.conversationId,
      ]);
      expect(rows).toEqual([
        { turn: 1, outcome: 'answered' },
        { turn: 2, outcome: 'held' },
      ]);
      // A workflow that starts anew is told by the record that a person holds the conversation.
      const anew = { ...turn.input, messages: [message(`${turn.workflowId}-anew`)] };
      expect(await store.openTurn(anew)).toMatchObject({ turn: 3, needsAnswer: false });
    });

    it('leaves a message to the conversation of the account that has it', async () => {
      const owner = await openFirst(store, shop, person());
      const taken = owner.input.messages;
      const someone = person();
      const input = firstTurn(shop, someone, { messages: [...taken, message(`${someone}-own`)] });
      const opened = await twice(() => store.openTurn(input));
      expect(opened).toMatchObject({ turn: 1, fresh: 1, needsAnswer: true });
      expect(await count('messages', opened.conversationId)).toBe(1);
      const only = firstTurn(shop, person(), { messages: taken });
      expect(await twice(() => store.openTurn(only))).toMatchObject({ fresh: 0, needsAnswer: false });
      expect(await count('messages', owner.conversationId)).toBe(1);
      const another = await makeTenant(db, 'another-shop');
      expect(await store.openTurn(firstTurn(another, person(), { messages: taken }))).toMatchObject({
        fresh: 1,
        needsAnswer: true,
      });
    });

    it('gives one id that 10 conversations send at once to one of them', async () => {
      const id = `raced-${person()}`;
      const opened = await Promise.all(
        Array.from({ length: 10 }, () => store.openTurn(firstTurn(shop, person(), { messages: [message(id)] }))),
      );
      expect(opened.filter((one) => one.fresh === 1)).toHaveLength(1);
      expect(await database.sql('SELECT FROM messages WHERE provider_message_id = $1', [id])).toHaveLength(1);
    });

    it('keeps words that Postgres can take, and says what a message without words is', async () => {
      const id = person();
      const messages = [
        message(`${id}-a`, { text: 'nul\u0000 and half \ud83d of a pair' }),
        message(`${id}-b`, { kind: 'media', text: '', attachments: [{ kind: 'voice' }] }),
        message(`${id}-c`, { kind: 'unreadable', text: '' }),
        message(`${id}-d`, { text: 'x'.repeat(20_000) }),
      ];
      const turn = await openFirst(store, shop, id, { messages });
      const texts = (await store.loadDraft(turn)).turnMessages.map((one) => one.text);
      expect(texts.slice(0, 3)).toEqual(['nul and half \ufffd of a pair', '[voice]', '[unreadable]']);
      expect(texts[3]).toHaveLength(8_192);
    });

    it('brings the settings when they are newer than the workflow’s', async () => {
      const input = firstTurn(shop, person());
      const { settings } = await store.openTurn(input);
      expect(settings).toMatchObject({ quietMs: 1_500 });
      const { settings: known } = await store.openTurn({ ...input, settingsVersion: settings?.version ?? 0 });
      expect(known).toBeNull();
    });

    it('refuses an account or tenant that is not known', async () => {
      const address = addressOf({ ...shop, channelId: '01890000-0000-7000-8000-000000000000' }, person());
      await expect(store.openTurn(firstTurn(shop, person(), { address }))).rejects.toMatchObject({ type: 'NotFound' });
    });
  });

  describe('the draft', () => {
    it('keeps and pays for a step once; the first one kept wins', async () => {
      const turn = await openFirst(store, shop, person());
      const first = await store.saveStep({ ...turn, step: replyStep(1, 'first'), usage: USAGE });
      expect(await store.saveStep({ ...turn, step: replyStep(1, 'second'), usage: USAGE })).toEqual(first);
      expect(await count('usage_events', turn.conversationId)).toBe(1);
      const raced = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          store.saveStep({ ...turn, step: replyStep(2, `try ${index}`), usage: USAGE }),
        ),
      );
      expect(new Set(raced.map((step) => step.text)).size).toBe(1);
      expect(await count('usage_events', turn.conversationId)).toBe(2);
      expect((await store.loadDraft(turn)).steps.map((step) => step.text)).toEqual(['first', raced[0]?.text]);
    });

    it('makes one order of one call, asked 20 times at once', async () => {
      const turn = await openFirst(store, shop, person());
      const results = await Promise.all(
        Array.from({ length: 20 }, () => store.receipted(call(turn, turn.contactId), orderOne)),
      );
      expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
      expect(await count('orders', turn.conversationId)).toBe(1);
      await store.receipted(call(turn, turn.contactId, 'call-2'), orderOne);
      const { orders, receipts } = await store.loadDraft(turn);
      expect(orders).toHaveLength(2);
      expect(receipts.map((receipt) => receipt.callId)).toEqual(['call-1', 'call-2']);
      expect(receipts[0]?.result).toEqual(results[0]);
    });

    it('leaves nothing of a tool that fails, and runs it when it is asked again', async () => {
      const turn = await openFirst(store, shop, person());
      const fails = store.receipted(call(turn, turn.contactId), async (desk) => {
        await orderOne(desk);
        throw new Error('cut off');
      });
      await expect(fails).rejects.toThrow('cut off');
      expect([await count('orders', turn.conversationId), await count('tool_receipts', turn.conversationId)]).toEqual([
        0, 0,
      ]);
      await store.receipted(call(turn, turn.contactId), orderOne);
      expect(await count('orders', turn.conversationId)).toBe(1);
    });

    it('numbers orders without gap or double, 20 customers at once', async () => {
      const busy = await makeTenant(db, 'busy');
      const turns = await Promise.all(Array.from({ length: 20 }, () => openFirst(store, busy, person())));
      await Promise.all(turns.map((turn) => store.receipted(call(turn, turn.contactId), orderOne)));
      const rows = await database.sql<{ number: number }>(
        'SELECT number FROM orders WHERE tenant_id = $1 ORDER BY number',
        [busy.id],
      );
      expect(rows.map((row) => row.number)).toEqual(Array.from({ length: 20 }, (_, index) => 1001 + index));
    });

    it('shows a customer’s tool no order of another customer', async () => {
      const [mine, other] = [await openFirst(store, shop, person()), await openFirst(store, shop, person())];
      const { data } = await store.receipted(call(mine, mine.contactId), orderOne);
      const { number } = data as { number: number };
      await store.receipted(call(other, other.contactId), async (desk) => {
        expect(await desk.lockOrder(number)).toBeUndefined();
        expect(await desk.orders(10)).toEqual([]);
        const [order] = (await store.loadDraft(mine)).orders;
        await expect(desk.setOrderStatus(order?.id ?? '', 'cancelled')).rejects.toMatchObject({ type: 'NotFound' });
        return { ok: true, data: null, summary: 'looked' };
      });
    });

    it('opens one handoff, however often and by how many it is asked for', async () => {
      const turn = await openFirst(store, shop, person());
      await Promise.all(Array.from({ length: 10 }, () => store.requestHandoff(turn, 'please', 'customer')));
      expect(await count('handoffs', turn.conversationId)).toBe(1);
      expect((await store.loadDraft(turn)).status).toBe('waiting');
      await store.setState(turn, { status: 'bot', aiEnabled: true });
      await store.requestHandoff(turn, 'again', 'model');
      expect(await count('handoffs', turn.conversationId)).toBe(2);
    });
  });

  describe('the delivery', () => {
    it('queues the parts once and tells a later try what the earlier one may have sent', async () => {
      const turn = await openFirst(store, shop, person());
      await store.saveStep({ ...turn, step: replyStep(1, 'one|two'), usage: null });
      const states = async () =>
        (await store.beginDelivery(turn, 1, split)).parts.map((part) => [part.text, part.state, part.resent]);
      expect(await states()).toEqual([
        ['one', 'queued', false],
        ['two', 'queued', false],
      ]);
      expect(await states()).toEqual([
        ['one', 'sending', false],
        ['two', 'queued', false],
      ]);
      expect(await states()).toEqual([
        ['one', 'sending', true],
        ['two', 'queued', false],
      ]);
      expect(await count('outbox', turn.conversationId)).toBe(2);
    });

    it('marks a part only when the one before it has ended: what was never tried is no resend', async () => {
      const turn = await openFirst(store, shop, person());
      await store.saveStep({ ...turn, step: replyStep(1, 'one|two|three'), usage: null });
      const { parts } = await store.beginDelivery(turn, 1, split);
      const [one, two] = parts.map((part) => part.id);
      const refused = { state: 'queued', providerMessageId: null, error: 'ChannelRateLimited' } as const;
      await store.recordPart(turn, sent(one ?? ''));
      // Refused twice in a row, as with a 429: each try begins anew.
      for (let attempt = 0; attempt < 2; attempt += 1) {
        await store.recordPart(turn, { id: two ?? '', ...refused });
        const { parts: found } = await store.beginDelivery(turn, 1, split);
        expect(found.map((part) => [part.state, part.resent])).toEqual([
          ['sent', false],
          ['queued', false],
          ['queued', false],
        ]);
      }
    });

    it('lets a part that was surely not accepted go again, and keeps the end of one that has ended', async () => {
      const turn = await openFirst(store, shop, person());
      await store.saveStep({ ...turn, step: replyStep(1, 'one|two'), usage: null });
      const { parts } = await store.beginDelivery(turn, 1, split);
      const [one, two] = parts.map((part) => part.id);
      await store.recordPart(turn, sent(one ?? ''));
      await store.recordPart(turn, {
        id: two ?? '',
        state: 'queued',
        providerMessageId: null,
        error: 'ChannelUnavailable',
      });
      await store.recordPart(turn, { id: one ?? '', state: 'failed', providerMessageId: null, error: 'late' });
      const again = await store.beginDelivery(turn, 1, split);
      expect(again.parts.map((part) => [part.state, part.resent])).toEqual([
        ['sent', false],
        ['queued', false],
      ]);
    });

    it('ends a turn once: one reply, one event, the same counts again', async () => {
      const turn = await openFirst(store, shop, person());
      const { ended } = await finish(turn, 'one|two');
      expect(await twice(() => store.completeTurn(ended))).toEqual({
        messages: 2,
        summarizedThrough: 0,
        profiledThrough: 0,
      });
      await Promise.all(Array.from({ length: 10 }, () => store.completeTurn({ ...ended, outcome: 'undeliverable' })));
      const said = await database.sql(`SELECT text, seq FROM messages WHERE conversation_id = $1 AND author = 'bot'`, [
        turn.conversationId,
      ]);
      expect(said).toEqual([{ text: 'one|two', seq: 2 }]);
      const events = await database.sql(`SELECT type FROM events WHERE conversation_id = $1 ORDER BY type`, [
        turn.conversationId,
      ]);
      expect(events).toEqual([{ type: 'stage_changed' }, { type: 'turn_answered' }]);
    });

    it('records only the words that may have arrived', async () => {
      const turn = await openFirst(store, shop, person());
      const { ended, parts } = await finish(turn, 'one|two|three');
      const [first, second, third] = parts.map((part) => part.id);
      const outcomes: PartOutcome[] = [
        sent(first ?? ''),
        { id: second ?? '', state: 'unknown', providerMessageId: null, error: 'ChannelOutcomeUnknown' },
        { id: third ?? '', state: 'failed', providerMessageId: null, error: 'ChannelRefused' },
      ];
      await store.completeTurn({ ...ended, parts: outcomes });
      const said = await database.sql(`SELECT text FROM messages WHERE conversation_id = $1 AND author = 'bot'`, [
        turn.conversationId,
      ]);
      expect(said).toEqual([{ text: 'one\n\ntwo' }]);
    });

    it('ends a turn without words', async () => {
      const turn = await openFirst(store, shop, person());
      const silent = {
        ...turn,
        step: null,
        parts: [],
        outcome: 'suppressed',
        stage: 'greeting',
        status: 'bot',
      } as const;
      expect(await twice(() => store.completeTurn(silent))).toMatchObject({ messages: 1 });
    });

    it('remembers that a channel refused a person until they write again, and refuses nothing itself', async () => {
      const turn = await openFirst(store, shop, person());
      const { ended, parts } = await finish(turn);
      const blocked: PartOutcome = {
        id: parts[0]?.id ?? '',
        state: 'failed',
        refusal: 'blocked',
        providerMessageId: null,
        error: 'ChannelRefused',
      };
      await store.completeTurn({ ...ended, parts: [blocked], outcome: 'undeliverable' });
      const identity = async () =>
        (
          await database.sql<{ blocked: boolean; opted_out: boolean }>(
            `SELECT i.blocked_at IS NOT NULL AS blocked, p.opted_out_at IS NOT NULL AS opted_out
             FROM contact_identities i JOIN contacts p ON p.id = i.contact_id WHERE p.id = $1`,
            [turn.contactId],
          )
        )[0];
      expect(await identity()).toEqual({ blocked: true, opted_out: false });
      const next = {
        ...turn.input,
        conversationId: turn.conversationId,
        messages: [message(`${turn.workflowId}-back`)],
      };
      const opened = await store.openTurn(next);
      expect(await identity()).toEqual({ blocked: false, opted_out: false });
      const second = { ...turn, turn: opened.turn };
      await store.saveStep({ ...second, step: replyStep(1), usage: null });
      expect((await store.beginDelivery(second, 1, split)).refusal).toBeNull();
    });

    it('sends nothing to a person who opted out, nor over an account that refused its key', async () => {
      const turn = await openFirst(store, shop, person());
      await store.saveStep({ ...turn, step: replyStep(1), usage: null });
      await database.sql('UPDATE contacts SET opted_out_at = now() WHERE id = $1', [turn.contactId]);
      expect((await store.beginDelivery(turn, 1, split)).refusal).toBe('opted_out');
      expect((await store.beginDelivery(turn, 1, split)).parts.map((part) => part.state)).toEqual(['suppressed']);

      const other = await openFirst(store, await makeTenant(db, 'revoked'), person());
      const { ended, parts } = await finish(other);
      const refused: PartOutcome = {
        id: parts[0]?.id ?? '',
        state: 'failed',
        refusal: 'auth',
        providerMessageId: null,
        error: 'ChannelRefused',
      };
      await store.completeTurn({ ...ended, parts: [refused], outcome: 'undeliverable' });
      const next = {
        ...other.input,
        conversationId: other.conversationId,
        messages: [message(`${other.workflowId}-next`)],
      };
      const second = { ...other, turn: (await store.openTurn(next)).turn };
      await store.saveStep({ ...second, step: replyStep(1), usage: null });
      expect((await store.beginDelivery(second, 1, split)).refusal).toBe('channel_off');
    });
  });

  describe('memory, state and dead letters', () => {
    it('moves marks on only, pays once, and lets an old result change nothing', async () => {
      const turn = await openFirst(store, shop, person());
      const save = (text: string, through: number) =>
        store.saveMemory(turn, {
          summary: { text, through },
          profile: { changes: { name: text }, through },
          usage: [{ ...USAGE, purpose: 'summary' }],
        });
      await save('new', 5);
      await save('new', 5);
      await save('old', 3);
      expect(await store.loadMemory(turn)).toMatchObject({
        summary: 'new',
        contact: { name: 'new' },
        summarizedThrough: 5,
        profiledThrough: 5,
      });
      await store.saveMemory(turn, {
        summary: null,
        profile: { changes: { notes: 'likes cake' }, through: 6 },
        usage: [],
      });
      expect(await store.loadMemory(turn)).toMatchObject({
        summary: 'new',
        contact: { name: 'new', notes: 'likes cake' },
        profiledThrough: 6,
      });
      const paid = await database.sql<{ key: string }>(
        'SELECT key FROM usage_events WHERE conversation_id = $1 ORDER BY key',
        [turn.conversationId],
      );
      expect(paid.map((row) => row.key)).toEqual(['summary:3', 'summary:5']);
    });

    it('notes a change of state once', async () => {
      const turn = await openFirst(store, shop, person());
      await twice(() => store.setState(turn, { status: 'paused', aiEnabled: false }));
      expect(await count('events', turn.conversationId)).toBe(1);
    });

    it('keeps a dead letter once, sealed', async () => {
      const letter = {
        tenantId: shop.id,
        workflowId: 'w',
        messageIds: ['m1'],
        reason: 'test',
        payload: { text: 'private words' },
      };
      await twice(() => store.deadLetter(letter));
      const rows = await database.sql<{ sealed_payload: Buffer }>(
        'SELECT sealed_payload FROM dead_letters WHERE workflow_id = $1',
        ['w'],
      );
      expect(rows).toHaveLength(1);
      expect(rows[0]?.sealed_payload.toString('latin1')).not.toContain('private words');
    });
  });
});
