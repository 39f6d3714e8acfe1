import type { BookingNews } from '#domain/booking/booking-news.ts';
import type { ReminderOutcome } from '#domain/booking/booking.ts';
import type { InboundMessage } from '#domain/message/inbound.ts';
import type { ActivityDeps } from '#activities/deps.ts';
import { createBookingDeadlines } from './booking.ts';

const NOW = new Date('2026-11-21T05:00:00Z');
const DAY_MS = 86_400_000;

const news = (more: Partial<BookingNews> = {}): BookingNews => ({
  kind: 'reminder',
  count: 7,
  timeZone: 'Asia/Jakarta',
  lastHeardAt: '2026-11-21T04:00:00Z',
  channel: 'whatsapp',
  booking: {
    id: 'id',
    number: 5001,
    status: 'confirmed',
    resourceId: 'r',
    resourceName: 'Lapangan Futsal A',
    startsAt: '2026-11-21T12:00:00.000Z',
    endsAt: '2026-11-21T13:00:00.000Z',
    priceMinor: 22_000_000,
    currency: 'IDR',
    guestName: null,
    notes: null,
    heldUntil: null,
    contactId: 'contact',
    conversationId: 'conversation',
    reminderAt: null,
    reminderOutcome: null,
    createdAt: '2026-11-20T10:00:00.000Z',
  },
  ...more,
});

/** Meets one booking whose news are these; answers what was told and what was kept of it. */
async function meet(windowMs: number | null, ...pending: BookingNews[]) {
  const told: InboundMessage[] = [];
  const settled: (readonly [string, ReminderOutcome])[] = [];
  const deps: Pick<ActivityDeps, 'bookings' | 'channels' | 'clock' | 'faults' | 'signaller' | 'store'> = {
    bookings: {
      next: async () => null,
      due: async () => pending[0] ?? null,
      settled: async (_tenant, _id, { kind }, outcome) => {
        settled.push([kind, outcome]);
        pending.shift();
      },
      overdue: async () => [],
    },
    channels: { capabilities: () => ({ windowMs }) } as unknown as ActivityDeps['channels'],
    clock: () => NOW,
    faults: { hit: () => undefined },
    signaller: { tell: async (_recipient, message) => void told.push(message) },
    store: { findRecipient: async () => ({}) } as unknown as ActivityDeps['store'],
  };
  await createBookingDeadlines(deps as ActivityDeps).meet('tenant', 'id');
  return { told, settled };
}

test('a reminder enters the conversation as an event with the facts in one line', async () => {
  const { told, settled } = await meet(null, news());
  expect(told).toMatchObject([
    {
      id: 'event:booking_reminder:id:7',
      kind: 'event',
      text: 'Reminder to give: booking #5001 (Lapangan Futsal A, Saturday 2026-11-21, 19:00-20:00) is coming up.',
      event: { kind: 'booking_reminder', data: { booking: { number: 5001, price: '220000' } } },
    },
  ]);
  expect(settled).toEqual([['reminder', 'told']]);
});

test.each([
  ['outside_window', DAY_MS, news({ lastHeardAt: '2026-11-19T05:00:00Z' })],
  ['outside_window', DAY_MS, news({ lastHeardAt: null })],
  ['told', DAY_MS, news({ lastHeardAt: '2026-11-20T06:00:00Z' })],
  ['told', null, news({ lastHeardAt: null })],
  ['nobody_to_tell', null, news({ channel: null })],
  ['nobody_to_tell', null, news({ booking: { ...news().booking, conversationId: null } })],
  ['too_late', null, news({ booking: { ...news().booking, startsAt: '2026-11-21T04:00:00.000Z' } })],
] as const)('%s with a window of %s', async (outcome, windowMs, one) => {
  const { told, settled } = await meet(windowMs, one);
  expect(told).toHaveLength(outcome === 'told' ? 1 : 0);
  expect(settled).toEqual([['reminder', outcome]]);
});

test('everything that is due is told in one look, each with its effect', async () => {
  const expired = news({ kind: 'expired', count: 1, booking: { ...news().booking, status: 'expired' } });
  const { told } = await meet(null, expired, news());
  expect(told.map((message) => [message.id, message.event?.effect?.kind])).toEqual([
    ['event:booking_expired:id:1', 'booking_cancelled'],
    ['event:booking_reminder:id:7', undefined],
  ]);
});
