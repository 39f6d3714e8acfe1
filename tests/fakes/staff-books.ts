import type { ApiDeps } from '#api/deps.ts';
import { NotFound } from '#domain/errors.ts';
import type { VersionedOrder } from '#domain/order/staff-change.ts';

/** One order, and nothing else that staff keep; what these books do is tested on Postgres. */
export function fakeBooks(
  conversationId: string,
): Pick<ApiDeps, 'contacts' | 'orders' | 'labels' | 'cannedReplies' | 'usage' | 'settingsBook' | 'keptAnswers'> {
  const missing = () => Promise.reject(new NotFound('there is no such entry'));
  const empty = async () => ({ items: [], next: null });
  return {
    contacts: { list: empty, read: missing, change: missing, bookings: missing },
    orders: {
      list: async () => ({ items: [{ ...ORDER, conversationId }], next: null }),
      read: missing,
      change: missing,
    },
    labels: { list: async () => [], create: missing, change: missing, remove: missing, set: missing },
    cannedReplies: { list: async () => [], create: missing, change: missing, remove: missing },
    usage: { summary: missing, events: empty },
    settingsBook: { read: missing, change: missing },
    keptAnswers: {
      claim: async () => ({ kind: 'mine', claim: 'the-first', since: new Date(0) }),
      keep: async () => undefined,
      release: async () => undefined,
    },
  };
}

const ORDER: Omit<VersionedOrder['order'], 'conversationId'> = {
  id: 'o1',
  number: 1001,
  status: 'pending',
  contactId: 'c1',
  contactName: 'Dana',
  currency: 'ILS',
  lines: [{ productId: 'p1', name: 'Merguez', unit: 'kg', quantityMilli: 500, unitPriceMinor: 9000, totalMinor: 4500 }],
  totalMinor: 4500,
  deliveryAddress: null,
  notes: null,
  createdAt: '2026-11-21T10:00:00.000Z',
  updatedAt: '2026-11-21T10:00:00.000Z',
};
