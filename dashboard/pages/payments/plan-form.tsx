import { NativeSelect, NumberInput, Switch, TextInput } from '@mantine/core';
import { FormDrawer } from '#dashboard/components/form-drawer.tsx';
import { minorOf } from '#dashboard/components/minor-of.ts';
import { useProblemForm } from '#dashboard/components/use-problem-form.ts';
import { paymentsText } from '#dashboard/text/payments.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { useSavePlan } from './queries.ts';
import type { Plan } from './queries.ts';

const INTERVALS = ['day', 'week', 'month', 'year'] as const;

interface PlanFormProps {
  readonly plan?: Plan;
  readonly currency: string;
  readonly onClose: () => void;
}

export function PlanForm({ plan, currency, onClose }: PlanFormProps) {
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
