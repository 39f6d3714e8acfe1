import { randomBytes } from 'node:crypto';
import type { Express } from 'express';
import supertest from 'supertest';
import { createAccessTokens } from '#adapters/crypto/access-tokens.ts';
import { createPasswordHasher } from '#adapters/crypto/password-hasher.ts';
import { createAccountStore } from '#adapters/db/account/account-store.ts';
import type { Database } from '#adapters/db/pool.ts';
import { findTenant } from '#adapters/db/read/tenants.ts';
import { verifyApiKey } from '#adapters/db/write/api-keys.ts';
import { createAccountService } from '#api/accounts/create-account-service.ts';
import { createApp } from '#api/app.ts';
import type { ApiSettings } from '#api/deps.ts';
import { createFakeApiDeps } from '#tests/fakes/api-deps.ts';

export const PASSWORD = 'correct horse battery';
export const JWT_SECRET = randomBytes(32);
export const PLATFORM_KEY = 'platform-key-of-this-test';

/** The API with real accounts in a real database; the clock of tokens is the test's. */
export function accountsApp(db: Database, settings: Partial<ApiSettings> = {}, clock = () => new Date()): Express {
  const { deps } = createFakeApiDeps();
  return createApp({
    ...deps,
    settings: { ...deps.settings, adminKey: PLATFORM_KEY, publicUrl: 'https://chat.example.com', ...settings },
    accounts: createAccountService({
      store: createAccountStore(db),
      hasher: createPasswordHasher(),
      tokens: createAccessTokens(JWT_SECRET, clock),
      clock: () => new Date(),
    }),
    records: {
      ...deps.records,
      findTenant: (slug) => findTenant(db, slug),
      verifyApiKey: (key) => verifyApiKey(db, key),
    },
  });
}

export interface LoggedIn {
  readonly token: string;
  readonly refresh: string;
  readonly userId: string;
  readonly tenantId: string;
}

interface LoginBody {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly user: { readonly id: string };
  readonly tenant: { readonly id: string };
}

export function loggedIn(body: unknown): LoggedIn {
  const { access_token: token, refresh_token: refresh, user, tenant } = body as LoginBody;
  return { token, refresh, userId: user.id, tenantId: tenant.id };
}

/** Opens a shop; its first admin is logged in. */
export async function register(app: Express, slug: string): Promise<LoggedIn> {
  const body = {
    business: { name: `Shop ${slug}`, slug, currency: 'EUR' },
    name: 'Ada',
    email: `ada@${slug}.example`,
    password: PASSWORD,
    refresh_in: 'body',
  };
  return loggedIn((await supertest(app).post('/v1/auth/register').send(body).expect(201)).body);
}

export async function login(app: Express, email: string, password = PASSWORD): Promise<LoggedIn> {
  const response = await supertest(app).post('/v1/auth/login').send({ email, password, refresh_in: 'body' });
  if (response.status !== 200) throw new Error(`login of ${email}: ${response.status} ${response.text}`);
  return loggedIn(response.body);
}

/** Requests in somebody's name: `as(app, token).get('/v1/auth/me')`. */
export function as(app: Express, token: string) {
  const call = (method: 'get' | 'post' | 'patch' | 'delete', path: string) =>
    supertest(app)[method](path).set('authorization', `Bearer ${token}`);
  return {
    get: (path: string) => call('get', path),
    post: (path: string, body: object = {}) => call('post', path).send(body),
    patch: (path: string, body: object) => call('patch', path).send(body),
    delete: (path: string) => call('delete', path),
  };
}

/** Adds a colleague with a password and logs them in. */
export async function colleague(app: Express, admin: LoggedIn, email: string, role: string): Promise<LoggedIn> {
  const body = { email, name: email.split('@')[0], role, password: PASSWORD };
  await as(app, admin.token).post('/v1/users', body).expect(201);
  return login(app, email);
}
