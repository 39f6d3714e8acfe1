import type { Booking, BookingStatus } from './booking.ts';
import type { BookingOutcome } from './place-booking.ts';
import type { Blackout, NewResource, Resource, ResourceKind } from './resource.ts';
import type { Page, PageRequest } from '#domain/page.ts';
import type { Slot } from './slots.ts';

/** Which stretches of a day are asked for. */
export interface AvailabilityQuestion {
  /** `YYYY-MM-DD`, local. */
  readonly date: string;
  readonly kind?: ResourceKind;
  readonly resourceId?: string;
  readonly category?: string;
  /** Minutes; left out = one slot. */
  readonly duration?: number;
}

export interface ResourceAvailability {
  readonly resource: Resource;
  /** Each free stretch of the length asked for. */
  readonly free: readonly (readonly Slot[])[];
}

export interface BookingFilter {
  /** ISO 8601 UTC; bookings that touch the stretch. */
  readonly from?: string;
  readonly to?: string;
  readonly status?: BookingStatus;
  readonly resourceId?: string;
}

/** A booking as staff enter it: local day and hour at the shop. */
export interface StaffBooking {
  readonly resourceId: string;
  readonly date: string;
  readonly minute: number;
  readonly duration: number | null;
  readonly guestName: string | null;
  readonly notes: string | null;
  readonly requestKey: string;
}

/** What staff may change of a booking's time; what is left out stays. */
export interface StaffMove {
  readonly resourceId?: string;
  readonly date?: string;
  readonly minute?: number;
  readonly duration?: number;
}

/** Bookings as staff see and change them. Throws NotFound for ids that name nothing of the tenant. */
export interface BookingRecords {
  /** IANA zone of the tenant, ISO currency. */
  timeZone(tenantId: string): Promise<string>;
  currency(tenantId: string): Promise<string>;
  availability(
    tenantId: string,
    question: AvailabilityQuestion,
    now: Date,
  ): Promise<{ readonly timeZone: string; readonly resources: readonly ResourceAvailability[] }>;
  listResources(tenantId: string): Promise<readonly Resource[]>;
  getResource(tenantId: string, id: string): Promise<Resource>;
  /** @throws InvalidInput when opening hours or prices contradict themselves, Conflict when the name is taken */
  createResource(tenantId: string, resource: NewResource): Promise<Resource>;
  /** Replaces the whole; bookings made stay as they are. */
  replaceResource(tenantId: string, id: string, resource: NewResource): Promise<Resource>;
  /** It takes no more bookings; those made stay. */
  retireResource(tenantId: string, id: string): Promise<void>;
  /** @param from those that end after this moment, ISO 8601 */
  listBlackouts(tenantId: string, from: string): Promise<readonly Blackout[]>;
  /** Answers also the numbers of the bookings that stand in it: they stay until somebody moves them. */
  addBlackout(
    tenantId: string,
    blackout: Omit<Blackout, 'id'>,
  ): Promise<{ readonly blackout: Blackout; readonly bookings: readonly number[] }>;
  removeBlackout(tenantId: string, id: string): Promise<void>;
  /** In the order of their start. */
  listBookings(tenantId: string, filter: BookingFilter, page: PageRequest): Promise<Page<Booking>>;
  getBooking(tenantId: string, id: string): Promise<Booking>;
  /** The same request key answers the booking it made. */
  createBooking(tenantId: string, booking: StaffBooking, now: Date): Promise<BookingOutcome>;
  moveBooking(tenantId: string, id: string, to: StaffMove, now: Date): Promise<BookingOutcome>;
  /** With the payment whose page is open still, so that it can be closed at once. */
  cancelBooking(
    tenantId: string,
    id: string,
    now: Date,
  ): Promise<BookingOutcome & { readonly openPayment: string | null }>;
  confirmBooking(tenantId: string, id: string): Promise<BookingOutcome>;
}
