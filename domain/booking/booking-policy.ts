/** How a tenant takes bookings. */
export interface BookingPolicy {
  /** `at_once`: a booking stands as soon as it is made. `held`: it is kept until it is paid or staff confirm it. */
  readonly confirmation: 'at_once' | 'held';
  /** A hold that nobody confirms frees its slot after this long. */
  readonly holdMinutes: number;
  /** Remind so long before the start; null = never. */
  readonly reminderMinutes: number | null;
  /** A booking must be made at least so long before its start. */
  readonly leadMinutes: number;
  /** … and at most so many days ahead. */
  readonly horizonDays: number;
  /** Customers change or cancel by themselves until so long before the start; later only staff do. */
  readonly changeMinutes: number;
  /** Bookings to come that one customer may have. */
  readonly mostOpen: number;
}

export const DEFAULT_BOOKING_POLICY: BookingPolicy = {
  confirmation: 'at_once',
  holdMinutes: 15,
  reminderMinutes: 120,
  leadMinutes: 0,
  horizonDays: 90,
  changeMinutes: 60,
  mostOpen: 10,
};

export function bookingPolicyOf(tenant: { readonly bookings?: Partial<BookingPolicy> }): BookingPolicy {
  return { ...DEFAULT_BOOKING_POLICY, ...tenant.bookings };
}
