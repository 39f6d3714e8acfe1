import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from '#dashboard/api/client.ts';
import type { paths } from '#dashboard/api/schema.gen.d.ts';
import { useSession } from '#dashboard/app/session.tsx';
import { dayAfter, startOfDay } from '#dashboard/components/days.ts';
import type { Booking } from './types.ts';

type NewBooking = paths['/v1/bookings']['post']['requestBody']['content']['application/json'];
type Move = paths['/v1/bookings/{id}/reschedule']['post']['requestBody']['content']['application/json'];
type NewBlackout = paths['/v1/blackouts']['post']['requestBody']['content']['application/json'];

/** More than this many bookings are no calendar any more. */
const MOST_PAGES = 10;

export function useResources() {
  return useQuery({
    queryKey: ['resources'],
    queryFn: async ({ signal }) => (await dataOf(api.GET('/v1/resources', { signal }))).resources,
  });
}

/** Bookings and closed times that touch these local days. */
export function useStretch(days: readonly string[], timeZone: string) {
  const [first = '', last = ''] = [days[0], days.at(-1)];
  const [from, to] = [startOfDay(first, timeZone), startOfDay(dayAfter(last), timeZone)];
  return useQuery({
    queryKey: ['bookings', from, to],
    queryFn: async ({ signal }) => {
      const [bookings, { blackouts }] = await Promise.all([
        readBookings({ from, to }, signal),
        dataOf(api.GET('/v1/blackouts', { params: { query: { from } }, signal })),
      ]);
      return { bookings, blackouts: blackouts.filter((one) => Date.parse(one.starts_at) < Date.parse(to)) };
    },
  });
}

async function readBookings(stretch: { from: string; to: string }, signal: AbortSignal): Promise<readonly Booking[]> {
  const found: Booking[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const query = { ...stretch, limit: 200, ...(cursor !== undefined && { cursor }) };
    const { bookings, next_cursor: next } = await dataOf(api.GET('/v1/bookings', { params: { query }, signal }));
    found.push(...bookings);
    if (next === null) break;
    cursor = next;
  }
  return found;
}

export function useBooking(id: string) {
  return useQuery({
    queryKey: ['booking', id],
    queryFn: async ({ signal }) =>
      (await dataOf(api.GET('/v1/bookings/{id}', { params: { path: { id } }, signal }))).booking,
  });
}

/** Free stretches of a day for one resource. */
export function useFreeTimes(question: {
  readonly date: string;
  readonly resource: string;
  readonly duration: number;
}) {
  const { person } = useSession();
  const { date, resource, duration } = question;
  const query = { tenant: person?.tenant.slug ?? '', date, resource_id: resource, duration };
  return useQuery({
    queryKey: ['bookings', 'free', query],
    queryFn: async ({ signal }) => {
      const { availabilities } = await dataOf(api.GET('/v1/bookings/availability', { params: { query }, signal }));
      return availabilities.flatMap((one) => one.available_slots);
    },
    enabled: date !== '' && resource !== '' && duration > 0,
    retry: false,
  });
}

/** What staff do to the calendar; it is read anew after each, also after a refusal. */
export function useCalendarActions() {
  const cache = useQueryClient();
  const useAction = <Input, Output>(mutationFn: (input: Input) => Promise<Output>) =>
    useMutation({
      mutationFn,
      onSettled: () =>
        Promise.all([
          cache.invalidateQueries({ queryKey: ['bookings'] }),
          cache.invalidateQueries({ queryKey: ['booking'] }),
        ]),
    });
  const one = (id: string) => ({ params: { path: { id } } });
  return {
    book: useAction((body: NewBooking) => dataOf(api.POST('/v1/bookings', { body }))),
    move: useAction(({ id, body }: { id: string; body: Move }) =>
      dataOf(api.POST('/v1/bookings/{id}/reschedule', { ...one(id), body })),
    ),
    cancel: useAction((id: string) => dataOf(api.POST('/v1/bookings/{id}/cancel', one(id)))),
    confirm: useAction((id: string) => dataOf(api.POST('/v1/bookings/{id}/confirm', one(id)))),
    close: useAction((body: NewBlackout) => dataOf(api.POST('/v1/blackouts', { body }))),
    open: useAction((id: string) => dataOf(api.DELETE('/v1/blackouts/{id}', one(id)))),
  };
}
