import type { Booking } from '#domain/booking/booking.ts';
import { isLiving } from '#domain/booking/booking.ts';
import type { BookingBook, MovedBooking, NewBooking } from '#domain/booking/booking-book.ts';
import type { BusyPeriod, Resource } from '#domain/booking/resource.ts';

/** A book in memory, of one customer; `others` are bookings of somebody else. */
export class MemoryBookingBook implements BookingBook {
  readonly #resources: readonly Resource[];
  readonly #now: () => Date;
  bookings: readonly Booking[];
  others: readonly BusyPeriod[] = [];

  constructor(
    resources: readonly Resource[] = [],
    bookings: readonly Booking[] = [],
    now: () => Date = () => new Date(),
  ) {
    this.#resources = resources;
    this.bookings = bookings;
    this.#now = now;
  }

  resources(): Promise<readonly Resource[]> {
    return Promise.resolve(this.#resources);
  }

  lockResources(): Promise<void> {
    return Promise.resolve();
  }

  busy(ids: readonly string[], from: string, to: string, except?: string): Promise<readonly BusyPeriod[]> {
    const own = this.#living().filter((booking) => booking.id !== except);
    const all = [...own, ...this.others].filter(
      (period) => ids.includes(period.resourceId) && period.startsAt < to && from < period.endsAt,
    );
    return Promise.resolve(all);
  }

  countOpen(): Promise<number> {
    return Promise.resolve(this.#living().length);
  }

  insert(booking: NewBooking): Promise<Booking | undefined> {
    const number = Math.max(5000, ...this.bookings.map((known) => known.number)) + 1;
    const { requestKey: _key, ...facts } = booking;
    const made: Booking = {
      ...facts,
      id: `id of ${number}`,
      number,
      status: booking.heldUntil === null ? 'confirmed' : 'held',
      resourceName: this.#nameOf(booking.resourceId),
      contactId: 'contact',
      conversationId: 'conversation',
      reminderOutcome: null,
      createdAt: this.#now().toISOString(),
    };
    this.bookings = [...this.bookings, made];
    return Promise.resolve(made);
  }

  lock(number: number): Promise<Booking | undefined> {
    return Promise.resolve(this.bookings.find((booking) => booking.number === number));
  }

  move(bookingId: string, { tell: _tell, ...to }: MovedBooking): Promise<Booking> {
    return this.#change(bookingId, { ...to, resourceName: this.#nameOf(to.resourceId) });
  }

  cancel(bookingId: string): Promise<Booking> {
    return this.#change(bookingId, { status: 'cancelled', heldUntil: null });
  }

  list(limit: number): Promise<readonly Booking[]> {
    return Promise.resolve(this.bookings.toReversed().slice(0, limit));
  }

  #living(): readonly Booking[] {
    return this.bookings.filter((booking) => isLiving(booking, this.#now()));
  }

  #nameOf(resourceId: string): string {
    return this.#resources.find((resource) => resource.id === resourceId)?.name ?? '';
  }

  #change(bookingId: string, change: Partial<Booking>): Promise<Booking> {
    const booking = this.bookings.find((known) => known.id === bookingId);
    if (!booking) return Promise.reject(new Error(`memory book: no booking ${bookingId}`));
    const changed = { ...booking, ...change };
    this.bookings = this.bookings.map((known) => (known.id === bookingId ? changed : known));
    return Promise.resolve(changed);
  }
}
