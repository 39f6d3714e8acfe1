import { Button, Group, NativeSelect, NumberInput, Stack, Switch, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '#dashboard/app/session.tsx';
import { DataTable } from '#dashboard/components/data-table.tsx';
import type { Column } from '#dashboard/components/data-table.tsx';
import { EmptyState } from '#dashboard/components/empty-state.tsx';
import { FormDrawer } from '#dashboard/components/form-drawer.tsx';
import { minorOf } from '#dashboard/components/minor-of.ts';
import { Money } from '#dashboard/components/money.tsx';
import { StatusBadge } from '#dashboard/components/status-badge.tsx';
import { useProblemForm } from '#dashboard/components/use-problem-form.ts';
import { paymentsText } from '#dashboard/text/payments.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { usePlans, useSavePlan } from './queries.ts';
import type { Plan } from './queries.ts';

const INTERVALS = ['day', 'week', 'month', 'year'] as const;

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

interface PlanFormProps {
  readonly plan?: Plan;
  readonly currency: string;
  readonly onClose: () => void;
}

function PlanForm({ plan, currency, onClose }: PlanFormProps) {
  const t = useText(paymentsText);
  const saving = useSavePlan();
  const { form, submit, isBusy, error } = useProblemForm(
    {
      code: plan?.code ?? '',
      name: plan?.name ?? '',
      amount_minor: (plan?.amount ?? '') as number | string,
      interval: plan?.interval ?? '',
      active: plan?.active ?? true,
    },
    async ({ code, name, amount_minor: amount, interval, active }) => {
      const body = {
        name,
        active,
        amount_minor: minorOf(amount, currency, 'amount_minor', t.badAmount(currency)),
        interval: INTERVALS.find((one) => one === interval) ?? null,
      };
      await saving.mutateAsync({ code, body });
      onClose();
    },
  );
  return (
    <FormDrawer
      title={plan === undefined ? t.addPlan : t.editPlan}
      onClose={onClose}
      onSubmit={submit}
      isBusy={isBusy}
      error={error}
    >
      <TextInput
        label={t.code}
        description={t.codeHint}
        required
        disabled={plan !== undefined}
        maxLength={63}
        {...form.getInputProps('code')}
      />
      <TextInput label={t.name} required maxLength={200} {...form.getInputProps('name')} />
      <NumberInput
        label={`${t.amount} (${currency})`}
        required
        min={0}
        hideControls
        {...form.getInputProps('amount_minor')}
      />
      <NativeSelect
        label={t.interval}
        data={[{ value: '', label: t.once }, ...INTERVALS.map((value) => ({ value, label: t[value] }))]}
        {...form.getInputProps('interval')}
      />
      <Switch label={t.sold} {...form.getInputProps('active', { type: 'checkbox' })} />
    </FormDrawer>
  );
}
