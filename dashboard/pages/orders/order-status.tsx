import { StatusBadge } from '#dashboard/components/status-badge.tsx';
import type { Tone } from '#dashboard/components/status-badge.tsx';
import { ordersText } from '#dashboard/text/orders.ts';
import { useText } from '#dashboard/text/use-text.ts';
import type { OrderRow } from './queries.ts';

export const STATUSES = ['pending', 'confirmed', 'delivered', 'cancelled'] as const;

const TONE: Readonly<Record<OrderRow['status'], Tone>> = {
  pending: 'waiting',
  confirmed: 'good',
  delivered: 'good',
  cancelled: 'neutral',
};

export function OrderStatus({ status }: { readonly status: OrderRow['status'] }) {
  const t = useText(ordersText);
  return <StatusBadge tone={TONE[status]}>{t[status]}</StatusBadge>;
}
