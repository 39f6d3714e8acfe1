import { NativeSelect, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { FormDrawer } from '#dashboard/components/form-drawer.tsx';
import { useProblemForm } from '#dashboard/components/use-problem-form.ts';
import { useShop } from '#dashboard/components/use-shop.ts';
import { calendarText } from '#dashboard/text/calendar.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { isDay, minutesOf, momentOf } from '#domain/time/local-time.ts';
import { useCalendarActions } from './queries.ts';
import type { Resource } from './types.ts';

interface BlackoutFormProps {
  readonly resources: readonly Resource[];
  readonly day: string;
  readonly onClose: () => void;
}

/** Closes a resource, or the house, for a time. */
export function BlackoutForm({ resources, day, onClose }: BlackoutFormProps) {
  const t = useText(calendarText);
  const { timeZone } = useShop();
  const { close } = useCalendarActions();
  const { form, submit, isBusy, error } = useProblemForm(
    { resource_id: '', starts_at: `${day}T09:00`, ends_at: `${day}T18:00`, reason: '' },
    async ({ resource_id, starts_at, ends_at, reason }) => {
      const { bookings } = await close.mutateAsync({
        resource_id: resource_id === '' ? null : resource_id,
        starts_at: moment(starts_at, timeZone),
        ends_at: moment(ends_at, timeZone),
        reason,
      });
      if (bookings.length > 0) {
        const message = t.standing(bookings.map((number) => `#${number}`).join(', '));
        notifications.show({ message, color: 'orange', autoClose: false });
      }
      onClose();
    },
  );
  return (
    <FormDrawer title={t.close} onClose={onClose} onSubmit={submit} save={t.close} isBusy={isBusy} error={error}>
      <NativeSelect
        label={t.resource}
        data={[{ value: '', label: t.everything }, ...resources.map(({ id, name }) => ({ value: id, label: name }))]}
        {...form.getInputProps('resource_id')}
      />
      <TextInput type="datetime-local" label={t.start} required {...form.getInputProps('starts_at')} />
      <TextInput type="datetime-local" label={t.end} required {...form.getInputProps('ends_at')} />
      <TextInput label={t.reason} maxLength={500} {...form.getInputProps('reason')} />
    </FormDrawer>
  );
}

/** A day and hour on the wall of the shop; what is none is left as it is, so that the API can say so. */
function moment(text: string, timeZone: string): string {
  const [day = '', clock = ''] = text.split('T');
  const minute = minutesOf(clock);
  return isDay(day) && minute !== undefined ? new Date(momentOf(day, minute, timeZone)).toISOString() : text;
}
