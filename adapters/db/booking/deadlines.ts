import type { Booking } from '#domain/booking/booking.ts';
import type { BookingDeadlines, BookingNews, BookingNewsKind } from '#domain/booking/booking-news.ts';
import { inTenant, withoutTenant } from '#adapters/db/in-tenant.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';
import { BOOKING_JSON } from './json.ts';

/** When the row wants to be looked at: a notice at once, a hold at its end, a reminder at its time. */
const NEXT: Statement = {
  name: 'next_booking_deadline',
  text: `
SELECT iso_utc(CASE WHEN b.notice IS NOT NULL THEN now()
  WHEN b.status = 'held' THEN b.held_until
  WHEN b.status = 'confirmed' AND b.reminder_outcome IS NULL THEN b.reminder_at END) AS at
FROM bookings b WHERE b.tenant_id = $1 AND b.id = $2`,
};

/** The hold itself frees its slot the moment it runs out, since whoever wants the slot releases it; this tells so. */
const EXPIRE: Statement = {
  name: 'expire_hold',
  text: `UPDATE bookings SET status = 'expired', held_until = NULL, notice = 'expired', notices = notices + 1, updated_at = now()
WHERE tenant_id = $1 AND id = $2 AND status = 'held' AND held_until <= now()`,
};

const DUE: Statement = {
  name: 'booking_news',
  text: `
SELECT ${BOOKING_JSON} AS booking, t.time_zone AS "timeZone", b.notice, b.notices,
  -- Who wants to hear nothing from us is not written to.
  CASE WHEN p.opted_out_at IS NULL AND i.blocked_at IS NULL THEN ch.channel END AS channel,
  (b.status = 'confirmed' AND b.reminder_outcome IS NULL AND b.reminder_at <= now()) AS reminder,
  extract(epoch FROM b.reminder_at)::bigint AS reminded,
  (SELECT iso_utc(max(m.sent_at)) FROM messages m
    WHERE m.tenant_id = b.tenant_id AND m.conversation_id = b.conversation_id AND m.author = 'customer') AS heard
FROM bookings b
JOIN resources r ON r.tenant_id = b.tenant_id AND r.id = b.resource_id
JOIN tenants t ON t.id = b.tenant_id
LEFT JOIN conversations c ON c.tenant_id = b.tenant_id AND c.id = b.conversation_id
LEFT JOIN channels ch ON ch.tenant_id = b.tenant_id AND ch.id = c.channel_id
LEFT JOIN contacts p ON p.tenant_id = b.tenant_id AND p.id = c.contact_id
LEFT JOIN contact_identities i ON i.tenant_id = b.tenant_id AND i.id = c.identity_id
WHERE b.tenant_id = $1 AND b.id = $2`,
};

interface DueRow {
  booking: Booking;
  timeZone: string;
  channel: string | null;
  notice: Exclude<BookingNewsKind, 'reminder'> | null;
  notices: number;
  reminder: boolean | null;
  reminded: string | null;
  heard: string | null;
}

const NOTICE_SETTLED: Statement = {
  name: 'booking_notice_settled',
  text: `UPDATE bookings SET notice = NULL WHERE tenant_id = $1 AND id = $2 AND notice = $3 AND notices = $4`,
};

const REMINDER_SETTLED: Statement = {
  name: 'booking_reminder_settled',
  text: `UPDATE bookings SET reminder_outcome = $4
WHERE tenant_id = $1 AND id = $2 AND reminder_outcome IS NULL AND extract(epoch FROM reminder_at)::bigint = $3`,
};

const OVERDUE: Statement = {
  name: 'overdue_bookings',
  text: `SELECT tenant_id AS "tenantId", id FROM overdue_bookings($1)`,
};

/** The deadlines of bookings, kept in Postgres. */
export function createBookingDeadlinesStore(db: Database): BookingDeadlines {
  return {
    async next(tenantId, id) {
      const rows = await inTenant(db, tenantId, (tx) => tx.rows<{ at: string | null }>(NEXT, [tenantId, id]));
      return rows[0]?.at ?? null;
    },
    due: (tenantId, id) => inTenant(db, tenantId, (tx) => due(tx, id)),
    async settled(tenantId, id, { kind, count }, outcome) {
      await inTenant(db, tenantId, (tx) =>
        kind === 'reminder'
          ? tx.rows(REMINDER_SETTLED, [tenantId, id, count, outcome])
          : tx.rows(NOTICE_SETTLED, [tenantId, id, kind, count]),
      );
    },
    overdue: (most) => withoutTenant<{ tenantId: string; id: string }>(db, OVERDUE, [most]),
  };
}

async function due(tx: Tx, id: string): Promise<BookingNews | null> {
  await tx.rows(EXPIRE, [tx.tenantId, id]);
  const [row] = await tx.rows<DueRow>(DUE, [tx.tenantId, id]);
  if (row === undefined) return null;
  const { booking, timeZone, channel } = row;
  const told = { booking, timeZone, channel, lastHeardAt: row.heard };
  if (row.notice !== null && isTrue(row.notice, booking)) return { ...told, kind: row.notice, count: row.notices };
  // What has been overtaken meanwhile (a hold ran out, then it was paid after all) is no news any more.
  if (row.notice !== null) await tx.rows(NOTICE_SETTLED, [tx.tenantId, id, row.notice, row.notices]);
  return row.reminder === true ? { ...told, kind: 'reminder', count: Number(row.reminded) } : null;
}

function isTrue(notice: Exclude<BookingNewsKind, 'reminder'>, { status }: Booking): boolean {
  return notice === 'rescheduled' ? status === 'held' || status === 'confirmed' : status === notice;
}
