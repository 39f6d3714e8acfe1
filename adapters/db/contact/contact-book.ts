import type { Booking } from '#domain/booking/booking.ts';
import type { ContactBook, ContactCard, VersionedContact } from '#domain/contact/contact-book.ts';
import { NotFound } from '#domain/errors.ts';
import type { Page, PageRequest } from '#domain/page.ts';
import { BOOKING_JSON } from '#adapters/db/booking/json.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { lockVersion } from '#adapters/db/lock-version.ts';
import { pageOf, rowsWanted } from '#adapters/db/page-of.ts';
import type { Database } from '#adapters/db/pool.ts';
import { orNull, storable } from '#adapters/db/to-jsonb.ts';

const CARD_JSON = `json_build_object('id', p.id, 'name', p.name, 'address', p.address, 'language', p.language, 'notes', p.notes,
  'timeZone', p.time_zone,
  'optedOutAt', iso_utc(p.opted_out_at), 'marketingOptedOutAt', iso_utc(p.marketing_opted_out_at),
  'identities', (SELECT coalesce(json_agg(json_build_object('channel', ch.channel, 'name', i.display_name,
      'blockedAt', iso_utc(i.blocked_at)) ORDER BY i.created_at, i.id), '[]')
    FROM contact_identities i JOIN channels ch ON ch.tenant_id = i.tenant_id AND ch.id = i.channel_id
    WHERE i.tenant_id = p.tenant_id AND i.contact_id = p.id),
  'orders', (SELECT count(*) FROM orders o WHERE o.tenant_id = p.tenant_id AND o.contact_id = p.id),
  'bookings', (SELECT count(*) FROM bookings b WHERE b.tenant_id = p.tenant_id AND b.contact_id = p.id),
  'createdAt', iso_utc(p.created_at), 'updatedAt', iso_utc(p.updated_at))`;

const LIST: Statement = {
  name: 'contact_book_list',
  text: `SELECT ${CARD_JSON} AS contact FROM contacts p WHERE p.tenant_id = $1 AND p.erased_at IS NULL AND p.id < $3::uuid ORDER BY p.id DESC LIMIT $2`,
};
const NAMED: Statement = {
  name: 'contact_book_named',
  text: `
SELECT ${CARD_JSON} AS contact FROM contacts_named($3, $2, $4::uuid) AS found (id)
JOIN contacts p ON p.tenant_id = $1 AND p.id = found.id ORDER BY p.id DESC`,
};
const ONE: Statement = {
  name: 'contact_book_one',
  text: `SELECT ${CARD_JSON} AS contact, p.xmin::text AS version FROM contacts p WHERE p.tenant_id = $1 AND p.id = $2 AND p.erased_at IS NULL`,
};
const LOCK: Statement = {
  name: 'contact_book_lock',
  text: `SELECT p.xmin::text AS version FROM contacts p WHERE p.tenant_id = $1 AND p.id = $2 AND p.erased_at IS NULL FOR UPDATE`,
};
const CHANGE: Statement = {
  name: 'contact_book_change',
  text: `
UPDATE contacts SET name = $3, address = $4, language = $5, notes = $6, time_zone = $7, updated_at = now() WHERE tenant_id = $1 AND id = $2`,
};
const BOOKINGS: Statement = {
  name: 'contact_book_bookings',
  text: `
SELECT ${BOOKING_JSON} AS booking FROM bookings b JOIN resources r ON r.tenant_id = b.tenant_id AND r.id = b.resource_id
WHERE b.tenant_id = $1 AND b.contact_id = $2 AND ($3::int IS NULL OR b.number < $3) ORDER BY b.number DESC LIMIT $4`,
};
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

export function createContactBook(db: Database): ContactBook {
  return {
    list: (tenantId, q, page) => inTenant(db, tenantId, (tx) => list(tx, q, page)),
    read: (tenantId, id) => inTenant(db, tenantId, (tx) => read(tx, id)),
    change: (tenantId, id, changes, versions) => inTenant(db, tenantId, (tx) => change(tx, id, changes, versions)),
    bookings: (tenantId, id, page) => inTenant(db, tenantId, (tx) => bookings(tx, id, page)),
  };
}

async function list(tx: Tx, q: string | null, page: PageRequest): Promise<Page<ContactCard>> {
  const before = page.after?.[0] ?? LAST_ID;
  const rows =
    q === null
      ? await tx.rows<{ contact: ContactCard }>(LIST, [tx.tenantId, rowsWanted(page), before])
      : await tx.rows<{ contact: ContactCard }>(NAMED, [tx.tenantId, rowsWanted(page), storable(q), before]);
  return pageOf(
    rows,
    page,
    (row) => row.contact,
    (row) => [row.contact.id],
  );
}

async function read(tx: Tx, id: string): Promise<VersionedContact> {
  const [found] = await tx.rows<{ contact: ContactCard; version: string }>(ONE, [tx.tenantId, id]);
  if (found === undefined) throw new NotFound(`there is no contact "${id}"`);
  return found;
}

async function change(
  tx: Tx,
  id: string,
  changes: Parameters<ContactBook['change']>[2],
  versions: readonly string[] | null,
): Promise<VersionedContact> {
  await lockVersion(tx, LOCK, id, versions, 'contact');
  const { name, address, language, notes, timeZone } = { ...(await read(tx, id)).contact, ...changes };
  const values = [orNull(name), orNull(address), orNull(language), orNull(notes), orNull(timeZone)];
  await tx.rows(CHANGE, [tx.tenantId, id, ...values]);
  return read(tx, id);
}

async function bookings(tx: Tx, id: string, page: PageRequest): Promise<Page<Booking>> {
  await read(tx, id);
  const values = [tx.tenantId, id, page.after?.[0] ?? null, rowsWanted(page)];
  const rows = await tx.rows<{ booking: Booking }>(BOOKINGS, values);
  return pageOf(
    rows,
    page,
    (row) => row.booking,
    (row) => [String(row.booking.number)],
  );
}
