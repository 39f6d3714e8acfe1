import type { Shelf, ShopLibrary } from '#domain/promo/library.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Tx } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';
import { promos, testimonies } from './library.ts';

interface Statements<Stored, New> {
  list(tx: Tx): Promise<readonly Stored[]>;
  add(tx: Tx, entry: New): Promise<Stored>;
  change(tx: Tx, id: string, entry: New): Promise<Stored>;
  remove(tx: Tx, id: string): Promise<void>;
}

export function openLibrary(db: Database): ShopLibrary {
  return { testimonies: shelfOf(db, testimonies), promos: shelfOf(db, promos) };
}

function shelfOf<Stored, New>(db: Database, statements: Statements<Stored, New>): Shelf<Stored, New> {
  return {
    list: (tenantId) => inTenant(db, tenantId, (tx) => statements.list(tx)),
    add: (tenantId, entry) => inTenant(db, tenantId, (tx) => statements.add(tx, entry)),
    change: (tenantId, id, entry) => inTenant(db, tenantId, (tx) => statements.change(tx, id, entry)),
    remove: (tenantId, id) => inTenant(db, tenantId, (tx) => statements.remove(tx, id)),
  };
}
