import { Group, NumberInput, Switch, TextInput } from '@mantine/core';
import { shopSettingsText } from '#dashboard/text/shop-settings.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { SectionForm } from './section-form.tsx';
import { readNumbers } from './time-spans.ts';
import type { ShopSettings } from './use-shop-settings.ts';

type FollowUps = ShopSettings['followUps'];

interface Fields extends Record<string, unknown> {
  readonly enabled: boolean;
  readonly maxNudges: number | '';
  readonly delays: string;
  readonly quiet: boolean;
  readonly quietFrom: string;
  readonly quietTo: string;
  readonly restAfterOrderHours: number | '';
  readonly reengages: boolean;
  readonly reengagementDelays: string;
}

/** How the shop writes to customers who have gone silent. */
export function FollowUpsSection() {
  const t = useText(shopSettingsText);
  return (
    <SectionForm section="followUps" fieldsOf={fieldsOf} changesOf={(fields) => changesOf(fields, t.wrongMinutes)}>
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
        </>
      )}
    </SectionForm>
  );
}

function fieldsOf(settings: FollowUps): Fields {
  return {
    enabled: settings.enabled,
    maxNudges: settings.maxNudges,
    delays: settings.delaysMinutes.join(', '),
    quiet: settings.quietHours !== null,
    quietFrom: settings.quietHours?.from ?? '21:00',
    quietTo: settings.quietHours?.to ?? '09:00',
    restAfterOrderHours: settings.restAfterOrderHours,
    reengages: settings.reengagement.enabled,
    reengagementDelays: settings.reengagement.delaysMinutes.join(', '),
  };
}

function changesOf(fields: Fields, wrong: (text: string) => string): Partial<FollowUps> {
  const minutes = (text: string) => {
    const read = readNumbers(text);
    if (read === undefined) throw new Error(wrong(text));
    return read;
  };
  return {
    enabled: fields.enabled,
    ...(fields.maxNudges !== '' && { maxNudges: fields.maxNudges }),
    delaysMinutes: minutes(fields.delays),
    quietHours: fields.quiet ? { from: fields.quietFrom, to: fields.quietTo } : null,
    ...(fields.restAfterOrderHours !== '' && { restAfterOrderHours: fields.restAfterOrderHours }),
    reengagement: { enabled: fields.reengages, delaysMinutes: minutes(fields.reengagementDelays) },
  };
}
