import type { z } from 'zod';
import type { VersionedOrder } from '#domain/order/staff-change.ts';
import { majorUnits } from '#api/http/money.ts';
import type { orderView } from './schema.ts';

export function presentOrder(order: VersionedOrder['order']): z.infer<typeof orderView> {
  const major = (minor: number) => majorUnits(minor, order.currency);
  return {
    id: order.id,
    number: order.number,
    status: order.status,
    contact_id: order.contactId,
    contact_name: order.contactName,
    conversation_id: order.conversationId,
    items: order.lines.map((line) => ({
      product_id: line.productId,
      name: line.name,
      unit: line.unit,
      quantity: line.quantityMilli / 1000,
      unit_price: major(line.unitPriceMinor),
      unit_price_minor: line.unitPriceMinor,
      total: major(line.totalMinor),
      total_minor: line.totalMinor,
    })),
    discount: major(order.discountMinor ?? 0),
    discount_minor: order.discountMinor ?? 0,
    promo_code: order.promoCode ?? null,
    total: major(order.totalMinor),
    total_minor: order.totalMinor,
    currency: order.currency,
    delivery_address: order.deliveryAddress,
    notes: order.notes,
    created_at: order.createdAt,
    updated_at: order.updatedAt,
  };
}
