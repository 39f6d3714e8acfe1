import { z } from 'zod';
import { openPage } from '#domain/payment/open-page.ts';
import { pageTimeMs } from '#domain/payment/page-time.ts';
import type { PageOutcome, StalePage } from '#domain/payment/payment-store.ts';
import type { Payment } from '#domain/payment/payment.ts';
import type { ToolResult } from '#domain/turn/receipt.ts';
import { defineNetworkTool } from '#agent/tools/network-tool.ts';
import { refuse } from '#agent/tools/refusals.ts';
import { orderNumber } from '#agent/tools/schemas.ts';
import type { ToolContext } from '#agent/tools/tool.ts';
import { presentPayment, refusePage, refusePayment } from './present.ts';
import { bookingNumber, wantedOf } from './wanted.ts';

const TOOL = 'create_payment_link';

interface Plan {
  readonly tenantId: string;
  readonly payment: Payment;
  readonly replaces: StalePage | null;
  readonly isOpen: boolean;
}

export const createPaymentLink = defineNetworkTool({
  name: TOOL,
  description:
    "Makes a page where this customer pays one of their orders or bookings online, and answers its address. The amount is the shop's. " +
    'Call it when the customer wants to pay or asks how; send them the url exactly as it is. Called again it answers the same page. ' +
    'That money has arrived is told by an event or by get_payment_status, never assumed.',
  schema: z.strictObject({ order_number: orderNumber.optional(), booking_number: bookingNumber.optional() }),
  async prepare(input, { desk, tenant, callKey, now }): Promise<{ plan: Plan } | { refusal: ToolResult }> {
    const wanted = wantedOf(input);
    if (wanted === null) {
      const issue = 'give order_number or booking_number, one of them';
      return {
        refusal: refuse(TOOL, 'invalid_arguments', `Ask the customer what to pay: ${issue}.`, { issues: [issue] }),
      };
    }
    const requested = await desk.payments.request(wanted, {
      callKey,
      ttlMs: pageTimeMs(wanted.kind, tenant.payments),
      now,
    });
    if (requested.kind === 'refused') return { refusal: refusePayment(TOOL, requested.code) };
    const { payment } = requested;
    const replaces = requested.kind === 'create' ? requested.replaces : null;
    return { plan: { tenantId: tenant.id, payment, replaces, isOpen: requested.kind === 'known' } };
  },
  async perform({ tenantId, payment, replaces, isOpen }, ports): Promise<PageOutcome | null> {
    if (isOpen) return null;
    if (ports.payments === undefined) return { kind: 'refused', reason: 'off' };
    return openPage(ports.payments, { tenantId, payment, replaces, now: ports.clock() });
  },
  async settle({ payment }, outcome, context): Promise<ToolResult> {
    const { desk, now } = context;
    const settled = outcome === null ? payment : await desk.payments.settle(payment.id, outcome, now);
    if (settled.status === 'open') return opened(settled, context);
    if (outcome?.kind === 'paid_before' || settled.status === 'paid') return refusePayment(TOOL, 'already_paid');
    return refusePage(TOOL, outcome?.kind === 'refused' ? outcome.reason : settled.status);
  },
});

function opened(payment: Payment, { tenant }: ToolContext): ToolResult {
  const { subject, number, url, id } = payment;
  return {
    ok: true,
    data: { payment: presentPayment(payment, tenant.timeZone) },
    effect: {
      kind: 'payment_requested',
      ...(subject === 'order' && number !== null && { orderNumber: number }),
      ...(subject === 'booking' && number !== null && { bookingNumber: number }),
      ...(url !== null && { url }),
      watch: { subject: 'payment', id },
    },
    summary: `${TOOL} ${subject} #${number ?? ''}`,
  };
}
