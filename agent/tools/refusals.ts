import type { z } from 'zod';
import type { BookingRefusalCode } from '#domain/booking/booking-refusal.ts';
import type { Order } from '#domain/order/order.ts';
import type { Shortage } from '#domain/order/placed-order.ts';
import type { Product } from '#domain/product/product.ts';
import type { PromoRefusal } from '#domain/promo/check-promo.ts';
import type { Json, ToolResult } from '#domain/turn/receipt.ts';

type LeadRefusalCode = 'consent_needed' | 'bad_email' | 'bad_phone' | 'contact_needed';

type PromoRefusalCode = PromoRefusal | 'unknown_promo' | 'promo_already_applied';

type PaymentRefusalCode =
  | 'no_such_payable'
  | 'no_such_payment'
  | 'not_payable'
  | 'already_paid'
  | 'account_not_ready'
  | 'amount_too_small'
  | 'payments_off'
  | 'payments_failed';

export type RefusalCode =
  | BookingRefusalCode
  | 'unknown_resource'
  | 'no_such_booking'
  | 'which_day'
  | 'which_time'
  | 'no_such_day'
  | 'ambiguous_date'
  | 'ambiguous_time'
  | 'unknown_tool'
  | 'invalid_arguments'
  | 'unknown_product'
  | 'unavailable_product'
  | 'bad_quantity'
  | 'no_such_order'
  | 'not_pending'
  | 'empty_order'
  | 'too_large'
  | 'too_little_stock'
  | PaymentRefusalCode
  | PromoRefusalCode
  | LeadRefusalCode;

/** A refusal in the shape all tools share: `{error: {code, message, …}}`. Nothing was changed. */
export function refuse(tool: string, code: RefusalCode, message: string, facts: Record<string, Json> = {}): ToolResult {
  return { ok: false, data: { error: { code, message, ...facts } }, summary: `${tool} refused: ${code}` };
}

export function invalidArguments(tool: string, issues: readonly z.core.$ZodIssue[]): ToolResult {
  const shown = issues
    .slice(0, 10)
    .map((issue) => `${issue.path.map(String).join('.') || 'input'}: ${issue.message}`.slice(0, 200));
  return refuse(tool, 'invalid_arguments', 'The arguments do not fit the schema. Correct them and call again.', {
    issues: shown,
  });
}

export function unknownProduct(tool: string, said: string, didYouMean: readonly string[]): ToolResult {
  const advice =
    didYouMean.length > 0
      ? 'Ask the customer which of did_you_mean they want.'
      : 'Use search_products or ask the customer.';
  return refuse(tool, 'unknown_product', `No single product is called "${said}". ${advice}`, {
    product: said,
    did_you_mean: [...didYouMean],
  });
}

export function unavailableProduct(tool: string, product: Product): ToolResult {
  return refuse(tool, 'unavailable_product', `${product.name} is not available now.`, { product: product.name });
}

/** Says what is left, so that the customer can be offered that. */
export function tooLittleStock(tool: string, shortages: readonly Shortage[]): ToolResult {
  const left = shortages.map(({ name, unit, leftMilli }) => ({ product: name, left: leftMilli / 1000, unit }));
  return refuse(tool, 'too_little_stock', 'There is not enough in stock. Nothing was changed; offer what is left.', {
    shortages: left,
  });
}

export function badQuantity(tool: string, product: Product): ToolResult {
  const step = product.stepMilli / 1000;
  return refuse(tool, 'bad_quantity', `${product.name} is sold in steps of ${step} ${product.unit}.`, {
    product: product.name,
    step,
    unit: product.unit,
  });
}

export function noSuchOrder(tool: string, number: number): ToolResult {
  return refuse(tool, 'no_such_order', `This customer has no order ${number}.`, { order_number: number });
}

export function notPending(tool: string, order: Order): ToolResult {
  return refuse(tool, 'not_pending', `Order ${order.number} is ${order.status}; only pending orders can be changed.`, {
    order_number: order.number,
    status: order.status,
  });
}
