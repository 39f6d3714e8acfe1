import { createAccountStore } from '#adapters/db/account/account-store.ts';
import type { Database } from '#adapters/db/pool.ts';

/** One of everything that accounts keep: a person who is logged in, one who is invited, a line of the log. */
export async function fillAccounts(db: Database, tenantId: string, slug: string): Promise<void> {
  const store = createAccountStore(db);
  const email = `owner@${slug}.example`;
  const owner = await store.addUser(tenantId, { email, name: 'Owner', role: 'admin', passwordHash: 'none' });
  await store.openSession(tenantId, owner.id);
  const invited = await store.addUser(tenantId, {
    email: `new@${slug}.example`,
    name: 'New',
    role: 'agent',
    passwordHash: null,
  });
  await store.makeLink(tenantId, invited.id, 'invite');
  await store.audit(tenantId, {
    actor: { kind: 'user', id: owner.id, name: owner.name },
    action: 'inviteUser',
    subject: 'users',
    subjectId: invited.id,
  });
}
