export const BOOKING_STATUSES = ['held', 'confirmed', 'cancelled', 'expired'] as const;
/** `held`: kept for this customer until `heldUntil`. `expired`: a hold that ran out. */
export type BookingStatus = (typeof BOOKING_STATUSES)[number];

/** One resource for one stretch of time. */
export interface Booking {
  readonly id: string;
  /** Per tenant, from 5001, the number customers see. */
  readonly number: number;
  readonly status: BookingStatus;
  readonly resourceId: string;
  readonly resourceName: string;
  /** ISO 8601 UTC; the end is not part of it. */
  readonly startsAt: string;
  readonly endsAt: string;
  readonly priceMinor: number;
  readonly currency: string;
  readonly guestName: string | null;
  readonly notes: string | null;
  /** ISO 8601 UTC; only while held. */
  readonly heldUntil: string | null;
  readonly contactId: string | null;
  readonly conversationId: string | null;
  readonly reminderAt: string | null;
  readonly reminderOutcome: ReminderOutcome | null;
  readonly createdAt: string;
}

/** What became of a reminder: news went to the conversation, or why none did. */
export type ReminderOutcome = 'told' | 'outside_window' | 'nobody_to_tell' | 'too_late';

/** Whether the booking still keeps its slot at `now`. */
export function isLiving(booking: Pick<Booking, 'status' | 'heldUntil'>, now: Date): boolean {
  if (booking.status === 'confirmed') return true;
  return booking.status === 'held' && booking.heldUntil !== null && Date.parse(booking.heldUntil) > now.getTime();
}
