import type { AccountService } from '#api/account-service.ts';
import { Conflict, NotFound } from '#domain/errors.ts';

/** Accounts of a platform without people: every login is refused, every list is empty. */
export function fakeAccounts(overrides: Partial<AccountService> = {}): AccountService {
  const nobody = () => Promise.reject(new NotFound('this test has no people'));
  return {
    login: async () => undefined,
    register: () => Promise.reject(new Conflict('this test opens no shops')),
    createTenant: () => Promise.reject(new Conflict('this test opens no shops')),
    refresh: async () => undefined,
    acceptInvite: async () => undefined,
    resetPassword: async () => undefined,
    identify: async () => undefined,
    changePassword: async () => false,
    createUser: nobody,
    invite: nobody,
    resetLink: nobody,
    changeUser: nobody,
    listUsers: async () => [],
    listKeys: async () => [],
    createKey: nobody,
    revokeKey: nobody,
    listTenants: async () => [],
    endSession: async () => undefined,
    audit: async () => undefined,
    auditLog: async () => [],
    ...overrides,
  };
}
