import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '#dashboard/app/session.tsx';
import { DataTable } from '#dashboard/components/data-table.tsx';
import type { Column } from '#dashboard/components/data-table.tsx';
import { EmptyState } from '#dashboard/components/empty-state.tsx';
import { lazily } from '#dashboard/components/lazily.tsx';
import { Money } from '#dashboard/components/money.tsx';
import { StatusBadge } from '#dashboard/components/status-badge.tsx';
import { paymentsText } from '#dashboard/text/payments.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { usePlans } from './queries.ts';
import type { Plan } from './queries.ts';

const PlanForm = lazily(async () => (await import('./plan-form.tsx')).PlanForm);

/** What a shop sells by subscription or as a fixed offer. */
export function Plans() {
  const t = useText(paymentsText);
  const { may } = useSession();
  const plans = usePlans();
  const [opened, setOpened] = useState<Plan | 'new'>();
  return (
    <Stack gap="xs" component="section" aria-labelledby="plans">
      <Group justify="space-between">
        <div>
          <Title order={3} id="plans">
            {t.plans}
          </Title>
          <Text size="sm" c="dimmed">
            {t.plansHint}
          </Text>
        </div>
        {may('admin') && (
          <Button variant="default" onClick={() => setOpened('new')}>
            {t.addPlan}
          </Button>
        )}
      </Group>
      <DataTable
        label={t.plans}
        columns={useColumns()}
        rows={plans.data?.plans}
        keyOf={({ code }) => code}
        error={plans.error}
        onRetry={() => void plans.refetch()}
        onOpen={may('admin') ? setOpened : undefined}
        empty={<EmptyState icon="money" title={t.noPlans} />}
      />
      {opened !== undefined && plans.data !== undefined && (
        <PlanForm
          {...(opened !== 'new' && { plan: opened })}
          currency={plans.data.currency}
          onClose={() => setOpened(undefined)}
        />
      )}
    </Stack>
  );
}

function useColumns(): readonly Column<Plan>[] {
  const t = useText(paymentsText);
  return [
    { header: t.name, cell: ({ name }) => name },
    { header: t.code, cell: ({ code }) => code },
    { header: t.interval, cell: ({ interval }) => t[interval ?? 'once'] },
    {
      header: t.status,
      cell: ({ active }) => <StatusBadge tone={active ? 'good' : 'neutral'}>{active ? t.sold : t.notSold}</StatusBadge>,
    },
    {
      header: t.amount,
      end: true,
      cell: ({ amount_minor: minor, currency }) => <Money minor={minor} currency={currency} />,
    },
  ];
}
