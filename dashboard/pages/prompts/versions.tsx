import { Button, Group, Title } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '#dashboard/app/session.tsx';
import { ConfirmButton } from '#dashboard/components/confirm-button.tsx';
import { DataTable } from '#dashboard/components/data-table.tsx';
import type { Column } from '#dashboard/components/data-table.tsx';
import { EmptyState } from '#dashboard/components/empty-state.tsx';
import { lazily } from '#dashboard/components/lazily.tsx';
import { Moment } from '#dashboard/components/moment.tsx';
import { ShowMore } from '#dashboard/components/show-more.tsx';
import { StatusBadge } from '#dashboard/components/status-badge.tsx';
import { partsText } from '#dashboard/text/parts.ts';
import { promptsText } from '#dashboard/text/prompts.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { talkingRole, usePromptActions, useVersions } from './queries.ts';
import type { AgentRole, PromptVersion } from './queries.ts';

const Compare = lazily(async () => (await import('./compare.tsx')).Compare);
const Preview = lazily(async () => (await import('./preview.tsx')).Preview);

const TONE = { published: 'good', draft: 'waiting', archived: 'neutral' } as const;

export function Versions({ role }: { readonly role: AgentRole }) {
  const t = useText(promptsText);
  const parts = useText(partsText);
  const versions = useVersions(role);
  const columns: readonly Column<PromptVersion>[] = [
    { header: t.versions, cell: ({ version }) => t.version(String(version)) },
    { header: t.state, cell: ({ state }) => <StatusBadge tone={TONE[state]}>{t[state]}</StatusBadge> },
    { header: t.note, cell: ({ note }) => note },
    { header: t.author, cell: ({ author }) => author.name },
    { header: t.made, cell: ({ created_at: at }) => <Moment at={at} /> },
    { header: parts.actions, cell: (version) => <Actions version={version} /> },
  ];
  return (
    <section aria-labelledby="versions">
      <Title order={3} id="versions" mb="xs">
        {t.versions}
      </Title>
      <DataTable
        label={t.versions}
        columns={columns}
        rows={versions.data?.pages.flatMap((page) => page.versions)}
        keyOf={({ version }) => String(version)}
        error={versions.error}
        onRetry={() => void versions.refetch()}
        empty={<EmptyState icon="edit" title={t.noVersions} />}
      />
      <ShowMore query={versions} />
    </section>
  );
}

function Actions({ version }: { readonly version: PromptVersion }) {
  const t = useText(promptsText);
  const { may } = useSession();
  const { publish } = usePromptActions(version.role);
  const [opened, setOpened] = useState<'compare' | 'preview' | null>(null);
  const talking = talkingRole(version.role);
  const close = () => setOpened(null);
  return (
    <Group gap="xs">
      {may('admin') && version.state !== 'published' && (
        <ConfirmButton
          size="xs"
          color="teal"
          question={t.publishAsk(String(version.version))}
          consequence={t.publishHint}
          confirm={t.publish}
          onConfirm={() => publish.mutateAsync(version.version)}
        >
          {t.publish}
        </ConfirmButton>
      )}
      <Button size="xs" variant="default" onClick={() => setOpened('compare')}>
        {t.compare}
      </Button>
      {may('agent') && talking !== undefined && (
        <Button size="xs" variant="default" onClick={() => setOpened('preview')}>
          {t.preview}
        </Button>
      )}
      {opened === 'compare' && <Compare version={version} onClose={close} />}
      {opened === 'preview' && talking !== undefined && (
        <Preview role={talking} version={version.version} onClose={close} />
      )}
    </Group>
  );
}
