import { SimpleGrid } from '@mantine/core';
import { ErrorState } from '#dashboard/components/error-state.tsx';
import { LoadingState } from '#dashboard/components/loading-state.tsx';
import { PageHeader } from '#dashboard/components/page-header.tsx';
import { channelsText } from '#dashboard/text/channels.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { ChannelCard } from './channel-card.tsx';
import { useChannels } from './queries.ts';
import { WebCard } from './web-card.tsx';

const NAMES = ['whatsapp', 'telegram', 'messenger', 'instagram', 'twilio'] as const;

export function Component() {
  const t = useText(channelsText);
  const channels = useChannels();
  return (
    <>
      <PageHeader title={t.title} about={t.about} />
      {channels.error !== null && <ErrorState error={channels.error} onRetry={() => void channels.refetch()} />}
      {channels.isPending && <LoadingState />}
      {channels.data !== undefined && (
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          <WebCard connection={channels.data.find(({ channel }) => channel === 'web')} />
          {NAMES.map((name) => (
            <ChannelCard key={name} name={name} connection={channels.data.find(({ channel }) => channel === name)} />
          ))}
        </SimpleGrid>
      )}
    </>
  );
}
