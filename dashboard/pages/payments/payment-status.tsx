import { StatusBadge } from '#dashboard/components/status-badge.tsx';
import type { Tone } from '#dashboard/components/status-badge.tsx';
import { paymentsText } from '#dashboard/text/payments.ts';
import { useText } from '#dashboard/text/use-text.ts';
import type { Payment } from './queries.ts';

export const STATUSES = ['open', 'paid', 'refunded', 'expired', 'cancelled', 'failed', 'creating'] as const;

const TONE: Readonly<Record<Payment['status'], Tone>> = {
  creating: 'waiting',
  open: 'waiting',
  failed: 'bad',
  expired: 'neutral',
  cancelled: 'neutral',
  paid: 'good',
  refunded: 'neutral',
};

export function useStatusWords(): (status: Payment['status']) => string {
  const t = useText(paymentsText);
  return (status) => (status === 'refunded' ? t.refundedStatus : t[status]);
}

export function PaymentStatus({ status }: { readonly status: Payment['status'] }) {
  const words = useStatusWords();
  return <StatusBadge tone={TONE[status]}>{words(status)}</StatusBadge>;
}
