import { Button, Fieldset, Group, NumberInput, Stack, Text } from '@mantine/core';
import type { FormOf } from '#dashboard/components/use-problem-form.ts';
import { resourcesText } from '#dashboard/text/resources.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { HoursRow } from './hours-row.tsx';
import { EVERY_DAY } from './resource-values.ts';
import type { ResourceValues } from './resource-values.ts';

/** Prices by weekday and hour; their order counts. */
export function PriceRules({ form }: { readonly form: FormOf<ResourceValues> }) {
  const t = useText(resourcesText);
  return (
    <Fieldset legend={t.rules}>
      <Stack>
        <Text size="sm" c="dimmed">
          {t.rulesHint}
        </Text>
        {form.getValues().price_rules.map((_, index) => (
          <HoursRow
            key={index}
            form={form}
            path={`price_rules.${index}`}
            onRemove={() => form.removeListItem('price_rules', index)}
          >
            <NumberInput
              flex={1}
              label={t.price}
              min={0}
              hideControls
              {...form.getInputProps(`price_rules.${index}.price`)}
            />
            {index > 0 && (
              <Button
                variant="default"
                px="xs"
                aria-label={t.up}
                onClick={() => form.reorderListItem('price_rules', { from: index, to: index - 1 })}
              >
                ↑
              </Button>
            )}
          </HoursRow>
        ))}
        <Group>
          <Button
            size="xs"
            variant="default"
            onClick={() =>
              form.insertListItem('price_rules', { weekdays: [...EVERY_DAY], from: '18:00', to: '22:00', price: '' })
            }
          >
            {t.addRule}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}
