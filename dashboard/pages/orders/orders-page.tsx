import { useNavigate, useParams } from 'react-router';
import { Choice } from '#dashboard/components/choice.tsx';
import { DataTable } from '#dashboard/components/data-table.tsx';
import type { Column } from '#dashboard/components/data-table.tsx';
import { DayField } from '#dashboard/components/day-field.tsx';
import { EmptyState } from '#dashboard/components/empty-state.tsx';
import { FilterBar } from '#dashboard/components/filter-bar.tsx';
import { lazily } from '#dashboard/components/lazily.tsx';
import { Moment } from '#dashboard/components/moment.tsx';
import { Money } from '#dashboard/components/money.tsx';
import { PageHeader } from '#dashboard/components/page-header.tsx';
import { SearchField } from '#dashboard/components/search-field.tsx';
import { useShop } from '#dashboard/components/use-shop.ts';
import { ShowMore } from '#dashboard/components/show-more.tsx';
import { useUrlFilters } from '#dashboard/components/use-url-filters.ts';
import { ordersText } from '#dashboard/text/orders.ts';
import { partsText } from '#dashboard/text/parts.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { OrderStatus, STATUSES } from './order-status.tsx';
import { ORDER_FILTERS, useOrders } from './queries.ts';
import type { OrderRow } from './queries.ts';

const OrderDrawer = lazily(async () => (await import('./order-drawer.tsx')).OrderDrawer);

export function Component() {
  const t = useText(ordersText);
  const parts = useText(partsText);
  const { timeZone } = useShop();
  const filters = useUrlFilters(ORDER_FILTERS);
  const orders = useOrders(filters.values, timeZone);
  const { id } = useParams();
  const navigate = useNavigate();
  const go = (path: string) => void navigate({ pathname: path, search: location.search });
  return (
    <>
      <PageHeader title={t.title} about={t.about} />
      <OrderFilterBar filters={filters} />
      <DataTable
        label={t.title}
        columns={useColumns()}
        rows={orders.data?.pages.flatMap((page) => page.orders)}
        keyOf={(order) => order.id}
        error={orders.error}
        onRetry={() => void orders.refetch()}
        onOpen={(order) => go(`/orders/${order.id}`)}
        empty={
          filters.isFiltered ? (
            <EmptyState icon="filter" title={parts.noMatch} />
          ) : (
            <EmptyState icon="cart" title={t.empty} hint={t.emptyHint} />
          )
        }
      />
      <ShowMore query={orders} />
      {id !== undefined && <OrderDrawer id={id} onClose={() => go('/orders')} />}
    </>
  );
}

function OrderFilterBar({
  filters,
}: {
  readonly filters: ReturnType<typeof useUrlFilters<(typeof ORDER_FILTERS)[number]>>;
}) {
  const t = useText(ordersText);
  return (
    <FilterBar isFiltered={filters.isFiltered} onClear={filters.clear}>
      <SearchField label={t.search} value={filters.text('q')} onSearch={(q) => filters.set({ q })} />
      <Choice
        label={t.status}
        value={filters.text('status')}
        choices={STATUSES.map((value) => ({ value, label: t[value] }))}
        onChoose={(status) => filters.set({ status })}
      />
      <DayField name="from" label={t.from} filters={filters} />
      <DayField name="to" label={t.to} filters={filters} />
    </FilterBar>
  );
}

function useColumns(): readonly Column<OrderRow>[] {
  const t = useText(ordersText);
  return [
    { header: t.number, cell: ({ number }) => `#${number}` },
    { header: t.customer, cell: ({ contact_name: name }) => name ?? t.unnamed },
    { header: t.items, cell: (order) => <ItemsInShort order={order} /> },
    { header: t.status, cell: ({ status }) => <OrderStatus status={status} /> },
    { header: t.made, cell: ({ created_at: at }) => <Moment at={at} /> },
    {
      header: t.total,
      end: true,
      cell: ({ total_minor: minor, currency }) => <Money minor={minor} currency={currency} />,
    },
  ];
}

const SHOWN_ITEMS = 2;

function ItemsInShort({ order: { items } }: { readonly order: OrderRow }) {
  const t = useText(ordersText);
  const rest = items.length - SHOWN_ITEMS;
  return (
    <>
      {items.slice(0, SHOWN_ITEMS).map(({ product_id: id, quantity, unit, name }) => (
        <div key={id}>
          <bdi>{`${quantity} ${unit} ${name}`}</bdi>
        </div>
      ))}
      {rest > 0 && <div>{t.more(String(rest))}</div>}
    </>
  );
}
