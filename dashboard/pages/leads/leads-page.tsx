import { Anchor, Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useSession } from '#dashboard/app/session.tsx';
import { Choice } from '#dashboard/components/choice.tsx';
import { DataTable } from '#dashboard/components/data-table.tsx';
import type { Column } from '#dashboard/components/data-table.tsx';
import { DayField } from '#dashboard/components/day-field.tsx';
import { EmptyState } from '#dashboard/components/empty-state.tsx';
import { FilterBar } from '#dashboard/components/filter-bar.tsx';
import { FormProblem } from '#dashboard/components/form-problem.tsx';
import { Icon } from '#dashboard/components/icon.tsx';
import { Moment } from '#dashboard/components/moment.tsx';
import { PageHeader } from '#dashboard/components/page-header.tsx';
import { saveAs } from '#dashboard/components/save-as.ts';
import { SearchField } from '#dashboard/components/search-field.tsx';
import { ShowMore } from '#dashboard/components/show-more.tsx';
import { useShop } from '#dashboard/components/use-shop.ts';
import { useUrlFilters } from '#dashboard/components/use-url-filters.ts';
import { CHANNELS, channelName } from '#dashboard/pages/inbox/channel-name.ts';
import { leadsText } from '#dashboard/text/leads.ts';
import { partsText } from '#dashboard/text/parts.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { LEAD_FILTERS, readExport, useLeads } from './queries.ts';
import type { Lead, LeadFilters } from './queries.ts';

export function Component() {
  const t = useText(leadsText);
  const parts = useText(partsText);
  const { timeZone } = useShop();
  const { may } = useSession();
  const filters = useUrlFilters(LEAD_FILTERS);
  const leads = useLeads(filters.values, timeZone);
  return (
    <>
      <PageHeader title={t.title} about={t.about}>
        {may('agent') && <Export filters={filters.values} timeZone={timeZone} />}
      </PageHeader>
      <LeadFilterBar filters={filters} />
      <DataTable
        label={t.title}
        columns={useColumns()}
        rows={leads.data?.pages.flatMap((page) => page.leads)}
        keyOf={({ id }) => id}
        error={leads.error}
        onRetry={() => void leads.refetch()}
        empty={
          filters.isFiltered ? (
            <EmptyState icon="filter" title={parts.noMatch} />
          ) : (
            <EmptyState icon="spark" title={t.empty} hint={t.emptyHint} />
          )
        }
      />
      <ShowMore query={leads} />
    </>
  );
}

function LeadFilterBar({
  filters,
}: {
  readonly filters: ReturnType<typeof useUrlFilters<(typeof LEAD_FILTERS)[number]>>;
}) {
  const t = useText(leadsText);
  return (
    <FilterBar isFiltered={filters.isFiltered} onClear={filters.clear}>
      <SearchField label={t.search} value={filters.text('search')} onSearch={(search) => filters.set({ search })} />
      <Choice
        label={t.source}
        value={filters.text('source')}
        choices={CHANNELS.map((value) => ({ value, label: channelName(value) }))}
        onChoose={(source) => filters.set({ source })}
      />
      <DayField name="from" label={t.from} filters={filters} />
      <DayField name="to" label={t.to} filters={filters} />
    </FilterBar>
  );
}

function Export({ filters, timeZone }: { readonly filters: LeadFilters; readonly timeZone: string }) {
  const t = useText(leadsText);
  const saving = useMutation({
    mutationFn: async () => saveAs(await readExport(filters, timeZone), 'leads.csv'),
  });
  return (
    <>
      <FormProblem error={saving.error} />
      <Button
        variant="default"
        leftSection={<Icon name="download" />}
        loading={saving.isPending}
        onClick={() => saving.mutate()}
      >
        {t.export}
      </Button>
    </>
  );
}

function useColumns(): readonly Column<Lead>[] {
  const t = useText(leadsText);
  return [
    { header: t.name, cell: ({ name }) => name },
    { header: t.email, cell: ({ email }) => email && <bdi>{email}</bdi> },
    { header: t.whatsapp, cell: ({ whatsapp }) => whatsapp && <bdi>{whatsapp}</bdi> },
    { header: t.interest, cell: ({ interest }) => interest },
    { header: t.source, cell: ({ source }) => channelName(source) },
    { header: t.agreed, cell: ({ consent_at: at }) => <Moment at={at} /> },
    {
      header: t.conversation,
      cell: ({ conversation_id: id }) => (
        <Anchor component={Link} to={`/inbox/${id}`} size="sm">
          {t.open}
        </Anchor>
      ),
    },
  ];
}
