import type { Json, Receipt } from '#domain/turn/receipt.ts';

/**
 * Statuses that tool results name for what has this number (without a number: for the last thing that has one), as it
 * stood when it was told last.
 */
export function toldStatuses(receipts: readonly Receipt[], number: number | undefined): ReadonlySet<string> {
  const told = receipts.flatMap(({ result }) => (result.ok ? numbered(result.data) : []));
  const last = number ?? told.at(-1)?.number;
  const latest = told.findLast((thing) => thing.number === last);
  return new Set(latest === undefined ? [] : [latest.status]);
}

/** Numbers of orders, bookings and such that tool results name. */
export function toldNumbers(receipts: readonly Receipt[]): ReadonlySet<number> {
  return new Set(
    receipts.flatMap(({ result }) => (result.ok ? numbered(result.data) : [])).map(({ number }) => number),
  );
}

function numbered(data: Json): { readonly number: number; readonly status: string }[] {
  if (typeof data !== 'object' || data === null) return [];
  if (Array.isArray(data)) return data.flatMap(numbered);
  const { number, status } = data as { readonly number?: Json; readonly status?: Json };
  const own = typeof number === 'number' ? [{ number, status: typeof status === 'string' ? status : '' }] : [];
  return [...own, ...Object.values(data).flatMap(numbered)];
}
