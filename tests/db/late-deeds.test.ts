import { createConversationStore } from '#adapters/db/conversation-store.ts';
import { createHandoffDesk } from '#adapters/db/handoff/handoff-desk.ts';
import type { Database } from '#adapters/db/pool.ts';
import { Conflict } from '#domain/errors.ts';
import type { ConversationStore } from '#domain/store.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import {
  call,
  KEYRING,
  makeTenant,
  message,
  openFirst,
  orderOne,
  replyStep,
  USAGE,
} from '#tests/support/fill-tenant.ts';
import type { TestTenant } from '#tests/support/fill-tenant.ts';

/** Runs that end in the middle of a turn, and workers that come late with a deed of theirs. */
describe('a deed of a draft that did not see the newest message', () => {
  let database: TestDatabase;
  let db: Database;
  let store: ConversationStore;
  let shop: TestTenant;
  let people = 0;
  const opened = () => openFirst(store, shop, `late-${++people}`);
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

  type Opened = Awaited<ReturnType<typeof openFirst>>;
  const join = (turn: Opened, afterStep: number) =>
    store.openTurn({
      ...turn.input,
      conversationId: turn.conversationId,
      turn: turn.turn,
      messages: [message(`${turn.workflowId}-after-${afterStep}`)],
      afterStep,
    });
  const kept = async ({ conversationId }: Opened) => {
    const [row] = await database.sql<{ orders: number; receipts: number }>(
      `SELECT (SELECT count(*)::int FROM orders WHERE conversation_id = $1) AS orders,
         (SELECT count(*)::int FROM tool_receipts WHERE conversation_id = $1) AS receipts`,
      [conversationId],
    );
    return row;
  };

  it('is refused and leaves nothing; the newer draft’s deed is done', async () => {
    const turn = await opened();
    await join(turn, 1);
    await expect(store.receipted(call(turn, turn.contactId), orderOne)).rejects.toThrow(Conflict);
    expect(await kept(turn)).toEqual({ orders: 0, receipts: 0 });
    await store.receipted({ ...call(turn, turn.contactId), step: 2 }, orderOne);
    expect(await kept(turn)).toEqual({ orders: 1, receipts: 1 });
  });

  it('answers from its receipt when it was done before the message came', async () => {
    const turn = await opened();
    const done = await store.receipted(call(turn, turn.contactId), orderOne);
    await join(turn, 1);
    expect(await store.receipted(call(turn, turn.contactId), orderOne)).toEqual(done);
    expect(await kept(turn)).toEqual({ orders: 1, receipts: 1 });
  });

  it('is seen by the newer draft or refused, whoever is first', async () => {
    const ways = await Promise.all(
      Array.from({ length: 40 }, async () => {
        const turn = await opened();
        const late = store.receipted(call(turn, turn.contactId), orderOne).then(
          () => 'done',
          (error: unknown) => (error instanceof Conflict ? 'refused' : Promise.reject(error)),
        );
        await join(turn, 1);
        const { receipts } = await store.loadDraft(turn);
        return [receipts.length === 1 ? 'done' : 'refused', await late];
      }),
    );
    for (const [seen, was] of ways) expect(was).toBe(seen);
  });

  it('a new run numbers its drafts after those of the run that was ended, and its messages too', async () => {
    const turn = await opened();
    await store.saveStep({ ...turn, step: replyStep(1, 'first'), usage: USAGE });
    await store.saveStep({ ...turn, step: replyStep(2, 'second'), usage: USAGE });
    const [old] = turn.input.messages;
    const again = { ...turn.input, messages: [...(old ? [old] : []), message(`${turn.workflowId}-late`)] };
    const first = await store.openTurn(again);
    expect(first).toMatchObject({ turn: 1, lastStep: 2, needsAnswer: true });
    expect(await store.openTurn(again)).toEqual(first);
    const { turnMessages } = await store.loadDraft(turn);
    expect(turnMessages.map((one) => one.afterStep)).toEqual([0, 2]);
  });

  it('what a person gives back is drafted anew, after the drafts of before', async () => {
    const desk = createHandoffDesk(db);
    const turn = await opened();
    await store.saveStep({ ...turn, step: replyStep(1, 'never sent'), usage: USAGE });
    const ended = { ...turn, step: null, parts: [], outcome: 'held', stage: 'consultation', status: 'human' } as const;
    await store.completeTurn(ended);
    const by = { id: shop.id, name: 'Dana' };
    const back = await desk.giveBack(turn, { by, to: 'bot', status: 'bot', why: 'released' });
    expect(back).toMatchObject({ owed: 1, owedStep: 1 });
    expect(await desk.giveBack(turn, { by, to: 'bot', status: 'bot', why: 'released' })).toMatchObject({
      owed: 1,
      owedStep: 1,
    });
  });

  it('… and after a draft that was thrown away unrecorded', async () => {
    const turn = await opened();
    await join(turn, 1);
    const ended = { ...turn, step: null, parts: [], outcome: 'held', stage: 'consultation', status: 'human' } as const;
    await store.completeTurn(ended);
    const by = { id: shop.id, name: 'Dana' };
    const back = await createHandoffDesk(db).giveBack(turn, { by, to: 'bot', status: 'bot', why: 'released' });
    expect(back).toMatchObject({ owed: 1, owedStep: 1 });
    await store.receipted({ ...call(turn, turn.contactId), step: (back.owedStep ?? 0) + 1 }, orderOne);
    expect(await kept(turn)).toEqual({ orders: 1, receipts: 1 });
  });
});
