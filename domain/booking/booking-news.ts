import type { Booking, ReminderOutcome } from './booking.ts';

/** What a customer hears of a booking outside the talk. `reminder` is due at a time, the others when they happen. */
export type BookingNewsKind = 'expired' | 'confirmed' | 'rescheduled' | 'cancelled' | 'reminder';

/** One thing to tell, as the row says it now. */
export interface BookingNews {
  readonly kind: BookingNewsKind;
  /** Tells two of a kind apart: the same number is the same news. */
  readonly count: number;
  readonly booking: Booking;
  readonly timeZone: string;
  /** When the customer last wrote, ISO 8601 UTC; null = never. */
  readonly lastHeardAt: string | null;
  readonly channel: string | null;
}

/** What the deadlines of bookings need kept. One method is one transaction. */
export interface BookingDeadlines {
  /** See `DeadlineSubject.next`. */
  next(tenantId: string, id: string): Promise<string | null>;
  /** Releases a hold that has run out, then answers what is to be told, when something is. */
  due(tenantId: string, id: string): Promise<BookingNews | null>;
  /** The news was handed over, or why it never will be; another count than the row's is left alone. */
  settled(
    tenantId: string,
    id: string,
    news: { readonly kind: BookingNewsKind; readonly count: number },
    outcome: ReminderOutcome,
  ): Promise<void>;
  overdue(most: number): Promise<readonly { readonly tenantId: string; readonly id: string }[]>;
}
