import { z } from 'zod';
import type { ToolSpec } from '#domain/ports.ts';

const line = z.strictObject({ product: z.string().min(1), quantity: z.number().positive() });

/** The tools' contracts, as the agent declares them; extra fields are refused. */
export const TOOL_SCHEMAS = {
  search_products: z.strictObject({ query: z.string().min(1).max(200), limit: z.int().min(1).max(10).optional() }),
  create_order: z.strictObject({
    items: z.array(line).min(1),
    delivery_address: z.string().optional(),
    notes: z.string().optional(),
  }),
  get_customer_orders: z.strictObject({}),
  update_order: z.strictObject({
    order_number: z.int(),
    items: z.array(line).optional(),
    add_items: z.array(line).optional(),
    remove_items: z.array(z.string()).optional(),
    delivery_address: z.string().optional(),
    notes: z.string().optional(),
  }),
  cancel_order: z.strictObject({ order_number: z.int() }),
  request_handoff: z.strictObject({ reason: z.string().min(1), customer_asked: z.boolean().optional() }),
  save_summary: z.strictObject({ summary: z.string().min(1) }),
  save_profile: z.strictObject({
    name: z.string().nullish(),
    address: z.string().nullish(),
    language: z.string().nullish(),
    notes: z.string().nullish(),
  }),
} as const;

export type ToolName = keyof typeof TOOL_SCHEMAS;

export function isToolName(name: string): name is ToolName {
  return name in TOOL_SCHEMAS;
}

export const SHOP_TOOLS: readonly ToolSpec[] = (
  ['search_products', 'create_order', 'get_customer_orders', 'update_order', 'cancel_order', 'request_handoff'] as const
).map((name) => ({
  name,
  description: name,
  parameters: z.toJSONSchema(TOOL_SCHEMAS[name]) as Record<string, unknown>,
}));
