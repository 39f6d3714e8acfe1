import { Button, Group, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, dataOf } from '#dashboard/api/client.ts';
import { ConfirmButton } from '#dashboard/components/confirm-button.tsx';
import { DataTable } from '#dashboard/components/data-table.tsx';
import type { Column } from '#dashboard/components/data-table.tsx';
import { EmptyState } from '#dashboard/components/empty-state.tsx';
import { Icon } from '#dashboard/components/icon.tsx';
import { Ago } from '#dashboard/components/moment.tsx';
import { StatusBadge } from '#dashboard/components/status-badge.tsx';
import { shellText } from '#dashboard/text/shell.ts';
import { teamText } from '#dashboard/text/team.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { KeyForm } from './key-form.tsx';
import { useApiKeys } from './queries.ts';
import type { ApiKey } from './queries.ts';

/** Keys of the shop's programs. */
export function ApiKeys() {
  const t = useText(teamText);
  const s = useText(shellText);
  const keys = useApiKeys();
  const [isNew, setNew] = useState(false);
  const columns: readonly Column<ApiKey>[] = [
    { header: t.keyName, cell: ({ name }) => <bdi>{name}</bdi> },
    { header: t.role, cell: ({ role }) => s[role] },
    { header: t.scopes, cell: ({ scopes }) => (scopes.length === 0 ? t.everything : scopes.join(', ')) },
    { header: t.created, cell: ({ created_at: at }) => <Ago at={at} /> },
    { header: t.lastUsed, cell: ({ last_used_at: at }) => (at === null ? t.never : <Ago at={at} />) },
    {
      header: t.status,
      cell: ({ revoked_at: at }) => (
        <StatusBadge tone={at === null ? 'good' : 'neutral'}>{at === null ? t.active : t.revoked}</StatusBadge>
      ),
    },
    { header: t.revoke, end: true, cell: (key) => key.revoked_at === null && <RevokeButton apiKey={key} /> },
  ];
  return (
    <section aria-labelledby="keys">
      <Group justify="space-between" mt="xl" mb="sm">
        <div>
          <Title order={2} size="h4" id="keys">
            {t.keys}
          </Title>
          <Text size="sm" c="dimmed">
            {t.keysAbout}
          </Text>
        </div>
        <Button variant="default" leftSection={<Icon name="key" />} onClick={() => setNew(true)}>
          {t.newKey}
        </Button>
      </Group>
      <DataTable
        label={t.keys}
        columns={columns}
        rows={keys.data}
        keyOf={({ id }) => id}
        error={keys.error}
        onRetry={() => void keys.refetch()}
        empty={<EmptyState icon="key" title={t.noKeys} />}
      />
      {isNew && <KeyForm onClose={() => setNew(false)} />}
    </section>
  );
}

function RevokeButton({ apiKey: { id, name } }: { readonly apiKey: ApiKey }) {
  const t = useText(teamText);
  const cache = useQueryClient();
  return (
    <ConfirmButton
      size="xs"
      question={t.revokeAsk(name)}
      consequence={t.revokeHint}
      confirm={t.revoke}
      onConfirm={async () => {
        await dataOf(api.DELETE('/v1/api-keys/{id}', { params: { path: { id } } }));
        await cache.invalidateQueries({ queryKey: ['api-keys'] });
      }}
    >
      {t.revoke}
    </ConfirmButton>
  );
}
