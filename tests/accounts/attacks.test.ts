import { createHmac, randomBytes } from 'node:crypto';
import type { Express } from 'express';
import { SignJWT } from 'jose';
import supertest from 'supertest';
import { createTestDatabase } from '#tests/support/database.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { accountsApp, as, colleague, JWT_SECRET, loggedIn, login, PASSWORD, register } from './business.ts';
import type { LoggedIn } from './business.ts';

describe('somebody who is not allowed in', () => {
  let database: TestDatabase;
  let db: ReturnType<TestDatabase['open']>;
  let app: Express;
  let ada: LoggedIn;
  beforeAll(async () => {
    database = await createTestDatabase();
    db = database.open();
    app = accountsApp(db);
    ada = await register(app, 'attacked');
  });
  afterAll(async () => {
    await db.close();
    await database.drop();
  });

  const me = (token: string) => as(app, token).get('/v1/auth/me');
  const tryLogin = (email: string, password: string) => supertest(app).post('/v1/auth/login').send({ email, password });
  const renew = (token: string) => supertest(app).post('/v1/auth/refresh').send({ refresh_token: token });
  const partsOf = (token: string) => token.split('.') as [string, string, string];
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const decode = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;

  /** A token whose every claim is right, signed as told. */
  function forged(header: { alg: string; typ?: string }, key: Uint8Array, claims: object = {}) {
    const [, payload] = partsOf(ada.token);
    return new SignJWT({ ...decode(payload), ...claims }).setProtectedHeader(header).sign(key);
  }

  it('has no use of a token that is forged', async () => {
    await me(ada.token).expect(200);
    const [header, payload, signature] = partsOf(ada.token);
    const other = await register(app, 'attacker');
    const stolen = decode(payload);
    const mine = decode(partsOf(other.token)[1]);
    const unsigned = encode({ alg: 'none', typ: 'at+jwt' });
    const confused = `${encode({ alg: 'HS384', typ: 'at+jwt' })}.${payload}`;
    const now = Math.floor(Date.now() / 1000);
    const forgeries: Record<string, string> = {
      'alg none': `${unsigned}.${payload}.`,
      'alg none with the old signature': `${unsigned}.${payload}.${signature}`,
      'alg None': `${encode({ alg: 'None', typ: 'at+jwt' })}.${payload}.`,
      'no signature': `${header}.${payload}.`,
      'a changed tenant': `${header}.${encode({ ...mine, tid: stolen['tid'] })}.${partsOf(other.token)[2]}`,
      'a later end': `${header}.${encode({ ...stolen, exp: now + 9_999 })}.${signature}`,
      'another algorithm, same key': `${confused}.${createHmac('sha384', JWT_SECRET).update(confused).digest('base64url')}`,
      'another key': await forged({ alg: 'HS256', typ: 'at+jwt' }, randomBytes(32)),
      'another kind of token': await forged({ alg: 'HS256', typ: 'JWT' }, JWT_SECRET),
      'another audience': await forged({ alg: 'HS256', typ: 'at+jwt' }, JWT_SECRET, { aud: 'elsewhere' }),
      'another issuer': await forged({ alg: 'HS256', typ: 'at+jwt' }, JWT_SECRET, { iss: 'elsewhere' }),
      'an end long ago': await forged({ alg: 'HS256', typ: 'at+jwt' }, JWT_SECRET, { iat: now - 2_000, exp: now - 60 }),
      'a life of years': await forged({ alg: 'HS256', typ: 'at+jwt' }, JWT_SECRET, {
        iat: now - 2_000,
        exp: now + 9e8,
      }),
      'a tenant that is SQL': await forged({ alg: 'HS256', typ: 'at+jwt' }, JWT_SECRET, { tid: `'; DROP TABLE users` }),
      'a session of somebody else': await forged({ alg: 'HS256', typ: 'at+jwt' }, JWT_SECRET, { sid: mine['sid'] }),
      'another shop’s session': await forged({ alg: 'HS256', typ: 'at+jwt' }, JWT_SECRET, { tid: mine['tid'] }),
    };
    for (const [name, token] of Object.entries(forgeries)) {
      expect([name, (await me(token)).status]).toEqual([name, 401]);
    }
    // The forger's craft is sound: the same with nothing wrong in it is let in.
    await me(await forged({ alg: 'HS256', typ: 'at+jwt' }, JWT_SECRET)).expect(200);
  });

  it('has no use of a token after a quarter of an hour', async () => {
    const late = accountsApp(db, {}, () => new Date(Date.now() + 906_000));
    expect((await as(late, ada.token).get('/v1/auth/me')).status).toBe(401);
    const renewed = await supertest(late).post('/v1/auth/refresh').send({ refresh_token: ada.refresh });
    expect(renewed.status).toBe(200);
  });

  it('ends the whole login with a refresh token that was used before', async () => {
    const victim = await login(app, 'ada@attacked.example');
    const first = loggedIn((await renew(victim.refresh).expect(200)).body);
    // Two tabs at the same moment are no thieves.
    await renew(victim.refresh).expect(200);
    await database.sql(`UPDATE refresh_tokens SET used_at = used_at - interval '11 seconds' WHERE used_at IS NOT NULL`);
    await renew(victim.refresh).expect(401);
    await renew(first.refresh).expect(401);
    for (const { token } of [victim, first]) await me(token).expect(401);
    const log = await database.sql(`SELECT subject_id FROM audit_log WHERE action = 'endStolenSession'`);
    expect(log).toEqual([{ subject_id: ada.userId }]);
  });

  it('has no use of a login that was ended, or that nobody used for two weeks', async () => {
    const left = await login(app, 'ada@attacked.example');
    await supertest(app).post('/v1/auth/logout').send({ refresh_token: left.refresh }).expect(204);
    await me(left.token).expect(401);
    await renew(left.refresh).expect(401);
    const idle = await login(app, 'ada@attacked.example');
    await database.sql(`UPDATE refresh_tokens SET created_at = now() - interval '15 days'`);
    await renew(idle.refresh).expect(401);
    const old = await login(app, 'ada@attacked.example');
    await database.sql(`UPDATE sessions SET expires_at = now() - interval '1 second'`);
    await renew(old.refresh).expect(401);
    await me(old.token).expect(401);
    ada = await login(app, 'ada@attacked.example');
    expect((await me(ada.token)).status).toBe(200);
  });

  it('does not learn whether an address has an account, neither by words nor by time', async () => {
    const admin = await register(app, 'silent');
    const gone = await colleague(app, admin, 'gone@silent.example', 'agent');
    await as(app, admin.token).delete(`/v1/users/${gone.userId}`).expect(204);
    await as(app, admin.token)
      .post('/v1/users/invite', { email: 'invited@silent.example', name: 'I', role: 'agent' })
      .expect(201);
    const answers = [];
    for (const email of ['ada', 'gone', 'invited', 'nobody'].map((name) => `${name}@silent.example`)) {
      const began = performance.now();
      const { status, body } = await tryLogin(email, 'wrong password');
      const { request_id: _, ...words } = body as Record<string, unknown>;
      answers.push({ status, words });
      expect(performance.now() - began).toBeGreaterThanOrEqual(395);
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 401, words: { code: 'LoginRefused' } });
  });

  it('who guesses ten times, or ten times at once, meets a closed door, and so does the right password', async () => {
    const admin = await register(app, 'guessed');
    const refused = await Promise.all(
      Array.from({ length: 12 }, (_, guess) => tryLogin('ada@guessed.example', `guess number ${guess}`)),
    );
    expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([401]));
    await tryLogin('ada@guessed.example', PASSWORD).expect(401);
    // Who is inside stays inside.
    await me(admin.token).expect(200);
    await database.sql(`UPDATE users SET locked_until = now() - interval '1 second' WHERE locked_until IS NOT NULL`);
    await tryLogin('ada@guessed.example', 'one more guess').expect(401);
    await tryLogin('ada@guessed.example', PASSWORD).expect(200);
    const [row] = await database.sql(`SELECT failed_logins FROM users WHERE email = 'ada@guessed.example'`);
    expect(row).toEqual({ failed_logins: 0 });
  });

  it('who asks too often is told to wait, with an account or without', async () => {
    const strict = accountsApp(db, { authPerMinute: 6 });
    const statuses = async (email: string) => {
      const found = [];
      for (let tries = 0; tries < 3; tries += 1) {
        const response = await supertest(strict).post('/v1/auth/login').send({ email, password: 'wrong password' });
        found.push([response.status, response.headers['retry-after'] ?? null]);
      }
      return found;
    };
    const refusals = [
      [401, null],
      [401, null],
      [429, '60'],
    ];
    expect(await statuses('ada@attacked.example')).toEqual(refusals);
    expect(await statuses('nobody@attacked.example')).toEqual(refusals);
    const registering = accountsApp(db, { authPerMinute: 3, registration: false });
    await supertest(registering).post('/v1/auth/register').send({}).expect(422);
    await supertest(registering).post('/v1/auth/register').send({}).expect(429);
  });

  it('has no use of an invitation of another shop, an old one, or one that was replaced', async () => {
    const theirs = await register(app, 'theirs');
    const invite = async (path = '/v1/users/invite') => {
      const body = { email: 'new@attacked.example', name: 'New', role: 'admin' };
      const response = await as(app, ada.token).post(path, body);
      return { status: response.status, token: (response.body as { invite?: { token: string } }).invite?.token ?? '' };
    };
    const accept = (token: string) =>
      supertest(app).post('/v1/auth/accept-invite').send({ token, password: PASSWORD, refresh_in: 'body' });
    expect((await invite('/v1/users/invite?tenant=theirs')).status).toBe(404);
    const first = await invite();
    const [kind, tenant = '', ...secret] = first.token.split('_');
    expect(tenant).toBe(ada.tenantId.replaceAll('-', ''));
    await accept([kind, theirs.tenantId.replaceAll('-', ''), ...secret].join('_')).expect(404);
    for (const wrong of ['', 'x', `cll_${tenant}_${'A'.repeat(43)}`, ada.refresh]) {
      expect((await accept(wrong)).status).toBe(wrong === '' ? 422 : 404);
    }
    const second = await invite();
    await accept(first.token).expect(404);
    await database.sql(`UPDATE account_links SET expires_at = now() - interval '1 second'`);
    await accept(second.token).expect(404);
    const third = await invite();
    const [user] = await database.sql<{ id: string }>(`SELECT id FROM users WHERE email = 'new@attacked.example'`);
    await as(app, ada.token).delete(`/v1/users/${user?.id}`).expect(204);
    await accept(third.token).expect(404);
    expect(await database.sql('SELECT email FROM users WHERE tenant_id = $1', [theirs.tenantId])).toEqual([
      { email: 'ada@theirs.example' },
    ]);
  });

  it('has no use of a key that was revoked, and a key does no more than its role', async () => {
    const make = async (role: string) =>
      (
        await as(app, ada.token)
          .post('/v1/api-keys', { name: `the ${role}`, role })
          .expect(201)
      ).body as {
        id: string;
        key: string;
      };
    const viewer = await make('viewer');
    const admin = await make('admin');
    await as(app, viewer.key).get('/v1/users').expect(200);
    await as(app, viewer.key).get('/v1/api-keys').expect(403);
    await supertest(app)
      .post('/v1/api-keys')
      .set('x-api-key', viewer.key)
      .send({ name: 'x', role: 'admin' })
      .expect(403);
    const list = await supertest(app).get('/v1/api-keys').set('x-api-key', admin.key).expect(200);
    expect(list.body.api_keys).toEqual([
      expect.objectContaining({
        id: admin.id,
        role: 'admin',
        created_by: ada.userId,
        last_used_at: expect.any(String),
      }),
      expect.objectContaining({ id: viewer.id, role: 'viewer', revoked_at: null }),
    ]);
    expect(JSON.stringify(list.body)).not.toContain(viewer.key.slice(-43));
    await as(app, ada.token).delete(`/v1/api-keys/${viewer.id}`).expect(204);
    await as(app, viewer.key).get('/v1/users').expect(401);
    // A key has no password to change.
    await as(app, admin.key).post('/v1/auth/password', { current: PASSWORD, next: PASSWORD }).expect(403);
  });

  it('makes nothing of a bound key that opens more than it does', async () => {
    const { key } = (
      await as(app, ada.token)
        .post('/v1/api-keys', { name: 'bound', role: 'admin', scopes: ['Team'] })
        .expect(201)
    ).body as { key: string };
    await as(app, key).get('/v1/users').expect(200);
    const missing = await as(app, key).get('/v1/settings').expect(403);
    expect(missing.body).toMatchObject({ code: 'ScopeMissing', scope: 'Settings' });
    const key2 = await as(app, key).post('/v1/api-keys', { name: 'free', role: 'admin' }).expect(403);
    const person = { email: 'mole@attacked.example', name: 'Mole', role: 'admin', password: PASSWORD };
    const made = await as(app, key).post('/v1/users', person).expect(403);
    expect([key2.body.code, made.body.code]).toEqual(['ScopeMissing', 'ScopeMissing']);
    await as(app, ada.token)
      .post('/v1/api-keys', { name: 'odd', role: 'admin', scopes: ['Everything'] })
      .expect(422);
  });

  it('finds neither passwords nor tokens in the database', async () => {
    const rows = await database.sql<{ line: string }>(
      `SELECT to_jsonb(u)::text AS line FROM users u UNION ALL SELECT to_jsonb(r)::text FROM refresh_tokens r
       UNION ALL SELECT to_jsonb(l)::text FROM account_links l UNION ALL SELECT to_jsonb(a)::text FROM audit_log a`,
    );
    const all = rows.map(({ line }) => line).join('\n');
    expect(all).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
    expect(all).not.toContain(PASSWORD);
    for (const secret of [ada.refresh, ada.token]) expect(all).not.toContain(secret.slice(-43));
  });
});
