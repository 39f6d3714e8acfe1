import {
  ActionIcon,
  Button,
  Group,
  NativeSelect,
  NumberInput,
  SimpleGrid,
  Stack,
  Switch,
  TextInput,
  Title,
} from '@mantine/core';
import { Icon } from '#dashboard/components/icon.tsx';
import type { FormOf } from '#dashboard/components/use-problem-form.ts';
import { useUsers } from '#dashboard/components/use-users.ts';
import { shopSettingsText } from '#dashboard/text/shop-settings.ts';
import { shellText } from '#dashboard/text/shell.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { fieldsOfHandoff, handoffOf, LIMITS, WEEKDAYS } from './handoff-fields.ts';
import type { HandoffFields } from './handoff-fields.ts';
import { HandoffTexts } from './handoff-texts.tsx';
import { SectionForm } from './section-form.tsx';

interface PartProps {
  readonly form: FormOf<HandoffFields>;
  readonly isLocked: boolean;
}

/** When people are there, how fast they answer, and what happens when they do not. */
export function HandoffSection() {
  const t = useText(shopSettingsText);
  const users = useUsers();
  const team = (users.data ?? []).filter(({ role, status }) => role !== 'viewer' && status === 'active');
  return (
    <SectionForm
      section="handoff"
      fieldsOf={fieldsOfHandoff}
      changesOf={(fields) => handoffOf(fields, team, t.wrongHours)}
    >
      {(form, isLocked) => (
        <>
          <Hours form={form} isLocked={isLocked} />
          <Holidays form={form} isLocked={isLocked} />
          <Title order={2} size="h5">
            {t.limits}
          </Title>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            {LIMITS.map((name) => (
              <NumberInput
                key={name}
                label={t[name]}
                placeholder={t.noLimit}
                min={1}
                max={43_200}
                disabled={isLocked}
                {...form.getInputProps(`limits.${name}`)}
              />
            ))}
          </SimpleGrid>
          <SimpleGrid cols={{ base: 1, sm: 3 }}>
            <NativeSelect
              label={t.assignment}
              disabled={isLocked}
              data={[
                { value: 'manual', label: t.manual },
                { value: 'automatic', label: t.leastLoaded },
              ]}
              {...form.getInputProps('assignment')}
            />
            <NativeSelect
              label={t.silentGoesTo}
              disabled={isLocked}
              data={[
                { value: 'queue', label: t.toQueue },
                { value: 'bot', label: t.toBot },
              ]}
              {...form.getInputProps('silentGoesTo')}
            />
            <NativeSelect
              label={t.fallback}
              disabled={isLocked}
              data={[{ value: '', label: t.nobody }, ...team.map(({ id, name }) => ({ value: id, label: name }))]}
              {...form.getInputProps('fallback')}
            />
          </SimpleGrid>
          <Switch label={t.csat} disabled={isLocked} {...form.getInputProps('csat', { type: 'checkbox' })} />
          <HandoffTexts form={form} isLocked={isLocked} />
        </>
      )}
    </SectionForm>
  );
}

function Hours({ form, isLocked }: PartProps) {
  const t = useText(shopSettingsText);
  return (
    <>
      <Switch label={t.alwaysOpen} disabled={isLocked} {...form.getInputProps('alwaysOpen', { type: 'checkbox' })} />
      {!form.values.alwaysOpen && (
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {WEEKDAYS.map((day) => (
            <TextInput
              key={day}
              label={t[day]}
              placeholder={t.closedDay}
              dir="ltr"
              disabled={isLocked}
              {...form.getInputProps(`hours.${day}`)}
            />
          ))}
        </SimpleGrid>
      )}
    </>
  );
}

function Holidays({ form, isLocked }: PartProps) {
  const t = useText(shopSettingsText);
  const s = useText(shellText);
  return (
    <Stack gap="xs">
      <Title order={2} size="h5">
        {t.holidays}
      </Title>
      {form.values.holidays.map((_, index) => (
        <Group key={index} gap="xs" align="flex-end" wrap="nowrap">
          <TextInput type="date" label={t.date} disabled={isLocked} {...form.getInputProps(`holidays.${index}.date`)} />
          <TextInput
            flex={1}
            label={t.holidayName}
            disabled={isLocked}
            {...form.getInputProps(`holidays.${index}.name`)}
          />
          <TextInput
            flex={1}
            label={t.hours}
            placeholder={t.closedDay}
            dir="ltr"
            disabled={isLocked}
            {...form.getInputProps(`holidays.${index}.hours`)}
          />
          {!isLocked && (
            <ActionIcon
              variant="subtle"
              color="red"
              size="lg"
              aria-label={`${s.delete} ${index + 1}`}
              onClick={() => form.removeListItem('holidays', index)}
            >
              <Icon name="trash" />
            </ActionIcon>
          )}
        </Group>
      ))}
      {!isLocked && (
        <Button
          size="xs"
          variant="default"
          w="fit-content"
          leftSection={<Icon name="plus" size={14} />}
          onClick={() => form.insertListItem('holidays', { date: '', name: '', hours: '' })}
        >
          {t.addHoliday}
        </Button>
      )}
    </Stack>
  );
}
