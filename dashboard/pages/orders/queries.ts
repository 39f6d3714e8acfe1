import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, dataOf, versioned } from '#dashboard/api/client.ts';
import { momentsOf } from '#dashboard/components/moments-of.ts';
import { usePages } from '#dashboard/components/use-pages.ts';

/** Names of the filters as they stand in the page's address. */
export const ORDER_FILTERS = ['status', 'from', 'to', 'q', 'contact'] as const;
export type OrderFilters = Readonly<Partial<Record<(typeof ORDER_FILTERS)[number], string>>>;

async function readOrders(filters: OrderFilters, timeZone: string, cursor: object, signal: AbortSignal) {
  // What somebody typed into the address is refused by the API, with a problem that says so.
  const query = { ...((await momentsOf(filters, timeZone)) as object), ...cursor, limit: 50 };
  return dataOf(api.GET('/v1/orders', { params: { query }, signal }));
}

export type OrderRow = Awaited<ReturnType<typeof readOrders>>['orders'][number];

export function useOrders(filters: OrderFilters, timeZone: string) {
  return usePages(['orders', filters, timeZone], (cursor, signal) => readOrders(filters, timeZone, cursor, signal));
}

/** One order with the version that a change must name. */
export function useOrder(id: string) {
  return useQuery({
    queryKey: ['order', id],
    queryFn: ({ signal }) => versioned(api.GET('/v1/orders/{id}', { params: { path: { id } }, signal })),
  });
}

export type OrderChange = Partial<Pick<OrderRow, 'status' | 'notes' | 'delivery_address'>>;

export function useChangeOrder(id: string, etag: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: OrderChange) =>
      dataOf(api.PATCH('/v1/orders/{id}', { params: { path: { id } }, headers: { 'if-match': etag }, body })),
    // Also after a refusal: the page then shows what somebody else has done.
    onSettled: () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: ['order', id] }),
        cache.invalidateQueries({ queryKey: ['orders'] }),
      ]),
  });
}
