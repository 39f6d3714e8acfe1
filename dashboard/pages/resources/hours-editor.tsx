import { Button, Fieldset, Group, Stack } from '@mantine/core';
import type { FormOf } from '#dashboard/components/use-problem-form.ts';
import { resourcesText } from '#dashboard/text/resources.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { HoursRow } from './hours-row.tsx';
import { EVERY_DAY } from './resource-values.ts';
import type { ResourceValues } from './resource-values.ts';

/** When it is open. */
export function HoursEditor({ form }: { readonly form: FormOf<ResourceValues> }) {
  const t = useText(resourcesText);
  return (
    <Fieldset legend={t.opening}>
      <Stack>
        {form.getValues().opening.map((_, index) => (
          <HoursRow
            key={index}
            form={form}
            path={`opening.${index}`}
            onRemove={() => form.removeListItem('opening', index)}
          />
        ))}
        <Group>
          <Button
            size="xs"
            variant="default"
            onClick={() => form.insertListItem('opening', { weekdays: [...EVERY_DAY], from: '08:00', to: '22:00' })}
          >
            {t.addOpening}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}
