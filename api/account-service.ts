import type { Account, AccountLink, AccountStore, NewBusiness, OpenSession } from '#domain/account/account-store.ts';
import type { Role } from '#domain/account/role.ts';
import type { User } from '#domain/account/user.ts';
import type { UserCaller } from '#api/middleware/authenticate.ts';

/** A login that stands, with what proves it for the next minutes. */
export interface Login extends OpenSession {
  readonly accessToken: string;
  /** Seconds. */
  readonly expiresIn: number;
}

export interface Credentials {
  readonly email: string;
  readonly password: string;
  /** Slug of the shop, for people of several. */
  readonly tenant?: string | undefined;
}

interface Person {
  readonly email: string;
  readonly name: string;
}

type Kept = Pick<
  AccountStore,
  | 'audit'
  | 'auditLog'
  | 'changeUser'
  | 'createKey'
  | 'endSession'
  | 'listKeys'
  | 'listTenants'
  | 'listUsers'
  | 'revokeKey'
>;

/** People of shops: logins, invitations, and the log of who did what. */
export interface AccountService extends Kept {
  /** Undefined when address and password do not fit; it takes the same time then, whatever the reason. */
  login(credentials: Credentials): Promise<Login | undefined>;
  /** @throws Conflict when the slug is taken */
  register(business: NewBusiness, admin: Person & { readonly password: string }): Promise<Login>;
  /** A new shop whose first admin is invited. @throws Conflict when the slug is taken */
  createTenant(business: NewBusiness, admin: Person): Promise<Account & { readonly link: AccountLink }>;
  refresh(refreshToken: string): Promise<Login | undefined>;
  acceptInvite(
    token: string,
    set: { readonly password: string; readonly name?: string | undefined },
  ): Promise<Login | undefined>;
  resetPassword(token: string, password: string): Promise<Login | undefined>;
  /** Who a token of `login` is; undefined when it is worth nothing (any more). */
  identify(accessToken: string): Promise<UserCaller | undefined>;
  /** False when the current password is wrong; ends all other logins. */
  changePassword(caller: UserCaller, current: string, next: string): Promise<boolean>;
  /** @throws Conflict when the shop has the address already */
  createUser(tenantId: string, user: Person & { readonly role: Role; readonly password: string }): Promise<User>;
  /** Invites, or invites again. @throws Conflict when they have accepted already */
  invite(
    tenantId: string,
    user: Person & { readonly role: Role },
  ): Promise<{ readonly user: User; readonly link: AccountLink }>;
  /** @throws NotFound, Conflict */
  resetLink(tenantId: string, userId: string): Promise<AccountLink>;
}
