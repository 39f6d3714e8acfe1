import { useState } from 'react';
import { useSession } from '#dashboard/app/session.tsx';
import { DataTable } from '#dashboard/components/data-table.tsx';
import type { Column } from '#dashboard/components/data-table.tsx';
import { EmptyState } from '#dashboard/components/empty-state.tsx';
import { lazily } from '#dashboard/components/lazily.tsx';
import { SectionHeader } from '#dashboard/components/section-header.tsx';
import { offersText } from '#dashboard/text/offers.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { Validity } from './promos.tsx';
import { useTestimonies } from './queries.ts';
import type { Testimony } from './queries.ts';

const TestimonyForm = lazily(async () => (await import('./testimony-form.tsx')).TestimonyForm);

export function Testimonies() {
  const t = useText(offersText);
  const { may } = useSession();
  const testimonies = useTestimonies();
  const [opened, setOpened] = useState<Testimony | 'new'>();
  return (
    <section aria-labelledby="testimonies">
      <SectionHeader
        id="testimonies"
        title={t.testimonies}
        {...(may('admin') && { add: t.addTestimony })}
        onAdd={() => setOpened('new')}
      />
      <DataTable
        label={t.testimonies}
        columns={useColumns()}
        rows={testimonies.data?.testimonies}
        keyOf={({ id }) => id}
        error={testimonies.error}
        onRetry={() => void testimonies.refetch()}
        onOpen={may('admin') ? setOpened : undefined}
        empty={<EmptyState icon="chat" title={t.noTestimonies} />}
      />
      {opened !== undefined && (
        <TestimonyForm {...(opened !== 'new' && { testimony: opened })} onClose={() => setOpened(undefined)} />
      )}
    </section>
  );
}

function useColumns(): readonly Column<Testimony>[] {
  const t = useText(offersText);
  return [
    { header: t.text, cell: ({ text }) => text },
    { header: t.author, cell: ({ author }) => author },
    { header: t.product, cell: ({ product }) => product },
    { header: t.valid, cell: (testimony) => <Validity of={testimony} /> },
  ];
}
