import type { BookingService } from '#api/booking-service.ts';
import type { BookingRecords } from '#domain/booking/booking-records.ts';

/** A shop where nothing can be booked. Whatever else is asked of it fails. */
export function fakeBookings(): BookingService {
  const records: Partial<BookingRecords> = {
    timeZone: async () => 'UTC',
    currency: async () => 'EUR',
    availability: async () => ({ timeZone: 'UTC', resources: [] }),
    listResources: async () => [],
    listBlackouts: async () => [],
    listBookings: async () => ({ items: [], next: null }),
  };
  return {
    records: new Proxy(records, {
      get(target, name) {
        const known = Reflect.get(target, name) as unknown;
        if (known === undefined) throw new Error(`the fake bookings can't ${String(name)}`);
        return known;
      },
    }) as BookingRecords,
    wake: async () => undefined,
  };
}
