import { Stack } from '@mantine/core';
import { useNavigate, useParams } from 'react-router';
import { useSession } from '#dashboard/app/session.tsx';
import { Choice } from '#dashboard/components/choice.tsx';
import { DataTable } from '#dashboard/components/data-table.tsx';
import type { Column } from '#dashboard/components/data-table.tsx';
import { EmptyState } from '#dashboard/components/empty-state.tsx';
import { FilterBar } from '#dashboard/components/filter-bar.tsx';
import { lazily } from '#dashboard/components/lazily.tsx';
import { Moment } from '#dashboard/components/moment.tsx';
import { Money } from '#dashboard/components/money.tsx';
import { PageHeader } from '#dashboard/components/page-header.tsx';
import { ShowMore } from '#dashboard/components/show-more.tsx';
import { useUrlFilters } from '#dashboard/components/use-url-filters.ts';
import { partsText } from '#dashboard/text/parts.ts';
import { paymentsText } from '#dashboard/text/payments.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { AccountCard } from './account-card.tsx';
import { PaymentStatus, STATUSES, useStatusWords } from './payment-status.tsx';
import { Plans } from './plans.tsx';
import { PAYMENT_FILTERS, usePayments } from './queries.ts';
import type { Payment } from './queries.ts';

const PaymentDrawer = lazily(async () => (await import('./payment-drawer.tsx')).PaymentDrawer);

export function Component() {
  const t = useText(paymentsText);
  const parts = useText(partsText);
  const { may } = useSession();
  const words = useStatusWords();
  const filters = useUrlFilters(PAYMENT_FILTERS);
  const payments = usePayments(filters.values);
  const { id } = useParams();
  const navigate = useNavigate();
  const go = (path: string) => void navigate({ pathname: path, search: location.search });
  return (
    <Stack>
      <PageHeader title={t.title} about={t.about} />
      {may('admin') && <AccountCard />}
      <div>
        <FilterBar isFiltered={filters.isFiltered} onClear={filters.clear}>
          <Choice
            label={t.status}
            value={filters.text('status')}
            choices={STATUSES.map((value) => ({ value, label: words(value) }))}
            onChoose={(status) => filters.set({ status })}
          />
        </FilterBar>
        <DataTable
          label={t.title}
          columns={useColumns()}
          rows={payments.data?.pages.flatMap((page) => page.payments)}
          keyOf={(payment) => payment.id}
          error={payments.error}
          onRetry={() => void payments.refetch()}
          onOpen={(payment) => go(`/payments/${payment.id}`)}
          empty={
            filters.isFiltered ? (
              <EmptyState icon="filter" title={parts.noMatch} />
            ) : (
              <EmptyState icon="money" title={t.empty} hint={t.emptyHint} />
            )
          }
        />
        <ShowMore query={payments} />
      </div>
      <Plans />
      {id !== undefined && <PaymentDrawer id={id} onClose={() => go('/payments')} />}
    </Stack>
  );
}

function useColumns(): readonly Column<Payment>[] {
  const t = useText(paymentsText);
  return [
    { header: t.what, cell: (payment) => <Subject payment={payment} /> },
    { header: t.status, cell: ({ status }) => <PaymentStatus status={status} /> },
    { header: t.made, cell: ({ created_at: at }) => <Moment at={at} /> },
    { header: t.paidAt, cell: ({ paid_at: at }) => at && <Moment at={at} /> },
    {
      header: t.amount,
      end: true,
      cell: ({ amount_minor: minor, currency }) => <Money minor={minor} currency={currency} />,
    },
  ];
}

function Subject({ payment }: { readonly payment: Payment }) {
  const t = useText(paymentsText);
  if (payment.number === null) return payment.description;
  return payment.for === 'booking' ? t.booking(String(payment.number)) : t.order(String(payment.number));
}
