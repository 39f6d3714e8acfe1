import { Button } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '#dashboard/app/session.tsx';
import { DataTable } from '#dashboard/components/data-table.tsx';
import type { Column } from '#dashboard/components/data-table.tsx';
import { EmptyState } from '#dashboard/components/empty-state.tsx';
import { Icon } from '#dashboard/components/icon.tsx';
import { lazily } from '#dashboard/components/lazily.tsx';
import { Money } from '#dashboard/components/money.tsx';
import { PageHeader } from '#dashboard/components/page-header.tsx';
import { StatusBadge } from '#dashboard/components/status-badge.tsx';
import { useResources } from '#dashboard/pages/calendar/queries.ts';
import type { Resource } from '#dashboard/pages/calendar/types.ts';
import { resourcesText } from '#dashboard/text/resources.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { valuesOf } from './resource-values.ts';
import { useWeekdays } from './use-weekdays.ts';

const ResourceForm = lazily(async () => (await import('./resource-form.tsx')).ResourceForm);

export function Component() {
  const t = useText(resourcesText);
  const { may } = useSession();
  const resources = useResources();
  const [opened, setOpened] = useState<Resource | 'new'>();
  return (
    <>
      <PageHeader title={t.title} about={t.about}>
        {may('admin') && (
          <Button leftSection={<Icon name="plus" />} onClick={() => setOpened('new')}>
            {t.add}
          </Button>
        )}
      </PageHeader>
      <DataTable
        label={t.title}
        columns={useColumns()}
        rows={resources.data}
        keyOf={({ id }) => id}
        error={resources.error}
        onRetry={() => void resources.refetch()}
        onOpen={may('admin') ? setOpened : undefined}
        empty={<EmptyState icon="calendar" title={t.empty} hint={t.emptyHint} />}
      />
      {opened !== undefined && (
        <ResourceForm {...(opened !== 'new' && { resource: opened })} onClose={() => setOpened(undefined)} />
      )}
    </>
  );
}

function useColumns(): readonly Column<Resource>[] {
  const t = useText(resourcesText);
  return [
    { header: t.name, cell: ({ name }) => name },
    { header: t.kind, cell: ({ kind }) => t[kind] },
    { header: t.category, cell: ({ category }) => category },
    { header: t.opening, cell: (resource) => <OpeningInShort resource={resource} /> },
    {
      header: t.price,
      end: true,
      cell: ({ price_minor: minor, currency }) => <Money minor={minor} currency={currency} />,
    },
    {
      header: t.state,
      cell: ({ active }) => (
        <StatusBadge tone={active ? 'good' : 'neutral'}>{active ? t.active : t.inactive}</StatusBadge>
      ),
    },
  ];
}

function OpeningInShort({ resource }: { readonly resource: Resource }) {
  const t = useText(resourcesText);
  const names = useWeekdays();
  const hours = valuesOf(resource).opening;
  if (hours.length === 0) return t.closedAll;
  return hours.map(({ weekdays, from, to }) => (
    <div key={`${from} ${to}`}>
      {weekdays.length === 7 ? '' : `${weekdays.map((day) => names[Number(day)] ?? '').join(' ')} `}
      <bdi>
        {from}–{to}
      </bdi>
    </div>
  ));
}
