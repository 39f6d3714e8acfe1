import type { BookingPolicy } from '#domain/booking/booking-policy.ts';
import { quickTenant } from './quick-tenant.ts';
import { startStack } from './stack.ts';
import type { Stack } from './stack.ts';
import type { TelegramCustomer } from './telegram-customer.ts';

export interface BookingRow {
  readonly id: string;
  readonly number: number;
  readonly status: string;
  /** Local `HH:MM`. */
  readonly start: string;
  readonly resource: string;
  readonly reminder_outcome: string | null;
  readonly notice: string | null;
}

/** Two halls with real processes: `arena` confirms bookings at once, `glow` holds them until staff confirm. */
export interface CourtStack extends Stack {
  newCustomer(tenant: 'arena' | 'glow'): Promise<TelegramCustomer>;
  /** The customer's bookings, oldest first. */
  bookings(customer: TelegramCustomer): Promise<readonly BookingRow[]>;
  /** The customer's first booking. @throws when there is none */
  firstBooking(customer: TelegramCustomer): Promise<BookingRow>;
  /** All that the bot has sent to the customer. */
  textsTo(customer: TelegramCustomer): readonly string[];
  /** The clock of a booking. */
  clockOf(bookingId: string): Promise<ReturnType<Stack['temporal']['workflow']['getHandle']>>;
  /** Sets a time of the row to a second from now and has its clock look again. */
  becomesDue(bookingId: string, column: 'held_until' | 'reminder_at'): Promise<void>;
}

const HELD: Partial<BookingPolicy> = { confirmation: 'held', holdMinutes: 15 };

export async function startCourtStack(): Promise<CourtStack> {
  const quick = quickTenant();
  const stack = await startStack({
    tenant: (tenant) => {
      const { profile, ...rest } = quick(tenant);
      const bookings = profile.slug === 'glow' ? HELD : profile.bookings;
      return { ...rest, profile: { ...profile, ...(bookings && { bookings }) } };
    },
  });
  const court = {
    kind: 'field',
    name: 'Lapangan Futsal',
    category: 'futsal',
    opening: [{ weekdays: [0, 1, 2, 3, 4, 5, 6], from: '06:00', to: '23:00' }],
    price: 150_000,
  };
  const made = await stack.request('/v1/resources?tenant=glow', { method: 'POST', body: JSON.stringify(court) });
  if (made.status !== 201) throw new Error(`the court was not made: ${made.status} ${await made.text()}`);
  let chats = 9_100;
  const bookings = (customer: TelegramCustomer) =>
    stack.sql<BookingRow>(
      `SELECT b.id, b.number, b.status, to_char(lower(b.period) AT TIME ZONE 'Asia/Jakarta', 'HH24:MI') AS start,
         r.name AS resource, b.reminder_outcome, b.notice
       FROM bookings b JOIN resources r ON r.tenant_id = b.tenant_id AND r.id = b.resource_id
       JOIN contact_identities i ON i.tenant_id = b.tenant_id AND i.contact_id = b.contact_id
       WHERE i.recipient = $1 ORDER BY b.number`,
      [String(customer.chatId)],
    );
  const clockOf = async (id: string) => {
    const [row] = await stack.sql<{ tenant_id: string }>('SELECT tenant_id FROM bookings WHERE id = $1', [id]);
    return stack.temporal.workflow.getHandle(`deadline:${row?.tenant_id}:booking:${id}`);
  };
  return {
    ...stack,
    newCustomer: (tenant) => stack.customer(tenant, ++chats, 'id'),
    bookings,
    clockOf,
    async firstBooking(customer) {
      const [row] = await bookings(customer);
      if (row === undefined) throw new Error(`chat ${customer.chatId} has no booking`);
      return row;
    },
    textsTo: (customer) => stack.telegram.messagesTo(customer.chatId).map(({ text }) => text),
    async becomesDue(id, column) {
      await stack.sql(`UPDATE bookings SET ${column} = now() + interval '1 second' WHERE id = $1`, [id]);
      await (await clockOf(id)).signal('changed');
    },
  };
}
