import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useSession } from '#dashboard/app/session.tsx';
import { Choice } from '#dashboard/components/choice.tsx';
import { DataTable } from '#dashboard/components/data-table.tsx';
import type { Column } from '#dashboard/components/data-table.tsx';
import { EmptyState } from '#dashboard/components/empty-state.tsx';
import { FilterBar } from '#dashboard/components/filter-bar.tsx';
import { Icon } from '#dashboard/components/icon.tsx';
import { lazily } from '#dashboard/components/lazily.tsx';
import { Money } from '#dashboard/components/money.tsx';
import { PageHeader } from '#dashboard/components/page-header.tsx';
import { SearchField } from '#dashboard/components/search-field.tsx';
import { ShowMore } from '#dashboard/components/show-more.tsx';
import { StatusBadge } from '#dashboard/components/status-badge.tsx';
import { useUrlFilters } from '#dashboard/components/use-url-filters.ts';
import { partsText } from '#dashboard/text/parts.ts';
import { productsText } from '#dashboard/text/products.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { PRODUCT_FILTERS, useProducts } from './queries.ts';
import type { Product } from './queries.ts';

const ProductDrawer = lazily(async () => (await import('./product-drawer.tsx')).ProductDrawer);
const ImportModal = lazily(async () => (await import('./import-modal.tsx')).ImportModal);
const CatalogueSource = lazily(async () => (await import('./catalogue-source.tsx')).CatalogueSource);

export function Component() {
  const t = useText(productsText);
  const parts = useText(partsText);
  const { may } = useSession();
  const filters = useUrlFilters(PRODUCT_FILTERS);
  const products = useProducts(filters.values);
  const { id } = useParams();
  const navigate = useNavigate();
  const go = (path: string) => void navigate({ pathname: path, search: location.search });
  return (
    <>
      <PageHeader title={t.title} about={t.about}>
        {may('admin') && <PageActions onAdd={() => go('/products/new')} />}
      </PageHeader>
      <ProductFilterBar filters={filters} />
      <DataTable
        label={t.title}
        columns={useColumns()}
        rows={products.data?.pages.flatMap((page) => page.products)}
        keyOf={(product) => product.id}
        error={products.error}
        onRetry={() => void products.refetch()}
        onOpen={(product) => go(`/products/${product.id}`)}
        empty={
          filters.isFiltered ? (
            <EmptyState icon="filter" title={parts.noMatch} />
          ) : (
            <EmptyState icon="box" title={t.empty} hint={t.emptyHint} />
          )
        }
      />
      <ShowMore query={products} />
      {id !== undefined && <ProductDrawer key={id} id={id} onClose={() => go('/products')} />}
    </>
  );
}

function PageActions({ onAdd }: { readonly onAdd: () => void }) {
  const t = useText(productsText);
  const [opened, setOpened] = useState<'import' | 'source' | null>(null);
  const close = () => setOpened(null);
  return (
    <>
      <Button variant="default" onClick={() => setOpened('source')}>
        {t.source}
      </Button>
      <Button variant="default" leftSection={<Icon name="upload" />} onClick={() => setOpened('import')}>
        {t.import}
      </Button>
      <Button leftSection={<Icon name="plus" />} onClick={onAdd}>
        {t.add}
      </Button>
      {opened === 'import' && <ImportModal onClose={close} />}
      {opened === 'source' && <CatalogueSource onClose={close} />}
    </>
  );
}

type Filters = ReturnType<typeof useUrlFilters<(typeof PRODUCT_FILTERS)[number]>>;

function ProductFilterBar({ filters }: { readonly filters: Filters }) {
  const t = useText(productsText);
  const sources = [
    { value: 'staff', label: t.staff },
    { value: 'import', label: t.imported },
    { value: 'catalog_url', label: t.catalog_url },
    { value: 'profile', label: t.profile },
  ] as const;
  return (
    <FilterBar isFiltered={filters.isFiltered} onClear={filters.clear}>
      <SearchField label={t.search} value={filters.text('q')} onSearch={(q) => filters.set({ q })} />
      <Choice
        label={t.status}
        value={filters.text('available')}
        choices={[
          { value: 'true', label: t.available },
          { value: 'false', label: t.unavailable },
        ]}
        onChoose={(available) => filters.set({ available })}
      />
      <Choice
        label={t.from}
        value={filters.text('source')}
        choices={sources}
        onChoose={(source) => filters.set({ source })}
      />
      <SearchField label={t.tag} value={filters.text('tag')} onSearch={(tag) => filters.set({ tag })} />
    </FilterBar>
  );
}

function useColumns(): readonly Column<Product>[] {
  const t = useText(productsText);
  return [
    { header: t.name, cell: ({ name }) => name },
    { header: t.sku, cell: ({ sku }) => sku },
    { header: t.tags, cell: ({ tags }) => (tags.length === 0 ? null : tags.join(', ')) },
    {
      header: t.price,
      end: true,
      cell: ({ price_minor: minor, currency, unit }) => (
        <>
          <Money minor={minor} currency={currency} /> / {unit}
        </>
      ),
    },
    {
      header: t.stock,
      end: true,
      cell: ({ stock }) =>
        stock ?? (
          <Text span c="dimmed" aria-hidden>
            {'–'}
          </Text>
        ),
    },
    { header: t.status, cell: (product) => <ProductStatus product={product} /> },
  ];
}

function ProductStatus({ product }: { readonly product: Product }) {
  const t = useText(productsText);
  if (!product.available) return <StatusBadge tone="neutral">{t.unavailable}</StatusBadge>;
  return product.sold_out ? (
    <StatusBadge tone="bad">{t.soldOut}</StatusBadge>
  ) : (
    <StatusBadge tone="good">{t.available}</StatusBadge>
  );
}
