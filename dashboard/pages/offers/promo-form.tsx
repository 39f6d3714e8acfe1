import { Group, NumberInput, Textarea, TextInput } from '@mantine/core';
import { ConfirmButton } from '#dashboard/components/confirm-button.tsx';
import { FormDrawer } from '#dashboard/components/form-drawer.tsx';
import { minorOf } from '#dashboard/components/minor-of.ts';
import { useProblemForm } from '#dashboard/components/use-problem-form.ts';
import { offersText } from '#dashboard/text/offers.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { formatMoney } from '#domain/money/format-money.ts';
import { usePromoActions } from './queries.ts';
import type { Promo, PromoBody } from './queries.ts';

type Amount = number | string;

interface PromoFormProps {
  readonly promo?: Promo;
  readonly currency: string;
  readonly onClose: () => void;
}

function valuesOf(promo: Promo | undefined, currency: string) {
  const sum = (minor: number | null | undefined): Amount =>
    minor === null || minor === undefined || minor === 0 ? '' : formatMoney(minor, currency);
  return {
    text: promo?.text ?? '',
    code: promo?.code ?? '',
    percent: (promo?.percent ?? '') as Amount,
    amount_minor: sum(promo?.amount_minor),
    min_order_minor: sum(promo?.min_order_minor),
    valid_from: promo?.valid_from ?? '',
    valid_until: promo?.valid_until ?? '',
    usage_limit: (promo?.usage_limit ?? '') as Amount,
    customer_limit: (promo?.customer_limit ?? '') as Amount,
    image_url: promo?.image_url ?? '',
  };
}

function bodyOf(values: ReturnType<typeof valuesOf>, currency: string, badAmount: string): PromoBody {
  const number = (given: Amount) => (given === '' ? null : Number(given));
  const sum = (name: 'amount_minor' | 'min_order_minor') =>
    values[name] === '' ? null : minorOf(values[name], currency, name, badAmount);
  return {
    text: values.text,
    code: values.code || null,
    percent: number(values.percent),
    amount_minor: sum('amount_minor'),
    min_order_minor: sum('min_order_minor') ?? 0,
    valid_from: values.valid_from || null,
    valid_until: values.valid_until || null,
    usage_limit: number(values.usage_limit),
    customer_limit: number(values.customer_limit),
    image_url: values.image_url || null,
  };
}

export function PromoForm({ promo, currency, onClose }: PromoFormProps) {
  const t = useText(offersText);
  const { save, remove } = usePromoActions();
  const { form, submit, isBusy, error } = useProblemForm(valuesOf(promo, currency), async (values) => {
    await save.mutateAsync({ id: promo?.id, body: bodyOf(values, currency, t.badAmount(currency)) });
    onClose();
  });
  return (
    <FormDrawer
      title={promo === undefined ? t.addPromo : t.editPromo}
      onClose={onClose}
      onSubmit={submit}
      isBusy={isBusy}
      error={error}
      aside={
        promo && (
          <ConfirmButton
            question={t.deleteAsk}
            consequence={t.deleteHint}
            confirm={t.delete}
            onConfirm={async () => {
              await remove.mutateAsync(promo.id);
              onClose();
            }}
          >
            {t.delete}
          </ConfirmButton>
        )
      }
    >
      <Textarea label={t.text} required autosize minRows={2} maxLength={2_000} {...form.getInputProps('text')} />
      <TextInput label={t.code} description={t.codeHint} maxLength={40} {...form.getInputProps('code')} />
      <Group grow align="flex-start">
        <NumberInput label={t.percent} min={0} max={100} hideControls {...form.getInputProps('percent')} />
        <NumberInput label={`${t.amount} (${currency})`} min={0} hideControls {...form.getInputProps('amount_minor')} />
        <NumberInput
          label={`${t.smallest} (${currency})`}
          min={0}
          hideControls
          {...form.getInputProps('min_order_minor')}
        />
      </Group>
      <Group grow align="flex-start">
        <TextInput type="date" label={t.validFrom} {...form.getInputProps('valid_from')} />
        <TextInput type="date" label={t.validUntil} {...form.getInputProps('valid_until')} />
      </Group>
      <Group grow align="flex-start">
        <NumberInput label={t.usageLimit} description={t.limitHint} min={1} {...form.getInputProps('usage_limit')} />
        <NumberInput
          label={t.customerLimit}
          description={t.limitHint}
          min={1}
          {...form.getInputProps('customer_limit')}
        />
      </Group>
      <TextInput type="url" dir="ltr" label={t.image} maxLength={2_000} {...form.getInputProps('image_url')} />
    </FormDrawer>
  );
}
