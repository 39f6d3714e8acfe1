import { Group, NumberInput, Switch, TextInput } from '@mantine/core';
import { shopSettingsText } from '#dashboard/text/shop-settings.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { fieldsOfFollowUps, followUpsOf } from './follow-up-fields.ts';
import { SectionForm } from './section-form.tsx';
import { StageRules } from './stage-rules.tsx';

/** How the shop writes to customers who have gone silent. */
export function FollowUpsSection() {
  const t = useText(shopSettingsText);
  return (
    <SectionForm
      section="followUps"
      fieldsOf={fieldsOfFollowUps}
      changesOf={(fields) => followUpsOf(fields, t.wrongMinutes)}
    >
      {(form, isLocked) => (
        <>
          <Switch label={t.followUpsOn} disabled={isLocked} {...form.getInputProps('enabled', { type: 'checkbox' })} />
          <NumberInput label={t.maxNudges} min={1} max={5} disabled={isLocked} {...form.getInputProps('maxNudges')} />
          <TextInput label={t.delays} dir="ltr" disabled={isLocked} {...form.getInputProps('delays')} />
          <Switch label={t.quiet} disabled={isLocked} {...form.getInputProps('quiet', { type: 'checkbox' })} />
          {form.values.quiet && (
            <Group grow>
              <TextInput type="time" label={t.from} disabled={isLocked} {...form.getInputProps('quietFrom')} />
              <TextInput type="time" label={t.until} disabled={isLocked} {...form.getInputProps('quietTo')} />
            </Group>
          )}
          <NumberInput
            label={t.restAfterOrder}
            min={0}
            max={8_760}
            disabled={isLocked}
            {...form.getInputProps('restAfterOrderHours')}
          />
          <Switch label={t.reengages} disabled={isLocked} {...form.getInputProps('reengages', { type: 'checkbox' })} />
          {form.values.reengages && (
            <TextInput
              label={t.reengagementDelays}
              dir="ltr"
              disabled={isLocked}
              {...form.getInputProps('reengagementDelays')}
            />
          )}
          <StageRules form={form} isLocked={isLocked} />
        </>
      )}
    </SectionForm>
  );
}
