import { Group, NativeSelect, NumberInput, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from '#dashboard/api/client.ts';
import { ConfirmButton } from '#dashboard/components/confirm-button.tsx';
import { FormDrawer } from '#dashboard/components/form-drawer.tsx';
import { useProblemForm } from '#dashboard/components/use-problem-form.ts';
import type { Resource } from '#dashboard/pages/calendar/types.ts';
import { resourcesText } from '#dashboard/text/resources.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { HoursEditor } from './hours-editor.tsx';
import { PriceRules } from './price-rules.tsx';
import { bodyOf, valuesOf } from './resource-values.ts';

const KINDS = ['court', 'field', 'room', 'equipment'] as const;

interface ResourceFormProps {
  readonly resource?: Resource;
  readonly onClose: () => void;
}

export function ResourceForm({ resource, onClose }: ResourceFormProps) {
  const t = useText(resourcesText);
  const cache = useQueryClient();
  const done = async () => {
    await cache.invalidateQueries({ queryKey: ['resources'] });
    onClose();
  };
  const { form, submit, isBusy, error } = useProblemForm(valuesOf(resource), async (values) => {
    const body = bodyOf(values);
    await (resource === undefined
      ? dataOf(api.POST('/v1/resources', { body }))
      : dataOf(api.PUT('/v1/resources/{id}', { params: { path: { id: resource.id } }, body })));
    notifications.show({ message: t.saved(values.name) });
    await done();
  });
  return (
    <FormDrawer
      title={resource === undefined ? t.add : t.edit}
      onClose={onClose}
      onSubmit={submit}
      isBusy={isBusy}
      error={error}
      aside={resource?.active === true && <Retire resource={resource} onDone={done} />}
    >
      <Group grow align="flex-start">
        <TextInput label={t.name} required maxLength={200} data-autofocus {...form.getInputProps('name')} />
        <NativeSelect
          label={t.kind}
          data={KINDS.map((value) => ({ value, label: t[value] }))}
          {...form.getInputProps('kind')}
        />
      </Group>
      <TextInput label={t.category} description={t.categoryHint} maxLength={200} {...form.getInputProps('category')} />
      <TagsInput label={t.aliases} maxTags={50} {...form.getInputProps('aliases')} />
      <Textarea label={t.description} autosize minRows={2} maxLength={2_000} {...form.getInputProps('description')} />
      <Group grow align="flex-end">
        <NumberInput label={t.slot} min={5} max={1_440} {...form.getInputProps('slot_minutes')} />
        <NumberInput label={t.most} min={1} max={96} {...form.getInputProps('most_slots')} />
        <NumberInput label={t.price} required min={0} hideControls {...form.getInputProps('price')} />
      </Group>
      <Switch label={t.active} {...form.getInputProps('active', { type: 'checkbox' })} />
      <HoursEditor form={form} />
      <PriceRules form={form} />
    </FormDrawer>
  );
}

function Retire({ resource, onDone }: { readonly resource: Resource; readonly onDone: () => Promise<void> }) {
  const t = useText(resourcesText);
  return (
    <ConfirmButton
      question={t.retireAsk(resource.name)}
      consequence={t.retireHint}
      confirm={t.retire}
      onConfirm={async () => {
        await dataOf(api.DELETE('/v1/resources/{id}', { params: { path: { id: resource.id } } }));
        await onDone();
      }}
    >
      {t.retire}
    </ConfirmButton>
  );
}
