import { Button, Group, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useSession } from '#dashboard/app/session.tsx';
import { ConfirmButton } from '#dashboard/components/confirm-button.tsx';
import { DataTable } from '#dashboard/components/data-table.tsx';
import type { Column } from '#dashboard/components/data-table.tsx';
import { EmptyState } from '#dashboard/components/empty-state.tsx';
import { sizeText } from '#dashboard/components/format.ts';
import { FormProblem } from '#dashboard/components/form-problem.tsx';
import { Moment } from '#dashboard/components/moment.tsx';
import { PageHeader } from '#dashboard/components/page-header.tsx';
import { ShowMore } from '#dashboard/components/show-more.tsx';
import { StatusBadge } from '#dashboard/components/status-badge.tsx';
import { useShop } from '#dashboard/components/use-shop.ts';
import { knowledgeText } from '#dashboard/text/knowledge.ts';
import { partsText } from '#dashboard/text/parts.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { DOCUMENTS, isOnItsWay, useDocumentActions, useDocuments } from './queries.ts';
import type { Document } from './queries.ts';
import { Trial } from './trial.tsx';
import { Upload } from './upload.tsx';

const LOOK_AGAIN_MS = 1_500;
const TONE = {
  waiting: 'waiting',
  parsing: 'waiting',
  embedding: 'waiting',
  removing: 'waiting',
  ready: 'good',
  failed: 'bad',
} as const;

export function Component() {
  const t = useText(knowledgeText);
  const { may } = useSession();
  const documents = useDocuments();
  const rows = documents.data?.pages.flatMap((page) => page.documents);
  useFollow(rows?.some(isOnItsWay) === true);
  return (
    <Stack>
      <PageHeader title={t.title} about={t.about} />
      {may('admin') && <Upload />}
      <DataTable
        label={t.title}
        columns={useColumns()}
        rows={rows}
        keyOf={({ id }) => id}
        error={documents.error}
        onRetry={() => void documents.refetch()}
        empty={<EmptyState icon="book" title={t.empty} hint={t.emptyHint} />}
      />
      <ShowMore query={documents} />
      <Trial />
    </Stack>
  );
}

/** Documents tell nobody that they are ready: while one is on its way the list is read again and again. */
function useFollow(isNeeded: boolean): void {
  const cache = useQueryClient();
  useEffect(() => {
    if (!isNeeded) return undefined;
    const timer = setInterval(() => void cache.invalidateQueries({ queryKey: DOCUMENTS }), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isNeeded, cache]);
}

function useColumns(): readonly Column<Document>[] {
  const t = useText(knowledgeText);
  const parts = useText(partsText);
  const { locale } = useShop();
  const { may } = useSession();
  return [
    { header: t.name, cell: ({ title }) => title },
    { header: t.file, cell: ({ file_name: name, bytes }) => `${name} (${sizeText(bytes, locale)})` },
    { header: t.status, cell: (document) => <Status document={document} /> },
    {
      header: t.pieces,
      end: true,
      cell: ({ chunks, embedded }) => (embedded < chunks ? `${embedded} / ${chunks}` : chunks),
    },
    { header: t.changed, cell: ({ updated_at: at }) => <Moment at={at} /> },
    ...(may('admin') ? [{ header: parts.actions, cell: (document: Document) => <Actions document={document} /> }] : []),
  ];
}

function Status({ document: { status, error } }: { readonly document: Document }) {
  const t = useText(knowledgeText);
  return (
    <>
      <StatusBadge tone={TONE[status]}>{t[status]}</StatusBadge>
      {error !== null && (
        <Text size="xs" maw={320}>
          {error.message}
        </Text>
      )}
    </>
  );
}

function Actions({ document }: { readonly document: Document }) {
  const t = useText(knowledgeText);
  const { again, remove } = useDocumentActions();
  return (
    <Group gap="xs">
      <Button
        size="xs"
        variant="default"
        disabled={isOnItsWay(document)}
        loading={again.isPending}
        onClick={() => again.mutate(document.id)}
      >
        {t.again}
      </Button>
      <ConfirmButton
        size="xs"
        question={t.removeAsk(document.title)}
        consequence={t.removeHint}
        confirm={t.remove}
        onConfirm={() => remove.mutateAsync(document.id)}
      >
        {t.remove}
      </ConfirmButton>
      <FormProblem error={again.error} />
    </Group>
  );
}
