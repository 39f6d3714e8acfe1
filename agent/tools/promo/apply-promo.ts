import { z } from 'zod';
import { formatMoney } from '#domain/money/format-money.ts';
import { mayChange } from '#domain/order/order.ts';
import { promoTerms } from '#domain/promo/check-promo.ts';
import type { PromoOutcome } from '#domain/promo/promo-desk.ts';
import { localTime } from '#domain/time/local-time.ts';
import type { ToolResult } from '#domain/turn/receipt.ts';
import { presentOrder } from '#agent/prompt/present-order.ts';
import { noSuchOrder, notPending, refuse } from '#agent/tools/refusals.ts';
import { orderNumber, shortText } from '#agent/tools/schemas.ts';
import { defineTool } from '#agent/tools/tool.ts';
import type { ToolContext } from '#agent/tools/tool.ts';

const TOOL = 'apply_promo';

export const applyPromo = defineTool({
  name: TOOL,
  description:
    "Takes a promo code off one of this customer's pending orders. The shop checks the code and computes the discount and the new " +
    'total: never say that a code works, or what it takes off, before this tool has said so.',
  schema: z.strictObject({
    order_number: orderNumber,
    code: shortText(60, 'The code as the customer wrote it').min(1),
  }),
  run: async ({ order_number: number, code }, context) => {
    const { desk, tenant, now } = context;
    const order = await desk.lockOrder(number);
    if (!order) return noSuchOrder(TOOL, number);
    if (!mayChange(order)) return notPending(TOOL, order);
    const outcome = await desk.promos.apply(order.id, code, localTime(now, tenant.timeZone).date);
    if ('refusal' in outcome) return refused(outcome, context);
    const changed = (await desk.lockOrder(number)) ?? order;
    const { promo } = outcome;
    const terms = promoTerms(promo, order.currency);
    return {
      ok: true,
      data: {
        order: presentOrder(changed),
        promo: { code: promo.code, ...(terms !== undefined && { terms }) },
        ...(!outcome.isNew && { note: 'This order had the code already; nothing was changed.' }),
      },
      effect: { kind: 'promo_applied', orderNumber: number },
      summary: `${TOOL} #${number}`,
    };
  },
});

const WHY: Readonly<Record<Extract<PromoOutcome, { refusal: unknown }>['refusal'], string>> = {
  unknown_promo:
    'This shop has no such code. Nothing was changed; do not offer another code that is not in <promotions>.',
  promo_already_applied: 'This order has another code already; one order takes one code.',
  promo_not_started: 'This code is not valid yet.',
  promo_expired: 'This code has expired.',
  promo_used_up: 'All uses of this code are taken.',
  promo_used_by_customer: 'This customer has used this code as often as one customer may.',
  promo_min_order: 'The order is below the smallest order for this code.',
  promo_not_automatic:
    'This offer is not a code that takes something off by itself; a colleague sees to it. Write it into the notes of the order.',
};

function refused(outcome: Extract<PromoOutcome, { refusal: unknown }>, { tenant }: ToolContext): ToolResult {
  const { refusal } = outcome;
  const promo = 'promo' in outcome ? outcome.promo : null;
  return refuse(TOOL, refusal, WHY[refusal], {
    ...(promo?.validFrom && refusal === 'promo_not_started' && { valid_from: promo.validFrom }),
    ...(promo?.validUntil && refusal === 'promo_expired' && { valid_until: promo.validUntil }),
    ...(promo &&
      refusal === 'promo_min_order' && {
        min_order: { total: formatMoney(promo.minOrderMinor, tenant.currency), currency: tenant.currency },
      }),
  });
}
