import { setTimeout as sleep } from 'node:timers/promises';
import type { AccessTokens } from '#domain/account/access-tokens.ts';
import type { AccountStore, LoginTry, OpenSession } from '#domain/account/account-store.ts';
import type { PasswordHasher } from '#domain/account/password-hasher.ts';
import { Conflict } from '#domain/errors.ts';
import type { Clock } from '#domain/ports.ts';
import type { AccountService, Login } from '#api/account-service.ts';

export interface AccountParts {
  readonly store: AccountStore;
  readonly hasher: PasswordHasher;
  readonly tokens: AccessTokens;
  readonly clock: Clock;
}

/** A refused login is answered so long after it began, so that the time does not tell why. */
const REFUSED_AFTER_MS = 400;

/** Accounts over a store, a hasher and tokens. */
export function createAccountService(parts: AccountParts): AccountService {
  const { store, hasher, tokens } = parts;

  async function signed(session: OpenSession | undefined): Promise<Login | undefined> {
    if (session === undefined) return undefined;
    const { tenant, user, sessionId } = session;
    const accessToken = await tokens.issue({ tenantId: tenant.id, userId: user.id, sessionId });
    return { ...session, accessToken, expiresIn: tokens.lifeSeconds };
  }

  async function log(login: Login | undefined, action: string): Promise<Login | undefined> {
    if (login === undefined) return undefined;
    const { tenant, user } = login;
    const subject = { subject: 'users', subjectId: user.id };
    await store.audit(tenant.id, { actor: { kind: 'user', id: user.id, name: user.name }, action, ...subject });
    return login;
  }

  return {
    ...store,
    async login({ email, password, tenant }) {
      const began = parts.clock().getTime();
      const attempt = await store.beginLogin(email, tenant);
      const proven = await prove(hasher, attempt, password);
      const login = proven && (await signed(await store.openSession(proven.tenantId, proven.userId)));
      if (login === undefined) await sleep(Math.max(0, began + REFUSED_AFTER_MS - parts.clock().getTime()));
      return log(login, 'login');
    },
    async register(business, { password, ...person }) {
      const passwordHash = await hasher.hash(password);
      const { tenant, user } = await store.createBusiness(business, { ...person, role: 'admin', passwordHash });
      const login = await log(await signed(await store.openSession(tenant.id, user.id)), 'register');
      if (login === undefined) throw new Conflict('the account was deactivated at once');
      return login;
    },
    async createTenant(business, person) {
      const account = await store.createBusiness(business, { ...person, role: 'admin', passwordHash: null });
      return { ...account, link: await store.makeLink(account.tenant.id, account.user.id, 'invite') };
    },
    refresh: async (refreshToken) => signed(await store.rotate(refreshToken)),
    async acceptInvite(token, { password, name }) {
      const passwordHash = await hasher.hash(password);
      return log(await signed(await store.useLink(token, 'invite', { passwordHash, name })), 'acceptInvite');
    },
    async resetPassword(token, password) {
      const passwordHash = await hasher.hash(password);
      return log(await signed(await store.useLink(token, 'reset', { passwordHash })), 'resetPassword');
    },
    async identify(accessToken) {
      const claims = await tokens.read(accessToken);
      if (claims === undefined) return undefined;
      const account = await store.readSession(claims.tenantId, claims.sessionId, claims.userId);
      if (account === undefined) return undefined;
      const { id, name, email, role } = account.user;
      return { kind: 'user', tenant: account.tenant, user: { id, name, email }, role, sessionId: claims.sessionId };
    },
    async changePassword({ tenant, user, sessionId }, current, next) {
      const proven = await prove(hasher, await store.beginProof(tenant.id, user.id), current);
      if (proven === undefined) return false;
      await store.setPassword(tenant.id, user.id, await hasher.hash(next), sessionId);
      return true;
    },
    async createUser(tenantId, { password, ...user }) {
      return store.addUser(tenantId, { ...user, passwordHash: await hasher.hash(password) });
    },
    async invite(tenantId, person) {
      const known = (await store.listUsers(tenantId)).find((user) => user.email === person.email);
      const user = known ?? (await store.addUser(tenantId, { ...person, passwordHash: null }));
      return { user, link: await store.makeLink(tenantId, user.id, 'invite') };
    },
    resetLink: (tenantId, userId) => store.makeLink(tenantId, userId, 'reset'),
  };
}

/** The try, when its password is right. */
async function prove(
  hasher: PasswordHasher,
  attempt: LoginTry | undefined,
  password: string,
): Promise<LoginTry | undefined> {
  return (await hasher.verify(attempt?.passwordHash, password)) ? attempt : undefined;
}
