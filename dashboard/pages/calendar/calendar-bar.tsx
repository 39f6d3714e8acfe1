import { Button, Group, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useSession } from '#dashboard/app/session.tsx';
import { Icon } from '#dashboard/components/icon.tsx';
import type { UrlFilters } from '#dashboard/components/use-url-filters.ts';
import { calendarText } from '#dashboard/text/calendar.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { addDays } from '#domain/time/local-time.ts';
import type { Resource } from './types.ts';

interface CalendarBarProps {
  readonly filters: UrlFilters<'day' | 'view' | 'resource'>;
  readonly view: 'day' | 'week';
  readonly today: string;
  readonly days: readonly string[];
  readonly resources: readonly Resource[];
  readonly onBook: () => void;
  readonly onClose: () => void;
}

/** Which days are shown, of what, and what can be done. */
export function CalendarBar({ filters, view, today, days, resources, onBook, onClose }: CalendarBarProps) {
  const t = useText(calendarText);
  const { may } = useSession();
  const day = filters.values.day ?? today;
  const go = (to: string) => filters.set({ day: to === today ? null : to });
  const move = (sign: 1 | -1) => go(addDays(view === 'day' ? day : (days[0] ?? day), sign * days.length));
  return (
    <Group align="flex-end" mb="sm" gap="sm">
      <Group gap={4} align="flex-end">
        <Button variant="default" onClick={() => move(-1)}>
          {t.previous}
        </Button>
        <Button variant="default" onClick={() => go(today)}>
          {t.today}
        </Button>
        <Button variant="default" onClick={() => move(1)}>
          {t.next}
        </Button>
      </Group>
      <TextInput
        type="date"
        label={t.date}
        value={day}
        onChange={({ currentTarget: { value } }) => value !== '' && go(value)}
      />
      <NativeSelect
        label={t.resource}
        value={filters.text('resource')}
        data={[{ value: '', label: t.everything }, ...resources.map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={({ currentTarget: { value } }) => filters.set({ resource: value })}
      />
      <SegmentedControl
        aria-label={t.view}
        value={view}
        onChange={(value) => filters.set({ view: value })}
        data={[
          { value: 'day', label: t.day },
          { value: 'week', label: t.week },
        ]}
      />
      {may('agent') && (
        <Button variant="default" onClick={onClose}>
          {t.close}
        </Button>
      )}
      {may('agent') && (
        <Button leftSection={<Icon name="plus" />} onClick={onBook}>
          {t.book}
        </Button>
      )}
    </Group>
  );
}
