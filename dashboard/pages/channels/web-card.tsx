import { Anchor, Card, Group, Stack, Title } from '@mantine/core';
import { Link } from 'react-router';
import { useSession } from '#dashboard/app/session.tsx';
import { CopyField } from '#dashboard/components/copy-field.tsx';
import { Facts } from '#dashboard/components/facts.tsx';
import { Ago } from '#dashboard/components/moment.tsx';
import { StatusBadge } from '#dashboard/components/status-badge.tsx';
import { channelName } from '#dashboard/pages/inbox/channel-name.ts';
import { channelsText } from '#dashboard/text/channels.ts';
import { useText } from '#dashboard/text/use-text.ts';
import type { Connection } from './queries.ts';

/** The chat on the shop's own site: always connected, shown where it is allowed. */
export function WebCard({ connection }: { readonly connection: Connection | undefined }) {
  const t = useText(channelsText);
  const { person, may } = useSession();
  const slug = person?.tenant.slug ?? '';
  const snippet = `<script src="${location.origin}/widget.js" data-tenant="${slug}" async></script>`;
  const heard = connection?.last_inbound_at ?? null;
  return (
    <Card withBorder component="section" aria-label={channelName('web')}>
      <Stack>
        <Group justify="space-between">
          <Title order={3} size="h4">
            {channelName('web')}
          </Title>
          <StatusBadge tone="good">{t.active}</StatusBadge>
        </Group>
        <Facts facts={[[t.lastInbound, heard === null ? t.never : <Ago key="heard" at={heard} />]]} />
        <CopyField label={t.snippet} value={snippet} lines />
        <Group>
          {may('admin') && (
            <Anchor component={Link} to="/settings/widget" size="sm">
              {t.sites}
            </Anchor>
          )}
          <Anchor href={`/widget/preview?tenant=${slug}`} target="_blank" rel="noreferrer" size="sm">
            {t.preview}
          </Anchor>
        </Group>
      </Stack>
    </Card>
  );
}
