import { Group, Textarea, TextInput } from '@mantine/core';
import { ConfirmButton } from '#dashboard/components/confirm-button.tsx';
import { FormDrawer } from '#dashboard/components/form-drawer.tsx';
import { useProblemForm } from '#dashboard/components/use-problem-form.ts';
import { offersText } from '#dashboard/text/offers.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { useTestimonyActions } from './queries.ts';
import type { Testimony } from './queries.ts';

interface TestimonyFormProps {
  readonly testimony?: Testimony;
  readonly onClose: () => void;
}

export function TestimonyForm({ testimony, onClose }: TestimonyFormProps) {
  const t = useText(offersText);
  const { save, remove } = useTestimonyActions();
  const before = {
    text: testimony?.text ?? '',
    author: testimony?.author ?? '',
    product: testimony?.product ?? '',
    image_url: testimony?.image_url ?? '',
    valid_from: testimony?.valid_from ?? '',
    valid_until: testimony?.valid_until ?? '',
  };
  const { form, submit, isBusy, error } = useProblemForm(before, async (values) => {
    const body = {
      text: values.text,
      author: values.author,
      product: values.product || null,
      image_url: values.image_url || null,
      valid_from: values.valid_from || null,
      valid_until: values.valid_until || null,
    };
    await save.mutateAsync({ id: testimony?.id, body });
    onClose();
  });
  return (
    <FormDrawer
      title={testimony === undefined ? t.addTestimony : t.editTestimony}
      onClose={onClose}
      onSubmit={submit}
      isBusy={isBusy}
      error={error}
      aside={
        testimony && (
          <ConfirmButton
            question={t.deleteAsk}
            consequence={t.deleteHint}
            confirm={t.delete}
            onConfirm={async () => {
              await remove.mutateAsync(testimony.id);
              onClose();
            }}
          >
            {t.delete}
          </ConfirmButton>
        )
      }
    >
      <Textarea label={t.text} required autosize minRows={3} maxLength={2_000} {...form.getInputProps('text')} />
      <Group grow align="flex-start">
        <TextInput label={t.author} maxLength={200} {...form.getInputProps('author')} />
        <TextInput label={t.product} maxLength={200} {...form.getInputProps('product')} />
      </Group>
      <Group grow align="flex-start">
        <TextInput type="date" label={t.validFrom} {...form.getInputProps('valid_from')} />
        <TextInput type="date" label={t.validUntil} {...form.getInputProps('valid_until')} />
      </Group>
      <TextInput type="url" dir="ltr" label={t.image} maxLength={2_000} {...form.getInputProps('image_url')} />
    </FormDrawer>
  );
}
