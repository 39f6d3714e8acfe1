import type { Booking } from '#domain/booking/booking.ts';
import type { ContactProfile } from '#domain/conversation/transcript.ts';
import type { Page, PageRequest } from '#domain/page.ts';

/** A customer as staff see them. Times are ISO 8601 UTC. */
export interface ContactCard extends ContactProfile {
  readonly id: string;
  /** IANA; null = not known, the shop's counts. */
  readonly timeZone: string | null;
  /** When this person asked for no more messages, or for no more offers; only they take it back. */
  readonly optedOutAt: string | null;
  readonly marketingOptedOutAt: string | null;
  readonly identities: readonly {
    readonly channel: string;
    readonly name: string | null;
    readonly blockedAt: string | null;
  }[];
  readonly orders: number;
  readonly bookings: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface VersionedContact {
  readonly contact: ContactCard;
  readonly version: string;
}

/** A tenant's customers as staff see and change them. */
export interface ContactBook {
  /** The newest first; `q` = part of the name. */
  list(tenantId: string, q: string | null, page: PageRequest): Promise<Page<ContactCard>>;
  /** @throws NotFound */
  read(tenantId: string, id: string): Promise<VersionedContact>;
  /**
   * What is left out stays.
   * @param versions what the caller has seen; null = whatever there is
   * @throws NotFound, Stale
   */
  change(
    tenantId: string,
    id: string,
    changes: Partial<ContactProfile & Pick<ContactCard, 'timeZone'>>,
    versions: readonly string[] | null,
  ): Promise<VersionedContact>;
  /** The newest first, with the zone and currency of the shop. @throws NotFound */
  bookings(tenantId: string, id: string, page: PageRequest): Promise<Page<Booking>>;
}
