import type { ToolSpec } from '#domain/ports.ts';
import type { ToolResult } from '#domain/turn/receipt.ts';
import { cancelBooking } from './booking/cancel-booking.ts';
import { checkAvailability } from './booking/check-availability.ts';
import { createBooking } from './booking/create-booking.ts';
import { getCustomerBookings } from './booking/get-customer-bookings.ts';
import { rescheduleBooking } from './booking/reschedule-booking.ts';
import { applyPromo } from './promo/apply-promo.ts';
import { cancelOrder } from './cancel-order.ts';
import { createOrder } from './create-order.ts';
import { getCustomerOrders } from './get-customer-orders.ts';
import { captureLead } from './lead/capture-lead.ts';
import type { NetworkTool, Prepared } from './network-tool.ts';
import { refuse } from './refusals.ts';
import { createPaymentLink } from './payment/create-payment-link.ts';
import { getPaymentStatus } from './payment/get-payment-status.ts';
import { requestHandoff } from './request-handoff.ts';
import { searchKnowledge } from './search-knowledge.ts';
import { searchProductsTool } from './search-products.ts';
import type { Tool, ToolContext } from './tool.ts';
import { updateOrder } from './update-order.ts';

const TOOLS: readonly (Tool | NetworkTool)[] = [
  searchProductsTool,
  searchKnowledge,
  createOrder,
  getCustomerOrders,
  updateOrder,
  cancelOrder,
  applyPromo,
  checkAvailability,
  createBooking,
  getCustomerBookings,
  rescheduleBooking,
  cancelBooking,
  createPaymentLink,
  getPaymentStatus,
  captureLead,
  requestHandoff,
];

/** Name of the tool that answers calls of tools that don't exist. */
export const REFUSE_TOOL = 'refuse_tool';

/** Names of the tools that need the database only. */
export const DATABASE_TOOLS: readonly string[] = namesOf('database');

/** Names of the tools that go over the network. */
export const NETWORK_TOOLS: readonly string[] = namesOf('network');

/** One call as the model made it. `raw` is set when its arguments were no JSON. */
export interface ToolCall {
  readonly name: string;
  readonly input: unknown;
  readonly raw?: string;
}

/** The tools a tenant's model may use. */
export function toolSpecs(disabled: readonly string[]): readonly ToolSpec[] {
  return TOOLS.map((tool) => tool.spec).filter((spec) => !disabled.includes(spec.name));
}

/**
 * Runs one call of the model. Whatever the model did wrong is answered with `ok: false`; only what the desk throws
 * (the database is away, …) propagates.
 */
export async function runTool(call: ToolCall, context: ToolContext): Promise<ToolResult> {
  const found = findTool(call, context, 'database');
  return 'refusal' in found ? found.refusal : found.tool.run(call.input, context);
}

/** The first phase of a call that goes over the network; errors of the model are refusals. */
export async function prepareTool(call: ToolCall, context: ToolContext): Promise<Prepared> {
  const found = findTool(call, context, 'network');
  return 'refusal' in found ? found : found.tool.prepare(call.input, context);
}

type Found<K> = { readonly tool: Extract<Tool | NetworkTool, { kind: K }> } | { readonly refusal: ToolResult };

function findTool<K extends 'database' | 'network'>(call: ToolCall, { tenant }: ToolContext, kind: K): Found<K> {
  const tool = TOOLS.find((candidate) => candidate.spec.name === call.name);
  if (!tool || !isOfKind(tool, kind) || tenant.disabledTools.includes(call.name)) {
    const tools = toolSpecs(tenant.disabledTools).map((spec) => spec.name);
    return { refusal: refuse(REFUSE_TOOL, 'unknown_tool', 'There is no such tool.', { tools }) };
  }
  if (call.raw !== undefined) {
    const advice = 'The arguments could not be read. Call again with a JSON object.';
    const issues = ['the arguments were not JSON, or too long'];
    return { refusal: refuse(call.name, 'invalid_arguments', advice, { issues }) };
  }
  return { tool };
}

function isOfKind<K extends 'database' | 'network'>(
  tool: Tool | NetworkTool,
  kind: K,
): tool is Extract<Tool | NetworkTool, { kind: K }> {
  return tool.kind === kind;
}

function namesOf(kind: 'database' | 'network'): string[] {
  return TOOLS.filter((tool) => tool.kind === kind).map((tool) => tool.spec.name);
}
