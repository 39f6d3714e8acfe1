/** A booking ready to print: what, and when in the words of the language. */
export interface PrintedBooking {
  readonly number: number;
  readonly what: string;
  /** "Minggu, 22 November 2026 pukul 19.00–20.00". */
  readonly when: string;
  readonly price: string;
}

/** What the offline model says of bookings, in one language. Lists arrive ready to print. */
export interface BookingPhrases {
  /** BCP 47, for names of days and months. */
  readonly locale: string;
  /** Day and hours in one stretch of text; the hours may be left out. */
  when(day: string, hours: string | null): string;
  askWhat(names: string): string;
  askDay(what: string): string;
  askDayOf(days: string): string;
  askTime(what: string, day: string): string;
  askTimeOf(times: string): string;
  noSuchDay(said: string): string;
  pastDay(day: string): string;
  pastTime(): string;
  freeTimes(day: string, list: string): string;
  nothingFree(what: string, day: string): string;
  isFree(what: string, when: string, price: string): string;
  offer(): string;
  pickTime(): string;
  notFree(what: string): string;
  alternatives(list: string): string;
  takenMeanwhile(): string;
  closed(what: string): string;
  noSuchTime(): string;
  badDuration(message: string): string;
  tooFar(): string;
  tooSoon(): string;
  tooMany(): string;
  confirmed(booking: PrintedBooking, name: string | null): string;
  held(booking: PrintedBooking, until: string, name: string | null): string;
  rescheduled(booking: PrintedBooking): string;
  cancelled(booking: PrintedBooking): string;
  askNewTime(booking: PrintedBooking): string;
  whichBooking(list: string): string;
  noBookings(): string;
  noSuchBooking(): string;
  notOpen(): string;
  tooLate(): string;
  listTitle(): string;
  line(booking: PrintedBooking, status: string): string;
  prices(list: string): string;
  openHours(what: string, hours: string): string;
  reminder(what: string): string;
  newsExpired(what: string): string;
  newsConfirmed(what: string): string;
  newsMoved(what: string): string;
  newsCancelled(what: string): string;
  unchanged(): string;
}
