import { Anchor, Button, Drawer, Group, Stack, Table, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Link } from 'react-router';
import { useSession } from '#dashboard/app/session.tsx';
import { ConfirmButton } from '#dashboard/components/confirm-button.tsx';
import { ErrorState } from '#dashboard/components/error-state.tsx';
import { Facts } from '#dashboard/components/facts.tsx';
import { FormProblem } from '#dashboard/components/form-problem.tsx';
import { LoadingState } from '#dashboard/components/loading-state.tsx';
import { Moment } from '#dashboard/components/moment.tsx';
import { Money } from '#dashboard/components/money.tsx';
import { useProblemForm } from '#dashboard/components/use-problem-form.ts';
import { ordersText } from '#dashboard/text/orders.ts';
import { shellText } from '#dashboard/text/shell.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { OrderStatus } from './order-status.tsx';
import { useChangeOrder, useOrder } from './queries.ts';
import type { OrderRow } from './queries.ts';

interface OrderDrawerProps {
  readonly id: string;
  readonly onClose: () => void;
}

/** One order: what was ordered, where it goes, and what becomes of it. */
export function OrderDrawer({ id, onClose }: OrderDrawerProps) {
  const t = useText(ordersText);
  const shell = useText(shellText);
  const order = useOrder(id);
  const title = order.data === undefined ? t.title : t.order(String(order.data.value.order.number));
  return (
    <Drawer
      opened
      onClose={onClose}
      title={title}
      position="right"
      size="lg"
      closeButtonProps={{ 'aria-label': shell.close }}
    >
      {order.data !== undefined && (
        <OrderDetails key={order.data.etag} order={order.data.value.order} etag={order.data.etag} />
      )}
      {order.data === undefined &&
        (order.error === null ? (
          <LoadingState />
        ) : (
          <ErrorState error={order.error} onRetry={() => void order.refetch()} />
        ))}
    </Drawer>
  );
}

interface OrderDetailsProps {
  readonly order: OrderRow;
  readonly etag: string;
}

function OrderDetails({ order, etag }: OrderDetailsProps) {
  const t = useText(ordersText);
  const { may } = useSession();
  const money = (minor: number) => <Money minor={minor} currency={order.currency} />;
  return (
    <Stack>
      <Group>
        <OrderStatus status={order.status} />
        {may('agent') && <StatusActions order={order} etag={etag} />}
      </Group>
      <Items order={order} />
      <Facts
        facts={[
          [t.discount, order.discount_minor === 0 ? null : money(order.discount_minor)],
          [t.promo, order.promo_code],
          [t.total, money(order.total_minor)],
          [t.customer, order.contact_name ?? t.unnamed],
          [t.made, <Moment key="made" at={order.created_at} />],
        ]}
      />
      {may('agent') ? (
        <OrderForm order={order} etag={etag} />
      ) : (
        <Facts
          facts={[
            [t.address, order.delivery_address],
            [t.notes, order.notes],
          ]}
        />
      )}
      <Anchor component={Link} to={`/inbox/${order.conversation_id}`} size="sm">
        {t.conversation}
      </Anchor>
    </Stack>
  );
}

function Items({ order: { items, currency } }: { readonly order: OrderRow }) {
  const t = useText(ordersText);
  return (
    <Table aria-label={t.items}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t.product}</Table.Th>
          <Table.Th ta="end">{t.quantity}</Table.Th>
          <Table.Th ta="end">{t.total}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map((item) => (
          <Table.Tr key={item.product_id}>
            <Table.Td>{item.name}</Table.Td>
            <Table.Td ta="end">
              {item.quantity} {item.unit}
            </Table.Td>
            <Table.Td ta="end">
              <Money minor={item.total_minor} currency={currency} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** What may follow the status it has; the API decides in the end. */
function StatusActions({ order, etag }: OrderDetailsProps) {
  const t = useText(ordersText);
  const change = useChangeOrder(order.id, etag);
  const isOpen = order.status === 'pending' || order.status === 'confirmed';
  return (
    <>
      {order.status === 'pending' && (
        <Button size="xs" loading={change.isPending} onClick={() => change.mutate({ status: 'confirmed' })}>
          {t.confirm}
        </Button>
      )}
      {isOpen && (
        <Button
          size="xs"
          variant="default"
          disabled={change.isPending}
          onClick={() => change.mutate({ status: 'delivered' })}
        >
          {t.deliver}
        </Button>
      )}
      {isOpen && (
        <ConfirmButton
          size="xs"
          question={t.cancelAsk}
          consequence={t.cancelHint}
          confirm={t.cancelOrder}
          onConfirm={() => change.mutateAsync({ status: 'cancelled' })}
        >
          {t.cancelOrder}
        </ConfirmButton>
      )}
      <FormProblem error={change.error} />
    </>
  );
}

function OrderForm({ order, etag }: OrderDetailsProps) {
  const t = useText(ordersText);
  const shell = useText(shellText);
  const change = useChangeOrder(order.id, etag);
  const before = { delivery_address: order.delivery_address ?? '', notes: order.notes ?? '' };
  const { form, submit, isBusy, error } = useProblemForm(before, async (values) => {
    // An address is a fact once the order is on its way, so it is sent only when it was changed.
    const address =
      values.delivery_address === before.delivery_address ? {} : { delivery_address: values.delivery_address || null };
    await change.mutateAsync({ ...address, notes: values.notes || null });
    notifications.show({ message: t.done(String(order.number)) });
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="sm">
        <TextInput label={t.address} maxLength={500} {...form.getInputProps('delivery_address')} />
        <Textarea label={t.notes} autosize minRows={2} maxLength={2_000} {...form.getInputProps('notes')} />
        <FormProblem error={error} />
        <Group>
          <Button type="submit" variant="default" loading={isBusy} disabled={!form.isDirty()}>
            {shell.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
