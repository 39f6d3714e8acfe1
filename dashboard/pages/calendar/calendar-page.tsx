import { Anchor, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { usePreferences } from '#dashboard/app/preferences.tsx';
import { useSession } from '#dashboard/app/session.tsx';
import { EmptyState } from '#dashboard/components/empty-state.tsx';
import { ErrorState } from '#dashboard/components/error-state.tsx';
import { lazily } from '#dashboard/components/lazily.tsx';
import { LoadingState } from '#dashboard/components/loading-state.tsx';
import { PageHeader } from '#dashboard/components/page-header.tsx';
import { useShop } from '#dashboard/components/use-shop.ts';
import { useUrlFilters } from '#dashboard/components/use-url-filters.ts';
import { calendarText } from '#dashboard/text/calendar.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { localTime } from '#domain/time/local-time.ts';
import type { Wish } from './booking-form.tsx';
import { CalendarBar } from './calendar-bar.tsx';
import { daysOf } from './days-of.ts';
import { useResources, useStretch } from './queries.ts';
import type { Blackout, Resource } from './types.ts';
import { hoursOf } from './segments.ts';
import { TimeGrid } from './time-grid.tsx';
import { useColumns } from './use-columns.tsx';

const BookingDrawer = lazily(async () => (await import('./booking-drawer.tsx')).BookingDrawer);
const BookingForm = lazily(async () => (await import('./booking-form.tsx')).BookingForm);
const BlackoutForm = lazily(async () => (await import('./blackout-form.tsx')).BlackoutForm);
const BlackoutDrawer = lazily(async () => (await import('./blackout-drawer.tsx')).BlackoutDrawer);

const FILTERS = ['day', 'view', 'resource'] as const;

export function Component() {
  const t = useText(calendarText);
  const resources = useResources();
  if (resources.error !== null) return <ErrorState error={resources.error} onRetry={() => void resources.refetch()} />;
  if (resources.data === undefined) return <LoadingState />;
  if (resources.data.length === 0) {
    return (
      <EmptyState icon="calendar" title={t.empty} hint={t.emptyHint}>
        <Anchor component={Link} to="/resources">
          {t.resources}
        </Anchor>
      </EmptyState>
    );
  }
  return <Calendar resources={resources.data} />;
}

function Calendar({ resources }: { readonly resources: readonly Resource[] }) {
  const t = useText(calendarText);
  const { language } = usePreferences();
  const { timeZone } = useShop();
  const { may } = useSession();
  const filters = useUrlFilters(FILTERS);
  const isPhone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const today = localTime(new Date(), timeZone).date;
  const view = (filters.values.view ?? (isPhone ? 'day' : 'week')) === 'day' ? 'day' : 'week';
  const days = daysOf(filters.values.day ?? today, view, language);
  const stretch = useStretch(days, timeZone);
  const [wish, setWish] = useState<Wish>();
  const [closing, setClosing] = useState(false);
  const [blackout, setBlackout] = useState<Blackout>();
  const { id } = useParams();
  const navigate = useNavigate();
  const go = (path: string) => void navigate({ pathname: path, search: location.search });
  const shown = resources.filter(
    ({ id: one }) => filters.values.resource === undefined || one === filters.values.resource,
  );
  const columns = useColumns({
    days,
    view,
    today,
    timeZone,
    resources: shown,
    bookings: stretch.data?.bookings ?? [],
    blackouts: stretch.data?.blackouts ?? [],
    onBooking: (booking) => go(`/calendar/${booking.id}`),
    onBlackout: setBlackout,
    onBook: may('agent') ? setWish : undefined,
  });
  return (
    <>
      <PageHeader title={t.title} about={t.zone(timeZone)} />
      <CalendarBar
        filters={filters}
        view={view}
        today={today}
        days={days}
        resources={resources}
        onBook={() => setWish({ date: days.includes(today) ? today : (days[0] ?? today) })}
        onClose={() => setClosing(true)}
      />
      {stretch.error !== null && <ErrorState error={stretch.error} onRetry={() => void stretch.refetch()} />}
      <Text role="status" size="sm" c="dimmed" mb="xs">
        {stretch.isPending ? '…' : ''}
      </Text>
      <TimeGrid
        label={t.title}
        hours={hoursOf(
          shown.flatMap(({ opening }) => opening),
          columns.flatMap(({ blocks }) => blocks),
        )}
        columns={columns}
      />
      {wish !== undefined && <BookingForm wish={wish} resources={resources} onClose={() => setWish(undefined)} />}
      {closing && <BlackoutForm resources={resources} day={days[0] ?? today} onClose={() => setClosing(false)} />}
      {blackout !== undefined && <BlackoutDrawer blackout={blackout} onClose={() => setBlackout(undefined)} />}
      {id !== undefined && <BookingDrawer id={id} resources={resources} onClose={() => go('/calendar')} />}
    </>
  );
}
