import type { Order, OrderStatus } from '#domain/order/order.ts';
import type { DraftContext } from '#domain/store.ts';
import type { EffectKind, Receipt } from '#domain/turn/receipt.ts';
import type { Claim, ClaimKind } from './claim.ts';
import { toldStatuses } from './told-statuses.ts';

const ORDER_WORK: readonly EffectKind[] = ['order_created', 'order_updated'];
const BOOKED: readonly EffectKind[] = ['booking_confirmed', 'booking_rescheduled'];

/**
 * Effects that bear a claim out. Changing an order settles it anew, and what a new order holds was "added" to it: one
 * piece of work either way. Nothing ships, so what is said to be on its way never was brought about by us.
 */
const EFFECTS_OF: Readonly<Record<ClaimKind, readonly EffectKind[]>> = {
  created: [...ORDER_WORK, ...BOOKED],
  updated: [...ORDER_WORK, 'booking_rescheduled', 'promo_applied'],
  cancelled: ['order_cancelled', 'booking_cancelled'],
  booked: BOOKED,
  held: ['booking_held', ...BOOKED, ...ORDER_WORK],
  rescheduled: ['booking_rescheduled', 'order_updated'],
  requested: ['payment_requested', 'payment_received'],
  paid: ['payment_received'],
  refunded: ['payment_refunded'],
  promo: ['promo_applied'],
  lead: ['lead_captured', 'handoff_requested'],
  shipped: [],
  handoff: ['handoff_requested', 'lead_captured'],
  anything: [],
};

const MADE: readonly OrderStatus[] = ['pending', 'confirmed', 'delivered'];
const TAKEN_ON: readonly OrderStatus[] = ['confirmed', 'delivered'];
/** Statuses in tool results, of whatever has a number, that a claim about it may rest on. */
const TOLD: Readonly<Partial<Record<ClaimKind, readonly string[]>>> = {
  booked: ['confirmed'],
  held: ['held', 'confirmed'],
  rescheduled: ['confirmed'],
  cancelled: ['cancelled', 'expired'],
  paid: ['paid', 'received'],
  refunded: ['refunded'],
};

/** Whether receipts, orders or tool results make a claim true. */
export function isBorneOut(claim: Claim, context: DraftContext, turnReceipts: readonly Receipt[]): boolean {
  if (isTrue(claim, context, turnReceipts)) return true;
  if (claim.voice === 'act' || claim.orderNumber !== undefined || claim.numberBefore === undefined) return false;
  return isTrue({ ...claim, orderNumber: claim.numberBefore }, context, turnReceipts);
}

function isTrue(claim: Claim, context: DraftContext, turnReceipts: readonly Receipt[]): boolean {
  if (claim.kind === 'anything')
    return turnReceipts.some((receipt) => receipt.result.ok && receipt.result.effect !== undefined);
  if (effectsOf(claim).some((effect) => hasEffect(turnReceipts, effect, claim.orderNumber))) return true;
  // "Your payment has been received", when this turn asked how it stands.
  const asked = claim.kind === 'paid' || claim.kind === 'refunded';
  const told = asked && claim.voice === 'state' ? toldStatuses(turnReceipts, claim.orderNumber) : new Set<string>();
  if (bearing(claim).some((status) => told.has(status))) return true;
  if (claim.kind === 'handoff') return context.status === 'waiting' || context.status === 'human';
  return isKnown(claim, context);
}

/** A claim that names an order needs an order's effect, one that names a booking a booking's. */
function effectsOf({ kind, matter }: Claim): readonly EffectKind[] {
  const effects = EFFECTS_OF[kind];
  if (matter !== 'order' && matter !== 'booking') return effects;
  // Money and offers are for either; whose they are their number says.
  const other = matter === 'order' ? 'booking_' : 'order_';
  return effects.filter((effect) => !effect.startsWith(other) || kind === 'handoff' || kind === 'lead');
}

/**
 * What stood before this turn may be told as a state with its number, or as a thing of the past. "Placed" and "changed"
 * are events: without a receipt of this turn they must be told as past ("already"), or a new order as how it stands
 * ("in the system").
 */
function isKnown(claim: Claim, context: DraftContext): boolean {
  if (!claim.already && (claim.voice === 'act' || claim.orderNumber === undefined)) return false;
  const told = toldStatuses(context.receipts, claim.orderNumber);
  if (bearing(claim).some((status) => told.has(status))) return true;
  if (!claim.already && (claim.kind === 'updated' || (claim.kind === 'created' && claim.standing === 'event')))
    return false;
  const statuses = statusesOf(claim);
  if (ordersMeant(claim, context).some((order) => statuses.includes(order.status))) return true;
  const past = effectsOf(claim).filter((effect) => effect !== 'order_created' && effect !== 'order_cancelled');
  return past.some((effect) => hasEffect(context.receipts, effect, claim.orderNumber));
}

function bearing({ kind, standing }: Claim): readonly string[] {
  return kind === 'created' && standing === 'confirmed' ? ['confirmed', 'delivered'] : (TOLD[kind] ?? []);
}

/** Statuses that make a statement about an order true, whoever brought them about. */
function statusesOf(claim: Claim): readonly OrderStatus[] {
  switch (claim.kind) {
    case 'created':
      return claim.standing === 'confirmed' ? TAKEN_ON : MADE;
    case 'cancelled':
      return ['cancelled'];
    case 'shipped':
      return ['delivered'];
    default:
      return [];
  }
}

/** The order named, or without a number the latest one: an older order says nothing of what was asked now. */
function ordersMeant(claim: Claim, context: DraftContext): readonly Order[] {
  if (claim.matter === 'booking') return [];
  const latest = Math.max(...context.orders.map((order) => order.number));
  return context.orders.filter((order) => order.number === (claim.orderNumber ?? latest));
}

function hasEffect(receipts: readonly Receipt[], kind: EffectKind, number: number | undefined): boolean {
  return receipts.some(({ result }) => {
    if (!result.ok || result.effect?.kind !== kind) return false;
    const named = [result.effect.orderNumber, result.effect.bookingNumber].filter((of) => of !== undefined);
    return number === undefined || named.length === 0 || named.includes(number);
  });
}
