/** Why something can't be booked. Nothing was changed. */
export type BookingRefusalCode =
  | 'past'
  | 'too_soon'
  | 'too_far'
  | 'closed'
  | 'no_such_time'
  | 'bad_duration'
  | 'taken'
  | 'too_many'
  | 'not_open'
  | 'too_late_to_change'
  | 'too_large';

/** A stretch that is free instead, nearest first. */
export interface Alternative {
  readonly resourceId: string;
  readonly resourceName: string;
  /** ISO 8601 UTC. */
  readonly startsAt: string;
  readonly endsAt: string;
  readonly priceMinor: number;
}

export interface BookingRefusal {
  readonly code: BookingRefusalCode;
  /** English sentence with the fact and what would help. */
  readonly message: string;
  readonly alternatives: readonly Alternative[];
}
