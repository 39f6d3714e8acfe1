import { useState } from 'react';
import { useSession } from '#dashboard/app/session.tsx';
import { DataTable } from '#dashboard/components/data-table.tsx';
import type { Column } from '#dashboard/components/data-table.tsx';
import { EmptyState } from '#dashboard/components/empty-state.tsx';
import { lazily } from '#dashboard/components/lazily.tsx';
import { Money } from '#dashboard/components/money.tsx';
import { SectionHeader } from '#dashboard/components/section-header.tsx';
import { offersText } from '#dashboard/text/offers.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { usePromos } from './queries.ts';
import type { Promo } from './queries.ts';

const PromoForm = lazily(async () => (await import('./promo-form.tsx')).PromoForm);

export function Promos() {
  const t = useText(offersText);
  const { may } = useSession();
  const promos = usePromos();
  const [opened, setOpened] = useState<Promo | 'new'>();
  const currency = promos.data?.currency ?? '';
  return (
    <section aria-labelledby="promos">
      <SectionHeader
        id="promos"
        title={t.promos}
        {...(may('admin') && { add: t.addPromo })}
        onAdd={() => setOpened('new')}
      />
      <DataTable
        label={t.promos}
        columns={useColumns(currency)}
        rows={promos.data?.promos}
        keyOf={({ id }) => id}
        error={promos.error}
        onRetry={() => void promos.refetch()}
        onOpen={may('admin') ? setOpened : undefined}
        empty={<EmptyState icon="label" title={t.noPromos} />}
      />
      {opened !== undefined && currency !== '' && (
        <PromoForm
          {...(opened !== 'new' && { promo: opened })}
          currency={currency}
          onClose={() => setOpened(undefined)}
        />
      )}
    </section>
  );
}

function useColumns(currency: string): readonly Column<Promo>[] {
  const t = useText(offersText);
  return [
    { header: t.text, cell: ({ text }) => text },
    { header: t.code, cell: ({ code }) => code },
    { header: t.discount, cell: (promo) => <Discount promo={promo} currency={currency} /> },
    {
      header: t.smallest,
      end: true,
      cell: ({ min_order_minor: minor }) => (minor === 0 ? null : <Money minor={minor} currency={currency} />),
    },
    { header: t.valid, cell: (promo) => <Validity of={promo} /> },
    {
      header: t.uses,
      end: true,
      cell: ({ uses, usage_limit: limit }) => (limit === null ? uses : `${uses} / ${limit}`),
    },
  ];
}

function Discount({ promo, currency }: { readonly promo: Promo; readonly currency: string }) {
  if (promo.percent !== null) return `${promo.percent} %`;
  return promo.amount_minor === null ? null : <Money minor={promo.amount_minor} currency={currency} />;
}

/** Local days, both included. */
export function Validity({
  of,
}: {
  readonly of: { readonly valid_from: string | null; readonly valid_until: string | null };
}) {
  const t = useText(offersText);
  if (of.valid_from === null && of.valid_until === null) return t.always;
  return <bdi>{`${of.valid_from ?? '…'} – ${of.valid_until ?? '…'}`}</bdi>;
}
