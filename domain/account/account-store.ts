import type { AuditEntry, AuditLine } from './audit.ts';
import type { Role } from './role.ts';
import type { Scope } from './scope.ts';
import type { User } from './user.ts';

/** A shop, as an account needs it. */
export interface AccountTenant {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

/** A person with their shop. */
export interface Account {
  readonly tenant: AccountTenant;
  readonly user: User;
}

/** A login that stands: `refreshToken` is shown once and kept as a hash. */
export interface OpenSession extends Account {
  readonly sessionId: string;
  readonly refreshToken: string;
  /** ISO; the latest time at which the person must log in again. */
  readonly expiresAt: string;
}

/** One try to prove a password; counted before it is known whether it is right. */
export interface LoginTry {
  readonly tenantId: string;
  readonly userId: string;
  readonly passwordHash: string;
}

export interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** Null = invited. */
  readonly passwordHash: string | null;
}

export interface UserChange {
  readonly name?: string | undefined;
  readonly role?: Role | undefined;
  readonly active?: boolean | undefined;
}

/** A one-time link to set a password. */
export interface AccountLink {
  readonly token: string;
  readonly expiresAt: string;
}

export interface ApiKeyView {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** None = all that the role may. */
  readonly scopes: readonly Scope[];
  readonly createdBy: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
}

/** A new shop with its first admin. */
export interface NewBusiness {
  readonly slug: string;
  readonly name: string;
  readonly currency: string;
  readonly language: string;
  readonly timeZone: string;
}

export type LinkPurpose = 'invite' | 'reset';

/** What accounts keep. Every method throws StoreUnavailable when the database is away. */
export interface AccountStore {
  /** @throws Conflict when the slug is taken */
  createBusiness(business: NewBusiness, admin: NewUser): Promise<Account>;
  /** Counts a try; undefined when nobody may log in so: unknown, invited, deactivated or locked. */
  beginLogin(email: string, slug: string | undefined): Promise<LoginTry | undefined>;
  /** The same for a person who is logged in. */
  beginProof(tenantId: string, userId: string): Promise<LoginTry | undefined>;
  /** The password was right. */
  openSession(tenantId: string, userId: string): Promise<OpenSession | undefined>;
  /** Undefined = not valid; a token that was used before ends its session. */
  rotate(refreshToken: string): Promise<OpenSession | undefined>;
  endSession(refreshToken: string): Promise<void>;
  /** Who a session is, while it stands and the person may work. */
  readSession(tenantId: string, sessionId: string, userId: string): Promise<Account | undefined>;
  /** Sets a password and ends all sessions but `keep`. */
  setPassword(tenantId: string, userId: string, passwordHash: string, keep: string | null): Promise<void>;
  /** Undefined when the link is unknown, used, too old, or its person is deactivated. */
  useLink(
    token: string,
    purpose: LinkPurpose,
    set: { readonly passwordHash: string; readonly name?: string | undefined },
  ): Promise<OpenSession | undefined>;
  listUsers(tenantId: string): Promise<readonly User[]>;
  /** @throws Conflict when the shop has the address already */
  addUser(tenantId: string, user: NewUser): Promise<User>;
  /** @throws NotFound, Conflict (the last admin) */
  changeUser(tenantId: string, userId: string, change: UserChange): Promise<User>;
  /** Makes a link and forgets older ones. @throws NotFound, Conflict when the person's state does not fit the purpose */
  makeLink(tenantId: string, userId: string, purpose: LinkPurpose): Promise<AccountLink>;
  listKeys(tenantId: string): Promise<readonly ApiKeyView[]>;
  createKey(
    tenantId: string,
    key: { readonly name: string; readonly role: Role; readonly scopes: readonly Scope[]; readonly by: string },
  ): Promise<{
    readonly id: string;
    readonly key: string;
  }>;
  /** @throws NotFound */
  revokeKey(tenantId: string, id: string): Promise<void>;
  audit(tenantId: string, entry: AuditEntry): Promise<void>;
  /** The newest first, those before `before` (an id). */
  auditLog(
    tenantId: string,
    page: { readonly limit: number; readonly before: string | null },
  ): Promise<readonly AuditLine[]>;
  listTenants(): Promise<readonly AccountTenant[]>;
}
