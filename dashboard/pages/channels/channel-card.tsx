import { Button, Card, Group, Stack, Title } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '#dashboard/app/session.tsx';
import { CopyField } from '#dashboard/components/copy-field.tsx';
import { Facts } from '#dashboard/components/facts.tsx';
import { lazily } from '#dashboard/components/lazily.tsx';
import { Ago, Moment } from '#dashboard/components/moment.tsx';
import { StatusBadge } from '#dashboard/components/status-badge.tsx';
import { channelName } from '#dashboard/pages/inbox/channel-name.ts';
import { channelsText } from '#dashboard/text/channels.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { ChannelActions } from './channel-actions.tsx';
import type { ChannelName, Connection } from './queries.ts';

const CredentialForm = lazily(async () => (await import('./credential-form.tsx')).CredentialForm);

interface ChannelCardProps {
  readonly name: ChannelName;
  readonly connection: Connection | undefined;
}

/** One provider: how its connection fares, and what can be done with it. */
export function ChannelCard({ name, connection }: ChannelCardProps) {
  const t = useText(channelsText);
  const { may } = useSession();
  const [form, setForm] = useState<'connect' | 'rotate'>();
  const isConnected = connection !== undefined && connection.status !== 'off';
  return (
    <Card withBorder component="section" aria-label={channelName(name)}>
      <Stack>
        <Group justify="space-between">
          <Title order={3} size="h4">
            {channelName(name)}
          </Title>
          <ConnectionStatus connection={connection} />
        </Group>
        {isConnected && <ConnectionFacts connection={connection} />}
        {may('admin') && isConnected && <ChannelActions name={name} onRotate={() => setForm('rotate')} />}
        {may('admin') && !isConnected && (
          <Group>
            <Button onClick={() => setForm('connect')}>{t.connect}</Button>
          </Group>
        )}
      </Stack>
      {form !== undefined && <CredentialForm name={name} mode={form} onClose={() => setForm(undefined)} />}
    </Card>
  );
}

function ConnectionStatus({ connection }: { readonly connection: Connection | undefined }) {
  const t = useText(channelsText);
  switch (connection?.status) {
    case undefined:
      return <StatusBadge tone="neutral">{t.notConnected}</StatusBadge>;
    case 'active':
      return <StatusBadge tone="good">{t.active}</StatusBadge>;
    case 'auth_failed':
      return <StatusBadge tone="bad">{t.auth_failed}</StatusBadge>;
    default:
      return <StatusBadge tone="neutral">{t.off}</StatusBadge>;
  }
}

const SOON_MS = 7 * 86_400_000;

function ConnectionFacts({ connection }: { readonly connection: Connection }) {
  const t = useText(channelsText);
  const { last_inbound_at: heard, last_error: error, last_error_at: failed, token_expires_at: ends } = connection;
  const endsSoon = ends !== null && Date.parse(ends) - Date.now() < SOON_MS;
  return (
    <>
      <Facts
        facts={[
          [t.lastInbound, heard === null ? t.never : <Ago key="heard" at={heard} />],
          [t.lastError, error],
          ['', failed === null ? null : <Ago key="failed" at={failed} />],
          [t.tokenEnds, ends === null ? null : <Moment key="ends" at={ends} />],
        ]}
      />
      {endsSoon && <StatusBadge tone="bad">{t.endsSoon}</StatusBadge>}
      {connection.webhook_url !== null && <CopyField label={t.webhook} value={connection.webhook_url} />}
    </>
  );
}
