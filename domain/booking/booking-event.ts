import type { InboundMessage } from '#domain/message/inbound.ts';
import type { EffectKind } from '#domain/turn/receipt.ts';
import type { BookingNews, BookingNewsKind } from './booking-news.ts';
import { presentBooking, type PresentedBooking } from './present-booking.ts';

const EFFECT: Readonly<Partial<Record<BookingNewsKind, EffectKind>>> = {
  expired: 'booking_cancelled',
  confirmed: 'booking_confirmed',
  rescheduled: 'booking_rescheduled',
  cancelled: 'booking_cancelled',
};

/** The news as an element of the conversation's inbox; its id makes telling it twice one telling. */
export function bookingEvent(news: BookingNews, now: Date): InboundMessage {
  const { kind, booking, count } = news;
  const effect = EFFECT[kind];
  const presented = presentBooking(booking, news.timeZone);
  return {
    id: `event:booking_${kind}:${booking.id}:${count}`,
    kind: 'event',
    text: lineOf(kind, presented),
    sentAt: now.toISOString(),
    order: 0,
    event: {
      kind: `booking_${kind}`,
      data: { booking: presented },
      ...(effect !== undefined && { effect: { kind: effect, bookingNumber: booking.number } }),
    },
  };
}

/** One plain English line of facts, for the model and for staff. */
function lineOf(kind: BookingNewsKind, booking: PresentedBooking): string {
  const what = `booking #${booking.number} (${booking.resource}, ${booking.weekday} ${booking.date}, ${booking.start_time}-${booking.end_time})`;
  switch (kind) {
    case 'expired':
      return `The hold of ${what} ran out before it was confirmed; the slot is free again.`;
    case 'confirmed':
      return `The shop confirmed ${what}.`;
    case 'rescheduled':
      return `The shop moved ${what}; this is the new time.`;
    case 'cancelled':
      return `The shop cancelled ${what}.`;
    case 'reminder':
      return `Reminder to give: ${what} is coming up.`;
  }
}
