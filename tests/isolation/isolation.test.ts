import { v4 as uuid } from 'uuid';
import { createPasswordHasher } from '#adapters/crypto/password-hasher.ts';
import { createAccountStore } from '#adapters/db/account/account-store.ts';
import type { Database } from '#adapters/db/pool.ts';
import { createApiKey } from '#adapters/db/write/api-keys.ts';
import type { Role } from '#domain/account/role.ts';
import { SCOPES } from '#domain/account/scope.ts';
import type { Scope } from '#domain/account/scope.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { fillTenant } from '#tests/support/fill-tenant.ts';
import { startApiProcess } from './api-process.ts';
import type { ApiProcess } from './api-process.ts';
import { idsOf } from './known-ids.ts';
import type { TenantIds } from './known-ids.ts';
import { routesOf } from './routes.ts';
import type { Route } from './routes.ts';
import { rowsOfTenant } from './rows-of-tenant.ts';
import type { TenantRows } from './rows-of-tenant.ts';
import { sampleBody } from './sample-body.ts';
import { send } from './send.ts';
import type { Answer } from './send.ts';

/*
 * Made from the OpenAPI document that the running API serves: a new route is in here by itself. Nothing is mocked: the
 * API is a process, the database is Postgres, both shops have rows in every table.
 */

const PASSWORD = 'a password of a test';
const LIMIT_MS = 300_000;
const FITS_NOT = ' (what was sent does not fit: help tests/isolation/sample-body.ts)';
/** Looked up by the worker, which this suite does without, in the shop's own transaction. */
const NEEDS_WORKER = new Set(['previewPrompt']);
/** A browser's window for name and password: whoever may not is asked again. */
const ASKS_AGAIN = new Set(['codecLogin']);
/** The messages of the filled shops have no files, their conversations no workflow. */
const WITHOUT_ROW = new Set(['getConversationMedia', 'getConversationRun']);

interface Shop {
  readonly id: string;
  readonly slug: string;
  readonly ids: TenantIds;
  readonly rows: TenantRows;
}

describe('every route of the OpenAPI document', () => {
  let database: TestDatabase;
  let db: Database;
  let api: ApiProcess;
  let routes: readonly Route[];
  let ours: Shop;
  let theirs: Shop;
  let admin: Readonly<Record<string, string>>;
  let agent: Readonly<Record<string, string>>;
  let viewer: Readonly<Record<string, string>>;
  let adminKey: Readonly<Record<string, string>>;
  let viewerKey: Readonly<Record<string, string>>;

  beforeAll(async () => {
    database = await createTestDatabase();
    db = database.open();
    ours = await openShop('ours');
    theirs = await openShop('theirs');
    api = await startApiProcess(database.url);
    routes = await routesOf(api.url);
    [admin, agent, viewer] = [await logIn('admin'), await logIn('agent'), await logIn('viewer')];
    [adminKey, viewerKey] = [await keyOf('admin'), await keyOf('viewer')];
  }, LIMIT_MS);
  afterAll(async () => {
    await api.stop();
    await db.close();
    await database.drop();
  });

  async function openShop(slug: string): Promise<Shop> {
    const { id } = await fillTenant(db, slug);
    return { id, slug, ids: await idsOf(database, id), rows: await rowsOfTenant(database, id) };
  }

  async function logIn(role: Role) {
    const passwordHash = await createPasswordHasher().hash(PASSWORD);
    const email = `${role}@isolation.example`;
    await createAccountStore(db).addUser(ours.id, { email, name: role, role, passwordHash });
    const response = await fetch(`${api.url}/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: PASSWORD }),
    });
    return { authorization: `Bearer ${((await response.json()) as { access_token: string }).access_token}` };
  }

  async function keyOf(role: Role, scopes: readonly Scope[] = []) {
    return { 'x-api-key': (await createApiKey(db, ours.id, role, { role, scopes, by: 'test' })).key };
  }

  const guarded = () => routes.filter((route) => route.access !== undefined);
  const takesTenant = (route: Route) => route.query.some(({ name }) => name === 'tenant');
  const namesRows = (route: Route) => route.pathParameters.some((name) => !theirs.ids.forPath(route.path, name).isName);

  /** The same question about rows that are nowhere. */
  const missing = (): TenantIds => ({
    ...theirs.ids,
    forPath(path, parameter) {
      const known = theirs.ids.forPath(path, parameter);
      return known.isName ? known : { ...known, value: uuid() };
    },
  });

  /** An answer without the ids in it, and without its own. */
  function bare({ status, text }: Answer): string {
    return `${status} ${text.replaceAll(/"request_id":"[^"]*"/g, '').replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID')}`;
  }

  /** What an answer tells of the other shop that was not in the question. */
  function leaks({ text, sent }: Answer, uuids: ReadonlySet<string>): string[] {
    return [...uuids].filter((uuid) => text.includes(uuid) && !sent.includes(uuid));
  }

  it('is known to this suite: ids for every address, at least a hundred routes, at least two shops', async () => {
    for (const route of guarded()) for (const name of route.pathParameters) theirs.ids.forPath(route.path, name);
    expect(guarded().length).toBeGreaterThan(100);
    expect((await theirs.rows.uuids()).size).toBeGreaterThan(30);
    expect(await ours.rows.hashes()).not.toEqual(await theirs.rows.hashes());
  });

  it('says what to do when a route comes whose ids it does not know', () => {
    expect(() => theirs.ids.forPath('/v1/spaceships/{id}/crew', { name: 'id', schema: { type: 'string' } })).toThrow(
      /"spaceships\/id" is kept. Add it to PATHS in tests\/isolation\/known-ids.ts/,
    );
  });

  it(
    'shows the platform the rows whose ids this suite uses, so that they are there to be found',
    async () => {
      const wrong: string[] = [];
      const reads = guarded().filter(
        (route) =>
          route.method === 'GET' && namesRows(route) && takesTenant(route) && !WITHOUT_ROW.has(route.operationId),
      );
      for (const route of reads) {
        const answer = await send(api.url, {
          route,
          ids: theirs.ids,
          tenant: theirs.slug,
          headers: { 'x-api-key': api.adminKey },
        });
        // A conflict was found too: the page of a payment that is paid.
        if (answer.status >= 400 && answer.status !== 409)
          wrong.push(`${answer.asked}: ${answer.status} ${answer.text}`);
      }
      expect(wrong).toEqual([]);
      expect(reads.length).toBeGreaterThan(10);
    },
    LIMIT_MS,
  );

  it(
    'answers an admin of one shop 404 or 403 to the ids of another, tells nothing, and changes nothing',
    async () => {
      const wrong: string[] = [];
      const uuids = await theirs.rows.uuids();
      let before = await theirs.rows.hashes();
      let asked = 0;
      for (const route of guarded()) {
        const tries = [
          ...(namesRows(route) ? [{}] : []),
          ...(takesTenant(route) ? [{ tenant: theirs.slug }] : []),
          ...(route.access === 'platform' ? [{}] : []),
        ];
        for (const headers of [admin, adminKey]) {
          for (const attempt of tries) {
            const answer = await send(api.url, { route, ids: theirs.ids, headers, ...attempt });
            asked += 1;
            if (answer.status !== 404 && answer.status !== 403)
              wrong.push(`${answer.asked}: ${answer.status} ${answer.text}${answer.status === 422 ? FITS_NOT : ''}`);
            for (const leaked of leaks(answer, uuids)) wrong.push(`${answer.asked}: tells ${leaked}`);
          }
        }
        const after = await theirs.rows.hashes();
        for (const table of Object.keys(after)) {
          if (after[table] !== before[table])
            wrong.push(`${route.method} ${route.path}: changed ${table} of another shop`);
        }
        before = after;
      }
      expect(wrong).toEqual([]);
      expect(asked).toBeGreaterThan(200);
    },
    LIMIT_MS,
  );

  it(
    'says the same of an id of another shop as of one that is nowhere',
    async () => {
      const wrong: string[] = [];
      const asked = guarded().filter((route) => namesRows(route) && route.access !== 'platform');
      for (const route of asked) {
        const foreign = await send(api.url, { route, ids: theirs.ids, headers: admin });
        const nowhere = await send(api.url, { route, ids: missing(), headers: admin });
        if (bare(foreign) !== bare(nowhere)) wrong.push(`${foreign.asked}: ${bare(foreign)} but ${bare(nowhere)}`);
      }
      expect(wrong).toEqual([]);
      expect(asked.length).toBeGreaterThan(50);
    },
    LIMIT_MS,
  );

  it(
    'finds nothing of another shop by ids in a query or a body',
    async () => {
      const wrong: string[] = [];
      const uuids = await theirs.rows.uuids();
      const before = await theirs.rows.hashes();
      let asked = 0;
      for (const route of guarded()) {
        const inQuery = route.query.some(({ name }) => theirs.ids.forField(name) !== undefined);
        const isList = route.method === 'GET' && route.pathParameters.length === 0 && route.access !== 'platform';
        if (!inQuery && !isList) continue;
        const answer = await send(api.url, { route, ids: theirs.ids, queryIds: true, headers: admin });
        asked += 1;
        if (answer.status >= 500 || answer.status === 0) wrong.push(`${answer.asked}: ${answer.status} ${answer.text}`);
        for (const leaked of leaks(answer, uuids)) wrong.push(`${answer.asked}: tells ${leaked}`);
      }
      for (const route of guarded()) {
        if (route.bodySchema === undefined || route.access === 'platform' || NEEDS_WORKER.has(route.operationId))
          continue;
        // The address is of the own shop, the body is not.
        const bodyOnly: TenantIds = { ...ours.ids, forField: (name) => theirs.ids.forField(name) };
        const { ids } = sampleBody(route, bodyOnly);
        if (ids.length === 0) continue;
        const answer = await send(api.url, { route, ids: bodyOnly, headers: admin });
        asked += 1;
        if (answer.status < 400 || answer.status >= 500) wrong.push(`${answer.asked}: ${answer.status} ${answer.text}`);
        for (const leaked of leaks(answer, uuids)) wrong.push(`${answer.asked}: tells ${leaked}`);
      }
      expect(wrong).toEqual([]);
      expect(await theirs.rows.hashes()).toEqual(before);
      expect(asked).toBeGreaterThan(20);
    },
    LIMIT_MS,
  );

  it(
    'refuses who has no key, and who may less than it asks for; nothing is changed',
    async () => {
      const wrong: string[] = [];
      const before = await ours.rows.hashes();
      const expectStatus = async (
        route: Route,
        headers: Readonly<Record<string, string>>,
        status: number,
        code: string,
      ) => {
        const answer = await send(api.url, { route, ids: ours.ids, headers });
        if (ASKS_AGAIN.has(route.operationId) && answer.status === 401) return;
        if (answer.status !== status || !answer.text.includes(`"code":"${code}"`)) {
          wrong.push(`${answer.asked}: ${answer.status} instead of ${status}: ${answer.text}`);
        }
      };
      for (const route of guarded()) {
        await expectStatus(route, {}, 401, 'Unauthorized');
        if (route.access === 'viewer') continue;
        await expectStatus(route, viewer, 403, 'Forbidden');
        await expectStatus(route, viewerKey, 403, 'Forbidden');
        if (route.access !== 'agent') await expectStatus(route, agent, 403, 'Forbidden');
        if (route.access === 'platform') await expectStatus(route, admin, 403, 'Forbidden');
      }
      for (const [part, routesOfPart] of Map.groupBy(guarded(), (route) => route.part)) {
        const elsewhere = await keyOf(
          'admin',
          SCOPES.filter((scope) => scope !== part),
        );
        const here = await keyOf('admin', [part]);
        for (const route of routesOfPart.filter(({ access }) => access !== 'platform')) {
          await expectStatus(route, elsewhere, 403, 'ScopeMissing');
          if (route.method !== 'GET') continue;
          const answer = await send(api.url, { route, ids: ours.ids, headers: here });
          if (answer.text.includes('ScopeMissing')) wrong.push(`${answer.asked}: closed to its own scope`);
        }
      }
      expect(wrong).toEqual([]);
      const { api_keys: _keys, ...rest } = await ours.rows.hashes();
      const { api_keys: _before, ...expected } = before;
      expect(rest).toEqual(expected);
    },
    LIMIT_MS,
  );

  it(
    'lets a viewer read whatever is for viewers',
    async () => {
      const wrong: string[] = [];
      const reads = guarded().filter((route) => route.access === 'viewer' && route.method === 'GET');
      for (const route of reads) {
        const answer = await send(api.url, { route, ids: ours.ids, headers: viewer });
        if (answer.status === 401 || answer.status === 403)
          wrong.push(`${answer.asked}: ${answer.status} ${answer.text}`);
      }
      expect(wrong).toEqual([]);
      expect(reads.length).toBeGreaterThan(20);
    },
    LIMIT_MS,
  );

  it('that takes a password keeps nothing of it for an Idempotency-Key', () => {
    const taking = guarded().filter(({ bodySchema }) =>
      /"(?:password|current)":/.test(JSON.stringify(bodySchema ?? {})),
    );
    expect(taking.map((route) => route.operationId).sort()).toEqual(['changePassword', 'createUser']);
    expect(taking.filter((route) => route.headers.includes('idempotency-key'))).toEqual([]);
  });

  it('that writes asks for more than a viewer’s role, but for searches, questions and one’s own password', () => {
    const writes = guarded().filter((route) => route.access === 'viewer' && route.method !== 'GET');
    expect(writes.map((route) => route.operationId).sort()).toEqual([
      'changePassword',
      'databaseQuery',
      'databaseQueryStream',
      'vectorSearch',
      'vectorSearchStream',
    ]);
  });
});
