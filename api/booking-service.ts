import type { BookingRecords } from '#domain/booking/booking-records.ts';
import type { WakeDeadline } from '#domain/deadline.ts';

/** What the routes of bookings work with. */
export interface BookingService {
  readonly records: BookingRecords;
  /** Has the clock of a changed booking look again. */
  readonly wake: WakeDeadline;
}
