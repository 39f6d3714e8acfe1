import { ActionIcon, Button, Group, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { Icon } from '#dashboard/components/icon.tsx';
import type { FormOf } from '#dashboard/components/use-problem-form.ts';
import { LANGUAGES } from '#dashboard/text/languages.ts';
import { shopSettingsText } from '#dashboard/text/shop-settings.ts';
import { shellText } from '#dashboard/text/shell.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { SectionForm } from './section-form.tsx';
import type { ShopSettings } from './use-shop-settings.ts';

type Fields = ShopSettings['profile'];
type Form = FormOf<Fields>;

const TIME_ZONES = Intl.supportedValuesOf('timeZone');

/** Who the shop is, and what its agent says and keeps to. */
export function ProfileSection() {
  const t = useText(shopSettingsText);
  return (
    <SectionForm section="profile" fieldsOf={(profile): Fields => profile} changesOf={(fields) => fields}>
      {(form, isLocked) => (
        <>
          <TextInput label={t.shopName} required maxLength={200} disabled={isLocked} {...form.getInputProps('name')} />
          <Group grow align="flex-start">
            <NativeSelect
              label={t.shopLanguage}
              disabled={isLocked}
              data={languagesWith(form.values.language)}
              {...form.getInputProps('language')}
            />
            <NativeSelect
              label={t.timeZone}
              disabled={isLocked}
              data={[...new Set([form.values.timeZone, ...TIME_ZONES])]}
              {...form.getInputProps('timeZone')}
            />
          </Group>
          <Textarea
            label={t.persona}
            description={t.personaHint}
            autosize
            minRows={3}
            dir="auto"
            disabled={isLocked}
            {...form.getInputProps('persona')}
          />
          <Policies form={form} isLocked={isLocked} />
          <Questions form={form} isLocked={isLocked} />
        </>
      )}
    </SectionForm>
  );
}

function languagesWith(own: string) {
  const known = Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }));
  return known.some(({ value }) => value === own) ? known : [{ value: own, label: own }, ...known];
}

interface ListProps {
  readonly form: Form;
  readonly isLocked: boolean;
}

function Policies({ form, isLocked }: ListProps) {
  const t = useText(shopSettingsText);
  return (
    <Stack gap="xs">
      <Text size="sm" fw={500}>
        {t.policies}
      </Text>
      {form.values.policies.map((_, index) => (
        <Group key={index} gap="xs" wrap="nowrap" align="flex-start">
          <Textarea
            flex={1}
            autosize
            aria-label={`${t.policies} ${index + 1}`}
            dir="auto"
            disabled={isLocked}
            {...form.getInputProps(`policies.${index}`)}
          />
          {!isLocked && <RemoveButton onRemove={() => form.removeListItem('policies', index)} index={index} />}
        </Group>
      ))}
      {!isLocked && <AddButton onAdd={() => form.insertListItem('policies', '')} label={t.addPolicy} />}
    </Stack>
  );
}

function Questions({ form, isLocked }: ListProps) {
  const t = useText(shopSettingsText);
  return (
    <Stack gap="sm">
      <Text size="sm" fw={500}>
        {t.faq}
      </Text>
      {form.values.faq.map((_, index) => (
        <Group key={index} gap="xs" wrap="nowrap" align="flex-start">
          <Stack gap={4} flex={1}>
            <TextInput
              aria-label={`${t.question} ${index + 1}`}
              placeholder={t.question}
              dir="auto"
              disabled={isLocked}
              {...form.getInputProps(`faq.${index}.question`)}
            />
            <Textarea
              aria-label={`${t.answer} ${index + 1}`}
              placeholder={t.answer}
              autosize
              dir="auto"
              disabled={isLocked}
              {...form.getInputProps(`faq.${index}.answer`)}
            />
          </Stack>
          {!isLocked && <RemoveButton onRemove={() => form.removeListItem('faq', index)} index={index} />}
        </Group>
      ))}
      {!isLocked && (
        <AddButton onAdd={() => form.insertListItem('faq', { question: '', answer: '' })} label={t.addQuestion} />
      )}
    </Stack>
  );
}

function RemoveButton({ index, onRemove }: { readonly index: number; readonly onRemove: () => void }) {
  const s = useText(shellText);
  return (
    <ActionIcon variant="subtle" color="red" size="lg" aria-label={`${s.delete} ${index + 1}`} onClick={onRemove}>
      <Icon name="trash" />
    </ActionIcon>
  );
}

function AddButton({ label, onAdd }: { readonly label: string; readonly onAdd: () => void }) {
  return (
    <Button size="xs" variant="default" leftSection={<Icon name="plus" size={14} />} onClick={onAdd} w="fit-content">
      {label}
    </Button>
  );
}
