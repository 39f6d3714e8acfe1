import { Stack } from '@mantine/core';
import { PageHeader } from '#dashboard/components/page-header.tsx';
import { offersText } from '#dashboard/text/offers.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { Promos } from './promos.tsx';
import { Testimonies } from './testimonies.tsx';

export function Component() {
  const t = useText(offersText);
  return (
    <Stack gap="xl">
      <PageHeader title={t.title} about={t.about} />
      <Promos />
      <Testimonies />
    </Stack>
  );
}
