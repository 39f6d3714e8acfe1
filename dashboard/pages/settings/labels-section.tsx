import { Button, ColorInput, ColorSwatch, Group, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, dataOf } from '#dashboard/api/client.ts';
import { useSession } from '#dashboard/app/session.tsx';
import { ConfirmButton } from '#dashboard/components/confirm-button.tsx';
import { DataTable } from '#dashboard/components/data-table.tsx';
import { EmptyState } from '#dashboard/components/empty-state.tsx';
import { FormDrawer } from '#dashboard/components/form-drawer.tsx';
import { Icon } from '#dashboard/components/icon.tsx';
import { useLabels } from '#dashboard/components/use-labels.ts';
import { useProblemForm } from '#dashboard/components/use-problem-form.ts';
import { settingsText } from '#dashboard/text/settings.ts';
import { shellText } from '#dashboard/text/shell.ts';
import { useText } from '#dashboard/text/use-text.ts';

type Label = NonNullable<ReturnType<typeof useLabels>['data']>[number];

const FIRST_COLOUR = '#0b7285';
const COLOURS = [FIRST_COLOUR, '#1971c2', '#5f3dc4', '#9c36b5', '#c2255c', '#e03131', '#d9480f', '#e67700', '#2b8a3e'];

/** What conversations can be marked with. */
export function LabelsSection() {
  const t = useText(settingsText);
  const { may } = useSession();
  const labels = useLabels();
  const [open, setOpen] = useState<Label | 'new'>();
  const edits = may('agent');
  return (
    <>
      {edits && (
        <Group justify="flex-end" mb="sm">
          <Button leftSection={<Icon name="plus" />} onClick={() => setOpen('new')}>
            {t.newLabel}
          </Button>
        </Group>
      )}
      <DataTable
        label={t.labels}
        columns={[
          {
            header: t.labelName,
            cell: ({ name, color }: Label) => (
              <Group component="span" gap="xs" wrap="nowrap">
                <ColorSwatch size={14} color={color} />
                <bdi>{name}</bdi>
              </Group>
            ),
          },
          { header: t.used, end: true, cell: ({ conversations }: Label) => conversations },
        ]}
        rows={labels.data}
        keyOf={({ id }) => id}
        error={labels.error}
        onRetry={() => void labels.refetch()}
        {...(edits && { onOpen: setOpen })}
        empty={<EmptyState icon="label" title={t.noLabels} />}
      />
      {open !== undefined && <LabelForm label={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function LabelForm({ label, onClose }: { readonly label: Label | undefined; readonly onClose: () => void }) {
  const t = useText(settingsText);
  const s = useText(shellText);
  const cache = useQueryClient();
  const done = async () => {
    await cache.invalidateQueries({ queryKey: ['labels'] });
    onClose();
  };
  const initial = { name: label?.name ?? '', color: label?.color ?? FIRST_COLOUR };
  const { form, submit, isBusy, error } = useProblemForm(initial, async (body) => {
    await (label === undefined
      ? dataOf(api.POST('/v1/labels', { body }))
      : dataOf(api.PATCH('/v1/labels/{id}', { params: versioned(label), body })));
    await done();
  });
  return (
    <FormDrawer
      title={label?.name ?? t.newLabel}
      onClose={onClose}
      onSubmit={submit}
      isBusy={isBusy}
      error={error}
      aside={
        label !== undefined && (
          <ConfirmButton
            question={t.deleteLabel(label.name)}
            consequence={t.deleteLabelHint}
            confirm={s.delete}
            onConfirm={async () => {
              await dataOf(api.DELETE('/v1/labels/{id}', { params: versioned(label) }));
              await done();
            }}
          >
            {s.delete}
          </ConfirmButton>
        )
      }
    >
      <TextInput label={t.labelName} required maxLength={60} data-autofocus {...form.getInputProps('name')} />
      <ColorInput label={t.labelColor} swatches={COLOURS} {...form.getInputProps('color')} />
    </FormDrawer>
  );
}

/** What a colleague has changed meanwhile is not overwritten. */
function versioned({ id, version }: Label) {
  return { path: { id }, header: { 'if-match': `"${version}"` } };
}
