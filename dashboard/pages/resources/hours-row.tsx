import { ActionIcon, Chip, Group, Input, Stack, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { Icon } from '#dashboard/components/icon.tsx';
import type { FormOf } from '#dashboard/components/use-problem-form.ts';
import { partsText } from '#dashboard/text/parts.ts';
import { resourcesText } from '#dashboard/text/resources.ts';
import { useText } from '#dashboard/text/use-text.ts';
import type { ResourceValues } from './resource-values.ts';
import { useWeekdays } from './use-weekdays.ts';

interface HoursRowProps {
  readonly form: FormOf<ResourceValues>;
  /** Where it stands in the form's values. */
  readonly path: `opening.${number}` | `price_rules.${number}`;
  readonly onRemove: () => void;
  /** More fields of the row. */
  readonly children?: ReactNode;
}

/** Weekdays and hours. */
export function HoursRow({ form, path, onRemove, children }: HoursRowProps) {
  const t = useText(resourcesText);
  const parts = useText(partsText);
  const names = useWeekdays();
  const days = form.getInputProps(`${path}.weekdays`);
  return (
    <Stack gap="xs" role="group">
      <Input.Wrapper label={t.days} error={days.error as ReactNode}>
        <Chip.Group multiple value={days.value as string[]} onChange={days.onChange as (value: string[]) => void}>
          <Group gap={4}>
            {names.map((name, day) => (
              <Chip key={name} size="xs" value={String(day)}>
                {name}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </Input.Wrapper>
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <TextInput type="time" flex={1} label={t.from} {...form.getInputProps(`${path}.from`)} />
        <TextInput type="time" flex={1} label={t.to} {...form.getInputProps(`${path}.to`)} />
        {children}
        <ActionIcon variant="subtle" color="red" size={36} aria-label={parts.remove} onClick={onRemove}>
          <Icon name="trash" />
        </ActionIcon>
      </Group>
    </Stack>
  );
}
