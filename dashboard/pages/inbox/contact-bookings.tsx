import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api, dataOf } from '#dashboard/api/client.ts';
import { ErrorState } from '#dashboard/components/error-state.tsx';
import { LoadingState } from '#dashboard/components/loading-state.tsx';
import { StatusBadge } from '#dashboard/components/status-badge.tsx';
import { customerText } from '#dashboard/text/customer.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { toneOf } from './tone-of.ts';

const SHOWN = 5;

/** The newest bookings of a customer. */
export function ContactBookings({ contactId }: { readonly contactId: string }) {
  const t = useText(customerText);
  const bookings = useQuery({
    queryKey: ['bookings', 'contact', contactId],
    queryFn: ({ signal }) => {
      const params = { path: { id: contactId }, query: { limit: SHOWN } };
      return dataOf(api.GET('/v1/contacts/{id}/bookings', { params, signal }));
    },
  });
  if (bookings.isPending) return <LoadingState minHeight={40} />;
  if (bookings.isError) return <ErrorState error={bookings.error} onRetry={() => void bookings.refetch()} />;
  if (bookings.data.bookings.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t.noBookings}
      </Text>
    );
  }
  return (
    <Stack gap="xs">
      {bookings.data.bookings.map((booking) => (
        <Group key={booking.id} justify="space-between" gap="xs" wrap="nowrap">
          <Text size="sm" dir="auto">
            {booking.resource_name} · {booking.date} {booking.start_time}
          </Text>
          <StatusBadge tone={toneOf(booking.status)}>{booking.status.replaceAll('_', ' ')}</StatusBadge>
        </Group>
      ))}
    </Stack>
  );
}
