import type { DeadlineSubject } from '#domain/deadline.ts';
import { closePage } from '#domain/payment/open-page.ts';
import { PaymentRefused } from '#domain/payment/errors.ts';
import type { PaymentGateway, ProviderSession } from '#domain/payment/payment-gateway.ts';
import type { Notice, PaymentDue, Refund, StalePage } from '#domain/payment/payment-store.ts';
import { factOfSession } from '#domain/payment/session-fact.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { mayWrite } from '#domain/policy/may-write.ts';
import type { ActivityDeps } from '#activities/deps.ts';

/**
 * Pages that are to be reminded of and closed, refunds whose outcome is unknown, news that were not told. The provider
 * is always asked how a page stands before anything is said about it: a webhook that was lost is made good here.
 */
export function createPaymentDeadlines(deps: ActivityDeps): DeadlineSubject {
  const { payments } = deps;
  return {
    next: (tenantId, id) => payments.nextDeadline(tenantId, id),
    async meet(tenantId, id) {
      const due = await payments.due(tenantId, id, deps.clock());
      if (due === null) return;
      for (const refund of due.refunds) await finishRefund(deps, tenantId, due.payment, refund);
      if (due.expired) await close(deps, tenantId, due);
      else if (due.nudge) await remind(deps, tenantId, due.payment);
      deps.faults.hit('deadline.met');
      await tellNews(deps, tenantId, id);
    },
    overdue: (most) => payments.overdue(most),
  };
}

async function close(deps: ActivityDeps, tenantId: string, due: PaymentDue): Promise<void> {
  const { payment, replaces } = due;
  const gateway = deps.tools.payments;
  const stale = replaces === null ? undefined : await deps.payments.find(tenantId, replaces);
  if (gateway && payment.status === 'creating' && stale)
    await learn(deps, tenantId, stale.id, await closeOf(gateway, stale));
  const session = gateway && (await closeOf(gateway, payment));
  // Paid, and the money is on its way: the provider will tell how that ends.
  if (session?.state === 'unpaid') return;
  if (session?.state === 'paid') return learn(deps, tenantId, payment.id, session);
  const kind = payment.status === 'creating' ? 'failed' : due.gone ? 'cancelled' : 'expired';
  await deps.payments.apply(tenantId, payment.id, { kind }, deps.clock());
}

/** A page that the provider knows nothing of is as good as closed. */
async function closeOf(gateway: PaymentGateway, payment: Payment): Promise<ProviderSession | undefined> {
  const { id: paymentId, sessionId, accountId, createdAt } = payment;
  const page: StalePage = { paymentId, sessionId, accountId, createdAt };
  try {
    return await closePage(gateway, page);
  } catch (error) {
    if (error instanceof PaymentRefused) return undefined;
    throw error;
  }
}

async function remind(deps: ActivityDeps, tenantId: string, payment: Payment): Promise<void> {
  const { sessionId, accountId } = payment;
  const gateway = deps.tools.payments;
  const session = gateway && sessionId !== null ? await gateway.readSession({ sessionId, accountId }) : undefined;
  await learn(deps, tenantId, payment.id, session);
  if (session === undefined || session.state === 'open') await deps.payments.nudge(tenantId, payment.id, deps.clock());
}

async function learn(
  deps: ActivityDeps,
  tenantId: string,
  paymentId: string,
  session: ProviderSession | undefined,
): Promise<void> {
  const fact = session && factOfSession(session);
  if (fact) await deps.payments.apply(tenantId, paymentId, fact, deps.clock());
}

async function finishRefund(deps: ActivityDeps, tenantId: string, payment: Payment, refund: Refund): Promise<void> {
  const gateway = deps.tools.payments;
  const { intentId, accountId } = payment;
  if (gateway === undefined || intentId === null) return;
  try {
    const outcome = await gateway.refund({
      refundId: refund.id,
      paymentId: payment.id,
      tenantId,
      intentId,
      accountId,
      amountMinor: refund.amountMinor,
      currency: refund.currency,
    });
    await deps.payments.settleRefund(tenantId, refund.id, outcome, deps.clock());
  } catch (error) {
    if (!(error instanceof PaymentRefused)) throw error;
    await deps.payments.settleRefund(tenantId, refund.id, null, deps.clock());
  }
}

/** What money did is always told; a reminder only where the channel lets us write of our own accord. */
function isWelcome(deps: ActivityDeps, { message, channel, lastHeardAt }: Notice): boolean {
  const kind = message.event?.kind;
  if (kind !== 'payment_nudge' && kind !== 'payment_expired') return true;
  return mayWrite(deps.channels.capabilities(channel), lastHeardAt, deps.clock());
}

/** The conversation drops what it has heard; a crash before the mark only says it again. */
async function tellNews(deps: ActivityDeps, tenantId: string, paymentId: string): Promise<void> {
  const { payments, store, signaller } = deps;
  for (const notice of await payments.waitingNotices(tenantId, paymentId)) {
    if (isWelcome(deps, notice)) {
      await signaller.tell(await store.findRecipient(tenantId, notice.conversationId), notice.message);
    }
    deps.faults.hit('deadline.told');
    await payments.noticeSent(tenantId, notice.key);
  }
}
