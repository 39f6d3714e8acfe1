import { useShop } from '#dashboard/components/use-shop.ts';
import { calendarText } from '#dashboard/text/calendar.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { clockOf } from '#domain/time/local-time.ts';
import type { Wish } from './booking-form.tsx';
import type { Blackout, Booking, Resource } from './types.ts';
import { segmentsOf } from './segments.ts';
import type { Block, GridColumn } from './time-grid.tsx';

interface CalendarParts {
  readonly days: readonly string[];
  readonly view: 'day' | 'week';
  readonly today: string;
  readonly timeZone: string;
  readonly resources: readonly Resource[];
  readonly bookings: readonly Booking[];
  readonly blackouts: readonly Blackout[];
  readonly onBooking: (booking: Booking) => void;
  readonly onBlackout: (blackout: Blackout) => void;
  readonly onBook: ((wish: Wish) => void) | undefined;
}

/** A week has a column a day, a day one a resource. */
export function useColumns(parts: CalendarParts): readonly GridColumn[] {
  const { days, view, today, resources, onBook } = parts;
  const { locale } = useShop();
  const blocksOf = useBlocks(parts);
  const title = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });
  const book = (wish: Omit<Wish, 'time'>) =>
    onBook && ((hour: number) => onBook({ ...wish, time: clockOf(hour * 60) }));
  if (view === 'week') {
    return days.map((day) => ({
      key: day,
      title: title.format(new Date(`${day}T12:00:00Z`)),
      isToday: day === today,
      blocks: blocksOf(day, resources),
      onBook: book({ date: day, ...(resources.length === 1 && resources[0] && { resource: resources[0].id }) }),
    }));
  }
  const [day = today] = days;
  return resources.map((resource) => ({
    key: resource.id,
    title: resource.name,
    isToday: false,
    blocks: blocksOf(day, [resource]),
    onBook: book({ date: day, resource: resource.id }),
  }));
}

function useBlocks(parts: CalendarParts): (day: string, resources: readonly Resource[]) => readonly Block[] {
  const { timeZone, bookings, blackouts, onBooking, onBlackout } = parts;
  const t = useText(calendarText);
  const bookingBlock = (booking: Booking, kind: 'held' | 'confirmed', day: string): Block[] =>
    segmentsOf(booking, [day], timeZone).map(({ from, to }) => {
      const { start_time: start, end_time: end, resource_name: resource, guest_name: guest, number } = booking;
      return {
        key: booking.id,
        from,
        to,
        kind,
        title: guest ?? `#${number}`,
        text: `${start}–${end}, ${resource}, ${t[kind]}`,
        onOpen: () => onBooking(booking),
      };
    });
  const closedBlock = (blackout: Blackout, day: string): Block[] =>
    segmentsOf(blackout, [day], timeZone).map(({ from, to }) => ({
      key: blackout.id,
      from,
      to,
      kind: 'closed',
      title: t.closed,
      text: [`${clockOf(from)}–${clockOf(to)}`, blackout.reason].filter((one) => one !== '').join(', '),
      onOpen: () => onBlackout(blackout),
    }));
  return (day, resources) => {
    const ids = new Set(resources.map(({ id }) => id));
    return [
      ...blackouts
        .filter(({ resource_id: id }) => id === null || ids.has(id))
        .flatMap((blackout) => closedBlock(blackout, day)),
      ...bookings.flatMap((booking) =>
        ids.has(booking.resource_id) && (booking.status === 'held' || booking.status === 'confirmed')
          ? bookingBlock(booking, booking.status, day)
          : [],
      ),
    ];
  };
}
