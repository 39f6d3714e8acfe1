import { Code, Text } from '@mantine/core';
import { api, dataOf } from '#dashboard/api/client.ts';
import { DataTable } from '#dashboard/components/data-table.tsx';
import type { Column } from '#dashboard/components/data-table.tsx';
import { EmptyState } from '#dashboard/components/empty-state.tsx';
import { Moment } from '#dashboard/components/moment.tsx';
import { PageHeader } from '#dashboard/components/page-header.tsx';
import { ShowMore } from '#dashboard/components/show-more.tsx';
import { usePages } from '#dashboard/components/use-pages.ts';
import { auditText } from '#dashboard/text/audit.ts';
import { useText } from '#dashboard/text/use-text.ts';

function readEntries(cursor: object, signal: AbortSignal) {
  return dataOf(api.GET('/v1/audit-log', { params: { query: cursor }, signal }));
}

type Entry = Awaited<ReturnType<typeof readEntries>>['entries'][number];

export function Component() {
  const t = useText(auditText);
  const entries = usePages(['audit'], readEntries);
  return (
    <>
      <PageHeader title={t.title} about={t.about} />
      <DataTable
        label={t.title}
        columns={useColumns()}
        rows={entries.data?.pages.flatMap((page) => page.entries)}
        keyOf={({ id }) => id}
        error={entries.error}
        onRetry={() => void entries.refetch()}
        empty={<EmptyState icon="list" title={t.empty} />}
      />
      <ShowMore query={entries} />
    </>
  );
}

function useColumns(): readonly Column<Entry>[] {
  const t = useText(auditText);
  return [
    { header: t.when, cell: ({ at }) => <Moment at={at} /> },
    {
      header: t.who,
      cell: ({ actor }) => (
        <>
          {actor.name}{' '}
          <Text span size="xs" c="dimmed">
            {t[actor.kind]}
          </Text>
        </>
      ),
    },
    { header: t.what, cell: ({ action }) => wordsOf(action) },
    { header: t.subject, cell: ({ subject }) => subject && <Code>{`${subject.kind} ${subject.id}`}</Code> },
    {
      header: t.details,
      cell: ({ details }) =>
        Object.entries(details)
          .map(([name, value]) => `${name}: ${String(value)}`)
          .join(', ') || null,
    },
  ];
}

/** 'changeOrder' → 'Change order': operations are named in English everywhere. */
function wordsOf(action: string): string {
  const words = action
    .replaceAll(/[._]/g, ' ')
    .replaceAll(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
