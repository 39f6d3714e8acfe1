import type { Booking } from './booking.ts';
import type { BusyPeriod, Resource } from './resource.ts';

export interface NewBooking {
  readonly resourceId: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly priceMinor: number;
  readonly currency: string;
  readonly guestName: string | null;
  readonly notes: string | null;
  /** ISO 8601 UTC; null = confirmed at once. */
  readonly heldUntil: string | null;
  readonly reminderAt: string | null;
  /** Names the request for ever. */
  readonly requestKey: string;
}

export interface MovedBooking {
  readonly resourceId: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly priceMinor: number;
  readonly reminderAt: string | null;
  /** True when the customer still has to hear of it. */
  readonly tell: boolean;
}

/**
 * The book of a tenant's bookings, bound to one open transaction. The agent's desk sees one customer's bookings in it,
 * staff see all.
 */
export interface BookingBook {
  /** Active ones, in the shop's order. */
  resources(): Promise<readonly Resource[]>;
  /** Keeps others from booking these until the transaction ends. */
  lockResources(ids: readonly string[]): Promise<void>;
  /** Living bookings and blackouts that touch the stretch; the booking `except` left out. */
  busy(ids: readonly string[], from: string, to: string, except?: string): Promise<readonly BusyPeriod[]>;
  /** Bookings of this customer that are still to come. */
  countOpen(): Promise<number>;
  /** Undefined when the slot was taken meanwhile; a request key that is known answers its booking. */
  insert(booking: NewBooking): Promise<Booking | undefined>;
  /** Locked until the transaction ends; undefined when there is none. */
  lock(number: number): Promise<Booking | undefined>;
  move(bookingId: string, to: MovedBooking): Promise<Booking>;
  cancel(bookingId: string, tell: boolean): Promise<Booking>;
  /** Newest first. */
  list(limit: number): Promise<readonly Booking[]>;
}
