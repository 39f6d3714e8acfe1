import supertest from 'supertest';
import type { Express } from 'express';
import { createTestDatabase } from '#tests/support/database.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { accountsApp, as, colleague, loggedIn, login, PASSWORD, PLATFORM_KEY, register } from './business.ts';

describe('people of shops', () => {
  let database: TestDatabase;
  let db: ReturnType<TestDatabase['open']>;
  let app: Express;
  beforeAll(async () => {
    database = await createTestDatabase();
    db = database.open();
    app = accountsApp(db);
  });
  afterAll(async () => {
    await db.close();
    await database.drop();
  });

  const shop = { name: 'Café Zoë & Sons', currency: 'EUR', time_zone: 'Europe/Berlin', language: 'de' };
  const zoe = { name: 'Zoë', email: ' Zoe@Cafe.Example ', password: PASSWORD };

  it('open a shop and are its admin; the refresh token is where scripts can not read it', async () => {
    const response = await supertest(app)
      .post('/v1/auth/register')
      .send({ business: shop, ...zoe })
      .expect(201);
    expect(response.body).toMatchObject({
      token_type: 'Bearer',
      expires_in: 900,
      role: 'admin',
      user: { name: 'Zoë', email: 'zoe@cafe.example' },
      tenant: { slug: 'cafe-zoe-sons', name: shop.name },
    });
    expect(response.body).not.toHaveProperty('refresh_token');
    expect(response.headers['cache-control']).toBe('no-store');
    const [cookie] = response.headers['set-cookie'] as unknown as string[];
    for (const flag of ['colloquy_refresh=clr_', 'HttpOnly', 'Secure', 'SameSite=Strict', 'Path=/v1/auth;'])
      expect(cookie).toContain(flag);
    const { token } = loggedIn(response.body);
    const me = await as(app, token).get('/v1/auth/me').expect(200);
    expect(me.body).toMatchObject({ kind: 'user', role: 'admin', tenant: { slug: 'cafe-zoe-sons' } });
    const renewed = await supertest(app)
      .post('/v1/auth/refresh')
      .set('cookie', cookie?.split(';')[0] ?? '')
      .send({})
      .expect(200);
    expect(renewed.headers['set-cookie']?.[0]).toContain('colloquy_refresh=clr_');
    expect(renewed.body).not.toHaveProperty('refresh_token');
  });

  it('can not take a slug that is taken, and change nothing of its shop when they try', async () => {
    const read = () => database.sql(`SELECT * FROM tenants WHERE slug = 'cafe-zoe-sons'`);
    const before = await read();
    const other = { business: { ...shop, language: 'en' }, name: 'Eve', email: 'eve@evil.example', password: PASSWORD };
    await supertest(app).post('/v1/auth/register').send(other).expect(409);
    expect(await read()).toEqual(before);
    expect(await database.sql(`SELECT FROM users WHERE email = 'eve@evil.example'`)).toEqual([]);
  });

  it.each([
    ['a short password', { ...zoe, password: 'short' }, 'password'],
    ['a dull password', { ...zoe, password: 'aaaaaaaaaaaaaa' }, 'password'],
    ['no address', { ...zoe, email: 'zoe' }, 'email'],
  ])('are told what does not fit: %s', async (_, person, path) => {
    const response = await supertest(app)
      .post('/v1/auth/register')
      .send({ business: shop, ...person })
      .expect(422);
    expect(response.body).toMatchObject({ code: 'ValidationFailed', issues: [{ path }] });
  });

  it('open no shop where the operator has switched that off', async () => {
    const closed = accountsApp(db, { registration: false });
    const body = { business: { ...shop, slug: 'closed' }, ...zoe };
    const response = await supertest(closed).post('/v1/auth/register').send(body).expect(403);
    expect(response.body).toMatchObject({ code: 'RegistrationOff' });
  });

  it('are invited, accept once, and do what their role may', async () => {
    const admin = await register(app, 'inviting');
    const invited = await as(app, admin.token)
      .post('/v1/users/invite', { email: 'Vera@inviting.example', name: 'Vera', role: 'viewer' })
      .expect(201);
    const { user, invite } = invited.body as {
      user: { id: string; status: string };
      invite: { token: string; url: string };
    };
    expect(user.status).toBe('invited');
    expect(invite.url).toBe(`https://chat.example.com/accept-invite#token=${invite.token}`);
    await supertest(app)
      .post('/v1/auth/login')
      .send({ email: 'vera@inviting.example', password: PASSWORD })
      .expect(401);
    const accept = { token: invite.token, password: PASSWORD, name: 'Vera V.', refresh_in: 'body' };
    const accepted = await supertest(app).post('/v1/auth/accept-invite').send(accept).expect(200);
    expect(accepted.body).toMatchObject({ role: 'viewer', user: { id: user.id, name: 'Vera V.' } });
    await supertest(app).post('/v1/auth/accept-invite').send(accept).expect(404);
    const vera = as(app, loggedIn(accepted.body).token);
    await vera.get('/v1/users').expect(200);
    const refused = await vera.post('/v1/users/invite', { email: 'x@x.example', name: 'X', role: 'admin' }).expect(403);
    expect(refused.body).toMatchObject({ code: 'Forbidden' });
    await vera.patch(`/v1/users/${user.id}`, { role: 'admin' }).expect(403);
    const again = { email: 'vera@inviting.example', name: 'Vera', role: 'viewer' };
    await as(app, admin.token).post('/v1/users/invite', again).expect(409);
  });

  it('keep an admin, also when two leave at the same moment', async () => {
    const ada = await register(app, 'leaving');
    const mine = `/v1/users/${ada.userId}`;
    const last = await as(app, ada.token).patch(mine, { role: 'agent' }).expect(409);
    expect(last.body.detail).toContain('last admin');
    await as(app, ada.token).delete(mine).expect(409);
    const bob = await colleague(app, ada, 'bob@leaving.example', 'admin');
    const answers = await Promise.all([
      as(app, ada.token).delete(mine),
      as(app, bob.token).patch(`/v1/users/${bob.userId}`, { role: 'viewer' }),
    ]);
    expect(answers.filter((answer) => answer.status < 300)).toHaveLength(1);
    const admins = await database.sql(
      `SELECT id FROM users WHERE tenant_id = $1 AND role = 'admin' AND deactivated_at IS NULL`,
      [ada.tenantId],
    );
    expect(admins).toHaveLength(1);
  });

  it('have a new role, or none, from their next request on', async () => {
    const ada = await register(app, 'changing');
    const bob = await colleague(app, ada, 'bob@changing.example', 'admin');
    await as(app, bob.token).get('/v1/api-keys').expect(200);
    await as(app, ada.token).patch(`/v1/users/${bob.userId}`, { role: 'viewer' }).expect(200);
    await as(app, bob.token).get('/v1/api-keys').expect(403);
    await as(app, ada.token).delete(`/v1/users/${bob.userId}`).expect(204);
    await as(app, bob.token).get('/v1/auth/me').expect(401);
    await supertest(app).post('/v1/auth/refresh').send({ refresh_token: bob.refresh }).expect(401);
    await expect(login(app, 'bob@changing.example')).rejects.toThrow('401');
    await as(app, ada.token).patch(`/v1/users/${bob.userId}`, { active: true }).expect(200);
    await login(app, 'bob@changing.example');
    // Activating brings nobody's old logins back.
    await as(app, bob.token).get('/v1/auth/me').expect(401);
  });

  it('change their password, which ends their other logins', async () => {
    const here = await register(app, 'changing-password');
    const elsewhere = await login(app, 'ada@changing-password.example');
    const next = 'another long password';
    await as(app, here.token).post('/v1/auth/password', { current: 'wrong password', next }).expect(403);
    await as(app, here.token).post('/v1/auth/password', { current: PASSWORD, next }).expect(204);
    await as(app, here.token).get('/v1/auth/me').expect(200);
    await as(app, elsewhere.token).get('/v1/auth/me').expect(401);
    await expect(login(app, 'ada@changing-password.example')).rejects.toThrow('401');
    await login(app, 'ada@changing-password.example', next);
  });

  it('who forgot their password get a link from an admin or the platform', async () => {
    const ada = await register(app, 'forgetting');
    const made = await supertest(app)
      .post(`/v1/users/${ada.userId}/reset-link?tenant=forgetting`)
      .set('x-api-key', PLATFORM_KEY)
      .expect(201);
    const { token } = (made.body as { reset: { token: string } }).reset;
    const password = 'a password to remember';
    await supertest(app).post('/v1/auth/accept-invite').send({ token, password }).expect(404);
    await supertest(app).post('/v1/auth/reset-password').send({ token, password }).expect(200);
    await supertest(app).post('/v1/auth/reset-password').send({ token, password }).expect(404);
    await as(app, ada.token).get('/v1/auth/me').expect(401);
    expect((await login(app, 'ada@forgetting.example', password)).userId).toBe(ada.userId);
  });

  it('log in to the shop they name, or to the one used last', async () => {
    const first = await register(app, 'first-shop');
    const second = await register(app, 'second-shop');
    const both = { email: 'both@shops.example', name: 'Both', role: 'agent', password: PASSWORD };
    for (const { token } of [first, second]) await as(app, token).post('/v1/users', both).expect(201);
    const tenantOf = async (tenant?: string) => {
      const body = { email: both.email, password: PASSWORD, tenant };
      return (await supertest(app).post('/v1/auth/login').send(body).expect(200)).body.tenant.slug;
    };
    expect(await tenantOf('second-shop')).toBe('second-shop');
    expect(await tenantOf()).toBe('second-shop');
    expect(await tenantOf('first-shop')).toBe('first-shop');
    expect(await tenantOf()).toBe('first-shop');
  });

  it('leave a log of what they did, without what they said, that the application can not change', async () => {
    const ada = await register(app, 'audited');
    const bob = await colleague(app, ada, 'bob@audited.example', 'agent');
    await as(app, ada.token).patch(`/v1/users/${bob.userId}`, { name: 'Robert' }).expect(200);
    await as(app, ada.token).patch(`/v1/users/${bob.userId}`, { role: 'nobody' }).expect(422);
    const lines = async (query = '') =>
      (await as(app, ada.token).get(`/v1/audit-log${query}`).expect(200)).body as {
        entries: { action: string; actor: object; subject: object }[];
        next_cursor: string | null;
      };
    // Lines are written behind the answer.
    for (let tries = 0; tries < 200 && (await lines()).entries.length < 4; tries += 1) await new Promise(setImmediate);
    const { entries } = await lines();
    expect(entries.map((entry) => entry.action)).toEqual(['changeUser', 'login', 'createUser', 'register']);
    expect(entries[0]).toMatchObject({
      actor: { kind: 'user', id: ada.userId, name: 'Ada' },
      subject: { kind: 'users', id: bob.userId },
    });
    expect(JSON.stringify(entries)).not.toMatch(/Robert|correct horse|bob@/);
    const page = await lines('?limit=3');
    expect((await lines(`?limit=3&cursor=${page.next_cursor}`)).entries.map((entry) => entry.action)).toEqual([
      'register',
    ]);
    const client = await db.acquire();
    try {
      await client.query(`SELECT set_config('app.current_tenant_id', $1, false)`, [ada.tenantId]);
      for (const change of [`UPDATE audit_log SET action = 'x'`, 'DELETE FROM audit_log'])
        await expect(client.query(change)).rejects.toMatchObject({ code: '42501' });
    } finally {
      await client.query(`SELECT set_config('app.current_tenant_id', '', false)`);
      client.release();
    }
  });

  it('of the platform open shops and list them; admins of shops do not', async () => {
    const platform = () => supertest(app).post('/v1/tenants').set('x-api-key', PLATFORM_KEY);
    const body = { business: { name: 'New shop', currency: 'IDR' }, admin: { name: 'Nia', email: 'nia@new.example' } };
    const opened = await platform().send(body).expect(201);
    const { invite } = opened.body as { invite: { token: string } };
    await platform().send(body).expect(409);
    const accepted = await supertest(app)
      .post('/v1/auth/accept-invite')
      .send({ token: invite.token, password: PASSWORD })
      .expect(200);
    expect(accepted.body).toMatchObject({ role: 'admin', tenant: { slug: 'new-shop' } });
    const { token } = loggedIn(accepted.body);
    await as(app, token).get('/v1/tenants').expect(403);
    await as(app, token).post('/v1/tenants', body).expect(403);
    const list = await supertest(app).get('/v1/tenants').set('x-api-key', PLATFORM_KEY).expect(200);
    expect(list.body.tenants).toEqual(expect.arrayContaining([expect.objectContaining({ slug: 'new-shop' })]));
  });
});
