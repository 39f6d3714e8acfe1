import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuid } from 'uuid';
import { createAccountStore } from '#adapters/db/account/account-store.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import { onlineStaff } from '#adapters/db/presence/online-staff.ts';
import { createApiKey } from '#adapters/db/write/api-keys.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { fillTenant } from '#tests/support/fill-tenant.ts';
import type { TestTenant } from '#tests/support/fill-tenant.ts';
import { startLiveApi } from './live-api.ts';
import type { LiveApi } from './live-api.ts';
import { follow, openClient } from './live-client.ts';
import type { LiveClient } from './live-client.ts';

describe('live connections', () => {
  let database: TestDatabase;
  let db: ReturnType<TestDatabase['open']>;
  let apis: LiveApi[];
  let ours: TestTenant & { readonly conversationId: string };
  let theirs: TestTenant & { readonly conversationId: string };
  const clients: LiveClient[] = [];
  beforeAll(async () => {
    database = await createTestDatabase();
    db = database.open({ max: 2 });
    ours = await fillTenant(db, 'ours');
    theirs = await fillTenant(db, 'theirs');
    // Nobody is there but those who connect.
    await database.sql('DELETE FROM presence');
    apis = [await startLiveApi(database), await startLiveApi(database, { perProcess: 8, perTenant: 3 })];
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.socket.terminate();
  });
  afterAll(async () => {
    await Promise.all(apis.map((api) => api.stop()));
    await db.close();
    await database.drop();
  });

  const api = (index = 0) => {
    const found = apis[index];
    if (found === undefined) throw new Error(`there is no API ${index}`);
    return found;
  };
  const keep = (client: LiveClient) => {
    clients.push(client);
    return client;
  };
  const keyOf = async (tenant: TestTenant) => (await createApiKey(db, tenant.id, 'live')).key;
  const write = async (tenant: TestTenant, count = 1, conversation: string | null = null) => {
    const ids = Array.from({ length: count }, () => uuid());
    for (const id of ids) {
      await database.sql(
        `INSERT INTO feed (tenant_id, type, conversation_id, subject_kind, subject_id) VALUES ($1, 'test.made', $2, 'test', $3)`,
        [tenant.id, conversation, id],
      );
    }
    return ids;
  };
  const heard = (client: LiveClient, id: string | undefined) => client.heard((frame) => frame.subject?.id === id);
  const subjects = (client: LiveClient) => client.facts().map((frame) => frame.subject?.id);
  const person = async (tenant: TestTenant, role: 'viewer' | 'agent' = 'agent') => {
    const email = `${uuid()}@example.com`;
    const user = await api().accounts.createUser(tenant.id, { email, name: 'Ada', role, password: PASSWORD });
    const login = await api().accounts.login({ email, password: PASSWORD, tenant: tenant.slug });
    if (login === undefined) throw new Error('the new person could not log in');
    return { id: user.id, token: login.accessToken };
  };

  it('tell every client of every process what happens, in order, and nobody else', async () => {
    const key = await keyOf(ours);
    const followers = await Promise.all([follow(api(0).url, key), follow(api(0).url, key), follow(api(1).url, key)]);
    const stranger = keep(await follow(api(0).url, await keyOf(theirs)));
    followers.forEach(keep);
    const ids = await write(ours, 20, ours.conversationId);
    const [foreign] = await write(theirs);
    await Promise.all(followers.map((client) => heard(client, ids.at(-1))));
    for (const client of followers) expect(subjects(client)).toEqual(ids);
    await heard(stranger, foreign);
    expect(subjects(stranger)).toEqual([foreign]);
    expect(followers[0]?.facts()[0]).toMatchObject({ type: 'test.made', conversation_id: ours.conversationId });
  });

  it('resume behind any event, at another process, with nothing missing and nothing twice', async () => {
    const key = await keyOf(ours);
    const first = keep(await follow(api(0).url, key));
    const before = await write(ours, 6);
    await heard(first, before.at(-1));
    const seen = first.facts()[2];
    await first.close();
    const away = await write(ours, 700);
    const again = keep(await follow(api(1).url, key, seen?.id));
    const after = await write(ours, 3);
    await heard(again, after.at(-1));
    expect(subjects(again)).toEqual([...before.slice(3), ...away, ...after]);
  });

  it('start anew, and say so, where the cursor is another tenant’s, too old or nonsense', async () => {
    const other = keep(await follow(api().url, await keyOf(theirs)));
    const [foreign] = await write(theirs);
    const { id } = await heard(other, foreign);
    const key = await keyOf(ours);
    for (const cursor of [id, 'nonsense', `${id?.slice(0, -4)}AAAA`]) {
      const client = keep(await follow(api().url, key, cursor));
      expect(client.frames.at(-1)).toMatchObject({ type: 'reset' });
      const [next] = await write(ours);
      await heard(client, next);
      expect(subjects(client)).toEqual([next]);
      await client.close();
    }
  });

  it('are refused without a good token, in time, from a foreign page, and beyond the limits', async () => {
    const silent = keep(openClient(api().url));
    const wrong = keep(openClient(api().url));
    await new Promise((open) => wrong.socket.once('open', open));
    wrong.say({ type: 'auth', token: 'nobody' });
    expect(await wrong.closed).toMatchObject({ code: 4401 });
    const hasty = keep(openClient(api().url));
    await new Promise((open) => hasty.socket.once('open', open));
    hasty.say({ type: 'resume', after: null });
    expect(await hasty.closed).toMatchObject({ code: 4401 });
    const babbling = keep(openClient(api().url));
    await new Promise((open) => babbling.socket.once('open', open));
    babbling.socket.send('{"type":');
    expect(await babbling.closed).toMatchObject({ code: 4400 });
    const foreign = keep(openClient(api().url, { origin: 'https://evil.example' }));
    expect(await foreign.closed).toMatchObject({ code: 403 });
    const own = keep(openClient(api().url, { origin: 'https://colloquy.example' }));
    await new Promise((open) => own.socket.once('open', open));
    // Another shop's name with our key.
    own.say({ type: 'auth', token: await keyOf(ours), tenant: 'theirs' });
    expect(await own.closed).toMatchObject({ code: 4403 });
    const key = await keyOf(ours);
    for (let count = 0; count < 3; count += 1) keep(await follow(api(1).url, key));
    const fourth = keep(openClient(api(1).url));
    await new Promise((open) => fourth.socket.once('open', open));
    fourth.say({ type: 'auth', token: key });
    expect(await fourth.closed).toMatchObject({ code: 1013 });
    expect(await silent.closed).toMatchObject({ code: 4408 });
  });

  it('end within seconds when the person is switched off or the key revoked', async () => {
    const { id, token } = await person(ours);
    const made = await createApiKey(db, ours.id, 'short');
    const [user, program] = [keep(await follow(api().url, token)), keep(await follow(api(1).url, made.key))];
    const store = createAccountStore(db);
    await store.changeUser(ours.id, id, { active: false });
    await store.revokeKey(ours.id, made.id);
    expect(await user.closed).toMatchObject({ code: 4401 });
    expect(await program.closed).toMatchObject({ code: 4401 });
  });

  it('show who is there and who types, to colleagues on every process and to no other shop', async () => {
    const [ada, ben, stranger] = [await person(ours), await person(ours, 'viewer'), await person(theirs)];
    const watching = keep(await follow(api(1).url, ben.token));
    const outside = keep(await follow(api(0).url, stranger.token));
    const writing = keep(await follow(api(0).url, ada.token));
    await watching.heard((frame) => frame.type === 'presence' && frame.subject?.id === ada.id);
    const online = () => inTenant(db, ours.id, (tx) => onlineStaff(tx, ours.id));
    expect(await online()).toEqual(expect.arrayContaining([ada.id, ben.id]));
    expect(await online()).not.toContain(stranger.id);
    writing.say({ type: 'typing', conversation_id: ours.conversationId });
    expect(await watching.heard((frame) => frame.type === 'typing')).toMatchObject({
      conversation_id: ours.conversationId,
      user_id: ada.id,
    });
    // Nothing is said of a conversation that is not the shop's own.
    outside.say({ type: 'typing', conversation_id: ours.conversationId });
    writing.say({ type: 'presence', state: 'away' });
    while ((await online()).includes(ada.id)) await sleep(20);
    const list = await fetch(`${api().url}/v1/presence`, { headers: { authorization: `Bearer ${ben.token}` } });
    expect(await list.json()).toMatchObject({
      users: expect.arrayContaining([expect.objectContaining({ id: ada.id, state: 'away' })]),
    });
    const before = watching.facts().length;
    await writing.close();
    await watching.heard(() => watching.facts().length > before);
    const [last] = await write(theirs);
    await heard(outside, last);
    expect(outside.frames.filter((frame) => frame.type === 'typing')).toEqual([]);
    expect(outside.facts().every((frame) => [last, stranger.id].includes(frame.subject?.id ?? ''))).toBe(true);
    expect(watching.frames.filter((frame) => frame.type === 'typing')).toHaveLength(1);
    // A viewer reads only.
    watching.say({ type: 'typing', conversation_id: ours.conversationId });
    expect(await watching.closed).toMatchObject({ code: 4403 });
  });

  it('let go who takes too slowly, and bring the rest when they come again', async () => {
    const key = await keyOf(ours);
    const slow = keep(await follow(api().url, key));
    const quick = keep(await follow(api().url, key));
    slow.socket.pause();
    // More than kernel and limit hold.
    await database.sql(
      `INSERT INTO feed (tenant_id, type, subject_kind, subject_id)
       SELECT $1, 'test.' || repeat('x', 2000), 'test', gen_random_uuid() FROM generate_series(1, 6000)`,
      [ours.id],
    );
    const [last] = await write(ours);
    await heard(quick, last);
    await write(ours);
    slow.socket.resume();
    expect(await slow.closed).toMatchObject({ code: 4410 });
    const got = slow.facts();
    expect(got.length).toBeLessThan(6_000);
    const again = keep(await follow(api().url, key, got.at(-1)?.id));
    await heard(again, last);
    expect([...subjects(slow), ...subjects(again)].slice(0, 6_001)).toEqual(subjects(quick).slice(0, 6_001));
  });

  it('are told to go elsewhere when their process ends, and go on there', async () => {
    const [key, ending] = [await keyOf(ours), await startLiveApi(database)];
    const client = keep(await follow(ending.url, key));
    const [before] = await write(ours);
    const { id } = await heard(client, before);
    const stopped = ending.stop();
    expect(await client.closed).toMatchObject({ code: 1001 });
    await stopped;
    const [meanwhile] = await write(ours);
    const again = keep(await follow(api().url, key, id));
    await heard(again, meanwhile);
    expect(subjects(again)).toEqual([meanwhile]);
  });

  it('come as server-sent events too, and go on behind Last-Event-ID', async () => {
    const key = await keyOf(ours);
    const ids = await write(ours, 0);
    const stream = async (after: string | undefined, until: () => string | undefined) => {
      const found: { id: string; type: string; subject?: { id: string } }[] = [];
      const abort = new AbortController();
      const response = await fetch(`${api().url}/v1/live/events`, {
        headers: { 'x-api-key': key, ...(after !== undefined && { 'last-event-id': after }) },
        signal: abort.signal,
      });
      expect(response.headers.get('content-type')).toContain('text/event-stream');
      let text = '';
      const decoder = new TextDecoder();
      for await (const chunk of response.body ?? []) {
        text += decoder.decode(chunk as Uint8Array, { stream: true });
        const parts = text.split('\n\n');
        text = parts.pop() ?? '';
        for (const part of parts) {
          const [, id, data] = /^id: (\S+)\ndata: (.*)$/.exec(part) ?? [];
          if (id !== undefined && data !== undefined)
            found.push({ ...(JSON.parse(data) as (typeof found)[number]), id });
        }
        if (found[0]?.type === 'ready' && ids.length === 0) ids.push(...(await write(ours, 3)));
        if (found.some((event) => event.subject?.id === until())) break;
      }
      abort.abort();
      return found.filter((event) => event.subject !== undefined);
    };
    const first = await stream(undefined, () => ids[2]);
    expect(first.map((event) => event.subject?.id)).toEqual(ids);
    const more = await write(ours, 2);
    const second = await stream(first[0]?.id, () => more[1]);
    expect(second.map((event) => event.subject?.id)).toEqual([...ids.slice(1), ...more]);
    const plain = await fetch(`${api().url}/v1/live`);
    expect([plain.status, (await fetch(`${api().url}/v1/live/events`)).status]).toEqual([426, 401]);
  });
});

const PASSWORD = 'correct horse battery staple';
