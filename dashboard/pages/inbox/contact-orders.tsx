import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api, dataOf } from '#dashboard/api/client.ts';
import { ErrorState } from '#dashboard/components/error-state.tsx';
import { LoadingState } from '#dashboard/components/loading-state.tsx';
import { Money } from '#dashboard/components/money.tsx';
import { Ago } from '#dashboard/components/moment.tsx';
import { StatusBadge } from '#dashboard/components/status-badge.tsx';
import { customerText } from '#dashboard/text/customer.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { toneOf } from './tone-of.ts';

const SHOWN = 5;

/** The newest orders of a customer. */
export function ContactOrders({ contactId }: { readonly contactId: string }) {
  const t = useText(customerText);
  const orders = useQuery({
    queryKey: ['orders', 'contact', contactId],
    queryFn: ({ signal }) => {
      const params = { path: { id: contactId }, query: { limit: SHOWN } };
      return dataOf(api.GET('/v1/contacts/{id}/orders', { params, signal }));
    },
  });
  if (orders.isPending) return <LoadingState minHeight={40} />;
  if (orders.isError) return <ErrorState error={orders.error} onRetry={() => void orders.refetch()} />;
  if (orders.data.orders.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t.noOrders}
      </Text>
    );
  }
  return (
    <Stack gap="xs">
      {orders.data.orders.map((order) => (
        <Stack key={order.id} gap={2}>
          <Group justify="space-between" gap="xs" wrap="nowrap">
            <Text size="sm" fw={600}>
              #{order.number}
            </Text>
            <StatusBadge tone={toneOf(order.status)}>{order.status.replaceAll('_', ' ')}</StatusBadge>
            <Text size="sm">
              <Money minor={order.total_minor} currency={order.currency} />
            </Text>
          </Group>
          <Text size="xs" c="dimmed" lineClamp={2} dir="auto">
            {order.items.map(({ name, quantity }) => `${quantity} × ${name}`).join(', ')} ·{' '}
            <Ago at={order.created_at} />
          </Text>
        </Stack>
      ))}
    </Stack>
  );
}
