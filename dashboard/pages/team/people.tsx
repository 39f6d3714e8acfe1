import { Badge, Button, Group, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '#dashboard/app/session.tsx';
import { DataTable } from '#dashboard/components/data-table.tsx';
import type { Column } from '#dashboard/components/data-table.tsx';
import { EmptyState } from '#dashboard/components/empty-state.tsx';
import { Icon } from '#dashboard/components/icon.tsx';
import { Ago } from '#dashboard/components/moment.tsx';
import { StatusBadge } from '#dashboard/components/status-badge.tsx';
import { useUsers } from '#dashboard/components/use-users.ts';
import { shellText } from '#dashboard/text/shell.ts';
import { teamText } from '#dashboard/text/team.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { InviteForm } from './invite-form.tsx';
import { PersonForm } from './person-form.tsx';
import { usePresence } from './queries.ts';
import type { User } from './queries.ts';

const TONES = { active: 'good', invited: 'waiting', deactivated: 'neutral' } as const;

/** Everybody who works here, and who of them is there now. */
export function People() {
  const t = useText(teamText);
  const s = useText(shellText);
  const { person } = useSession();
  const users = useUsers();
  const presence = usePresence();
  const [invites, setInvites] = useState(false);
  const [openId, setOpenId] = useState<string>();
  const open = users.data?.find(({ id }) => id === openId);
  const columns: readonly Column<User>[] = [
    {
      header: t.name,
      cell: ({ id, name }) => (
        <Text component="span" size="sm" fw={600}>
          {name} {id === person?.id && `(${t.you})`}
        </Text>
      ),
    },
    { header: t.email, cell: ({ email }) => <bdi>{email}</bdi> },
    { header: t.role, cell: ({ role }) => s[role] },
    { header: t.status, cell: (user) => <StatusBadge tone={TONES[user.status]}>{t[user.status]}</StatusBadge> },
    { header: t.online, cell: ({ id }) => <Presence state={presence.data?.get(id)} /> },
    {
      header: t.lastLogin,
      cell: ({ last_login_at: at }) => (at === null ? t.never : <Ago at={at} />),
    },
  ];
  return (
    <section aria-labelledby="people">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4" id="people">
          {t.people}
        </Title>
        <Button leftSection={<Icon name="plus" />} onClick={() => setInvites(true)}>
          {t.invite}
        </Button>
      </Group>
      <DataTable
        label={t.people}
        columns={columns}
        rows={users.data}
        keyOf={({ id }) => id}
        error={users.error}
        onRetry={() => void users.refetch()}
        onOpen={({ id }) => setOpenId(id)}
        empty={<EmptyState icon="people" title={t.people} />}
      />
      {invites && <InviteForm onClose={() => setInvites(false)} />}
      {open !== undefined && <PersonForm key={open.id} user={open} onClose={() => setOpenId(undefined)} />}
    </section>
  );
}

function Presence({ state }: { readonly state: 'online' | 'away' | undefined }) {
  const t = useText(teamText);
  const colour = state === 'online' ? 'teal' : state === 'away' ? 'orange' : 'gray';
  return (
    <Badge variant="dot" color={colour} tt="none" data-presence={state ?? 'offline'}>
      {t[state ?? 'offline']}
    </Badge>
  );
}
