import { Anchor, Drawer, Group, NumberInput, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { Link } from 'react-router';
import { useSession } from '#dashboard/app/session.tsx';
import { ConfirmButton } from '#dashboard/components/confirm-button.tsx';
import { CopyField } from '#dashboard/components/copy-field.tsx';
import { ErrorState } from '#dashboard/components/error-state.tsx';
import { Facts } from '#dashboard/components/facts.tsx';
import { LoadingState } from '#dashboard/components/loading-state.tsx';
import { minorOf } from '#dashboard/components/minor-of.ts';
import { Moment } from '#dashboard/components/moment.tsx';
import { Money } from '#dashboard/components/money.tsx';
import { paymentsText } from '#dashboard/text/payments.ts';
import { shellText } from '#dashboard/text/shell.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { PaymentStatus } from './payment-status.tsx';
import { usePayment, usePaymentActions } from './queries.ts';
import type { Payment } from './queries.ts';

interface PaymentDrawerProps {
  readonly id: string;
  readonly onClose: () => void;
}

export function PaymentDrawer({ id, onClose }: PaymentDrawerProps) {
  const t = useText(paymentsText);
  const shell = useText(shellText);
  const payment = usePayment(id);
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      title={t.payment}
      closeButtonProps={{ 'aria-label': shell.close }}
    >
      {payment.error !== null && <ErrorState error={payment.error} onRetry={() => void payment.refetch()} />}
      {payment.isPending && <LoadingState />}
      {payment.data !== undefined && <Details payment={payment.data} />}
    </Drawer>
  );
}

function Details({ payment }: { readonly payment: Payment }) {
  const t = useText(paymentsText);
  const { may } = useSession();
  const moment = (at: string | null) => (at === null ? null : <Moment key={at} at={at} />);
  const isOpen = payment.status === 'open' || payment.status === 'creating';
  const money = (minor: number) => <Money key={minor} minor={minor} currency={payment.currency} />;
  return (
    <Stack>
      <Facts
        facts={[
          [t.status, <PaymentStatus key="status" status={payment.status} />],
          [t.what, payment.description],
          [t.amount, money(payment.amount_minor)],
          [t.refunded, payment.refunded_minor === 0 ? null : money(payment.refunded_minor)],
          [t.made, moment(payment.created_at)],
          [t.expires, isOpen ? moment(payment.expires_at) : null],
          [t.paidAt, moment(payment.paid_at)],
          [t.disputed, moment(payment.disputed_at)],
        ]}
      />
      {isOpen && payment.url !== null && <CopyField label={t.page} value={payment.url} />}
      {payment.conversation_id !== null && (
        <Anchor component={Link} to={`/inbox/${payment.conversation_id}`} size="sm">
          {t.conversation}
        </Anchor>
      )}
      {isOpen && may('agent') && <ClosePage payment={payment} />}
      {payment.status === 'paid' && may('admin') && <Refund payment={payment} />}
    </Stack>
  );
}

function ClosePage({ payment }: { readonly payment: Payment }) {
  const t = useText(paymentsText);
  const { close } = usePaymentActions(payment.id);
  return (
    <Group>
      <ConfirmButton
        question={t.closeAsk}
        consequence={t.closeHint}
        confirm={t.close}
        onConfirm={() => close.mutateAsync(undefined)}
      >
        {t.close}
      </ConfirmButton>
    </Group>
  );
}

function Refund({ payment }: { readonly payment: Payment }) {
  const t = useText(paymentsText);
  const [amount, setAmount] = useState<number | string>('');
  const { refund } = usePaymentActions(payment.id);
  const give = async () => {
    const words = t.badAmount(payment.currency);
    const body = amount === '' ? {} : { amount_minor: minorOf(amount, payment.currency, 'amount', words) };
    await refund.mutateAsync(body);
    notifications.show({ message: t.refundDone });
    setAmount('');
  };
  return (
    <Group align="flex-end">
      <NumberInput label={t.refundAmount} min={0} hideControls value={amount} onChange={setAmount} />
      <ConfirmButton question={t.refundAsk} consequence={t.refundHint} confirm={t.refund} onConfirm={give}>
        {t.refund}
      </ConfirmButton>
    </Group>
  );
}
