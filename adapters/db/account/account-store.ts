import { v7 as uuid } from 'uuid';
import type { AccountStore, NewBusiness } from '#domain/account/account-store.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';
import { listTenants } from '#adapters/db/read/tenants.ts';
import { createApiKey, listApiKeys, revokeApiKey } from '#adapters/db/write/api-keys.ts';
import { insertTenant } from '#adapters/db/write/save-tenant.ts';
import type { NewTenant } from '#adapters/db/write/save-tenant.ts';
import { readAudit, writeAudit } from './audit.ts';
import { makeLink, useLink } from './links.ts';
import { beginLogin, beginProof } from './logins.ts';
import { endSession, openSession, readSession, rotate } from './sessions.ts';
import { addUser, changeUser, listUsers, setPassword } from './users.ts';

/** Accounts in Postgres. */
export function createAccountStore(db: Database): AccountStore {
  return {
    createBusiness: (business, admin) => {
      const id = uuid();
      return inTenant(db, id, async (tx) => {
        await insertTenant(tx, profileOf(business));
        const user = await addUser(tx, admin);
        return { tenant: { id, slug: business.slug, name: business.name }, user };
      });
    },
    beginLogin: (email, slug) => beginLogin(db, email, slug),
    beginProof: (tenantId, userId) => beginProof(db, tenantId, userId),
    openSession: (tenantId, userId) => inTenant(db, tenantId, (tx) => openSession(tx, userId)),
    rotate: (refreshToken) => rotate(db, refreshToken),
    endSession: (refreshToken) => endSession(db, refreshToken),
    readSession: (tenantId, sessionId, userId) => readSession(db, tenantId, sessionId, userId),
    setPassword: (tenantId, userId, passwordHash, keep) =>
      inTenant(db, tenantId, (tx) => setPassword(tx, userId, { passwordHash }, keep)),
    useLink: (token, purpose, set) => useLink(db, token, purpose, set),
    listUsers: (tenantId) => inTenant(db, tenantId, listUsers),
    addUser: (tenantId, user) => inTenant(db, tenantId, (tx) => addUser(tx, user)),
    changeUser: (tenantId, userId, change) => inTenant(db, tenantId, (tx) => changeUser(tx, userId, change)),
    makeLink: (tenantId, userId, purpose) => inTenant(db, tenantId, (tx) => makeLink(tx, userId, purpose)),
    listKeys: (tenantId) => listApiKeys(db, tenantId),
    createKey: (tenantId, { name, ...made }) => createApiKey(db, tenantId, name, made),
    revokeKey: (tenantId, id) => revokeApiKey(db, tenantId, id),
    audit: (tenantId, entry) => inTenant(db, tenantId, (tx) => writeAudit(tx, entry)),
    auditLog: (tenantId, page) => inTenant(db, tenantId, (tx) => readAudit(tx, page)),
    listTenants: () => listTenants(db),
  };
}

/** A shop on its first day: it has a name and sells nothing yet. */
function profileOf({ slug, name, currency, language, timeZone }: NewBusiness): NewTenant {
  const profile = {
    slug,
    name,
    currency,
    language,
    timeZone,
    persona: `The friendly assistant of ${name}.`,
    policies: [],
    faq: [],
    testimonies: [],
    promotions: [],
    models: [],
    disabledTools: [],
    conversation: {},
  };
  return { profile, products: [] };
}
