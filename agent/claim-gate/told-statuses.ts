import type { Json, Receipt } from '#domain/turn/receipt.ts';

/** An order, booking or payment as a tool result names it. */
interface Told {
  /** The field it stood in, in the singular: `order`, `booking`, `payment`. */
  readonly thing: string;
  readonly number: number;
  readonly status: string;
}

/**
 * Statuses of what has this number (without a number: of what was told last), each as it was told last; an order and its
 * payment share a number, and each has its own status.
 */
export function toldStatuses(receipts: readonly Receipt[], number: number | undefined): ReadonlySet<string> {
  const told = toldIn(receipts);
  const meant = number ?? told.at(-1)?.number;
  const latest = new Map(told.filter((each) => each.number === meant).map(({ thing, status }) => [thing, status]));
  return new Set(latest.values());
}

/** Numbers of orders, bookings and such that tool results name. */
export function toldNumbers(receipts: readonly Receipt[]): ReadonlySet<number> {
  return new Set(toldIn(receipts).map(({ number }) => number));
}

function toldIn(receipts: readonly Receipt[]): readonly Told[] {
  return receipts.flatMap(({ result }) => (result.ok ? numbered(result.data, '') : []));
}

function numbered(data: Json | undefined, field: string): Told[] {
  if (typeof data !== 'object' || data === null) return [];
  if (Array.isArray(data)) return data.flatMap((each) => numbered(each as Json, field.replace(/s$/u, '')));
  const fields = data as Readonly<Record<string, Json>>;
  const { status } = fields;
  const number = numberOf(fields['number']) ?? numberOf(fields['for']);
  const own = number === undefined ? [] : [{ thing: field, number, status: typeof status === 'string' ? status : '' }];
  return [...own, ...Object.entries(fields).flatMap(([name, value]) => numbered(value, name))];
}

/** 1001, or the number in "order #1001", which a payment is for. */
function numberOf(value: Json | undefined): number | undefined {
  if (typeof value === 'number') return value;
  const named = typeof value === 'string' ? /^(?:order|booking) #(\d{1,9})$/u.exec(value)?.[1] : undefined;
  return named === undefined ? undefined : Number(named);
}
