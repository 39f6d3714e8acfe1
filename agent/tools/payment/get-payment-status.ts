import { z } from 'zod';
import { PaymentRefused, PaymentsUnavailable } from '#domain/payment/errors.ts';
import type { ProviderSession } from '#domain/payment/payment-gateway.ts';
import type { Payment } from '#domain/payment/payment.ts';
import type { ToolEffect, ToolResult } from '#domain/turn/receipt.ts';
import { defineNetworkTool } from '#agent/tools/network-tool.ts';
import { refuse } from '#agent/tools/refusals.ts';
import { orderNumber } from '#agent/tools/schemas.ts';
import { presentPayment } from './present.ts';
import { bookingNumber, wantedOf } from './wanted.ts';

const TOOL = 'get_payment_status';

export const getPaymentStatus = defineNetworkTool({
  name: TOOL,
  description:
    "How this customer's payment stands: of one order or booking, or without a number the latest. The provider is asked when the " +
    'payment is still open, so use it when the customer says that they have paid.',
  schema: z.strictObject({ order_number: orderNumber.optional(), booking_number: bookingNumber.optional() }),
  async prepare(input, { desk }): Promise<{ plan: { payment: Payment } } | { refusal: ToolResult }> {
    const payment = await desk.payments.latest(wantedOf(input));
    if (payment) return { plan: { payment } };
    return {
      refusal: refuse(TOOL, 'no_such_payment', 'There is no payment for it. Use create_payment_link to offer one.'),
    };
  },
  async perform({ payment }, ports): Promise<ProviderSession | null> {
    const { sessionId, accountId, status } = payment;
    if (status !== 'open' || sessionId === null || ports.payments === undefined) return null;
    try {
      return await ports.payments.readSession({ sessionId, accountId });
    } catch (error) {
      // What is on record is answered then; the provider's own news come as soon as it is back.
      if (error instanceof PaymentsUnavailable || error instanceof PaymentRefused) return null;
      throw error;
    }
  },
  async settle({ payment }, session, { desk, tenant, now }): Promise<ToolResult> {
    const news = await desk.payments.learn(payment.id, session, now);
    const current = (await desk.payments.read(payment.id)) ?? payment;
    const effect: ToolEffect | undefined = news.find((message) => message.event?.effect)?.event?.effect;
    return {
      ok: true,
      data: {
        payment: presentPayment(current, tenant.timeZone),
        ...(session?.state === 'unpaid' && { note: 'The customer has paid; the money is on its way.' }),
        ...(news.length > 0 && { news: news.map((message) => message.text) }),
      },
      ...(effect && { effect }),
      summary: `${TOOL} ${current.status}`,
    };
  },
});
