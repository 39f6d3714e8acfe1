import { Button, Group, NativeSelect, NumberInput, Text, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { FormDrawer } from '#dashboard/components/form-drawer.tsx';
import { Money } from '#dashboard/components/money.tsx';
import { useProblemForm } from '#dashboard/components/use-problem-form.ts';
import { calendarText } from '#dashboard/text/calendar.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { useCalendarActions, useFreeTimes } from './queries.ts';
import type { Booking, Resource } from './types.ts';

/** What is wished for already. */
export interface Wish {
  readonly date: string;
  readonly time?: string;
  readonly resource?: string;
}

interface BookingFormProps {
  readonly wish: Wish;
  readonly resources: readonly Resource[];
  /** The booking that is to be moved; left out = a new one. */
  readonly booking?: Booking;
  readonly onClose: () => void;
}

/** Books for somebody who called or came by, or moves what stands. */
export function BookingForm({ wish, resources, booking, onClose }: BookingFormProps) {
  const t = useText(calendarText);
  const { book, move } = useCalendarActions();
  const active = resources.filter(({ active: isActive, id }) => isActive || id === booking?.resource_id);
  const first = active.find(({ id }) => id === wish.resource) ?? active[0];
  const { form, submit, isBusy, error } = useProblemForm(
    {
      resource_id: first?.id ?? '',
      date: wish.date,
      start_time: wish.time ?? '',
      duration: (booking === undefined ? first?.slot_minutes : minutesOf(booking)) ?? (60 as number | string),
      guest_name: '',
      notes: '',
    },
    async ({ guest_name, notes, duration, ...when }) => {
      const time = { ...when, duration: Number(duration) };
      if (booking === undefined) {
        const made = await book.mutateAsync({ ...time, guest_name, notes });
        notifications.show({ message: t.booked(String(made.booking.number)) });
      } else {
        await move.mutateAsync({ id: booking.id, body: time });
        notifications.show({ message: t.moved(String(booking.number)) });
      }
      onClose();
    },
  );
  return (
    <FormDrawer
      title={booking === undefined ? t.book : t.booking(String(booking.number))}
      onClose={onClose}
      onSubmit={submit}
      save={booking === undefined ? t.book : t.move}
      isBusy={isBusy}
      error={error}
    >
      <NativeSelect
        label={t.resource}
        data={active.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.getInputProps('resource_id')}
      />
      <TextInput type="date" label={t.date} required {...form.getInputProps('date')} />
      <NumberInput label={t.minutes} min={5} step={first?.slot_minutes ?? 60} {...form.getInputProps('duration')} />
      <TextInput type="time" label={t.start} required {...form.getInputProps('start_time')} />
      <FreeTimes
        question={{
          date: form.getValues().date,
          resource: form.getValues().resource_id,
          duration: Number(form.getValues().duration),
        }}
        currency={first?.currency ?? 'USD'}
        chosen={form.getValues().start_time}
        onChoose={(time) => form.setFieldValue('start_time', time)}
      />
      {booking === undefined && (
        <>
          <TextInput label={t.guest} maxLength={200} {...form.getInputProps('guest_name')} />
          <Textarea label={t.notes} maxLength={1_000} autosize minRows={2} {...form.getInputProps('notes')} />
        </>
      )}
    </FormDrawer>
  );
}

function minutesOf({ starts_at, ends_at }: Booking): number {
  return (Date.parse(ends_at) - Date.parse(starts_at)) / 60_000;
}

interface FreeTimesProps {
  readonly question: Parameters<typeof useFreeTimes>[0];
  readonly currency: string;
  readonly chosen: string;
  readonly onChoose: (time: string) => void;
}

/** What is free, with its price; a press chooses it. */
function FreeTimes({ question, currency, chosen, onChoose }: FreeTimesProps) {
  const t = useText(calendarText);
  const free = useFreeTimes(question);
  if (free.data === undefined) return null;
  if (free.data.length === 0) {
    return (
      <Text size="sm" c="dimmed" role="status">
        {t.noFree}
      </Text>
    );
  }
  return (
    <Group gap="xs" role="group" aria-label={t.free}>
      {free.data.map((slot) => (
        <Button
          key={slot.starts_at}
          size="compact-sm"
          variant={slot.start_time === chosen ? 'filled' : 'default'}
          aria-pressed={slot.start_time === chosen}
          onClick={() => onChoose(slot.start_time)}
        >
          {slot.start_time}&ensp;
          <Money minor={slot.price_minor} currency={currency} />
        </Button>
      ))}
    </Group>
  );
}
