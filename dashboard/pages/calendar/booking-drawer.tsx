import { Anchor, Button, Drawer, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { useSession } from '#dashboard/app/session.tsx';
import { ConfirmButton } from '#dashboard/components/confirm-button.tsx';
import { ErrorState } from '#dashboard/components/error-state.tsx';
import { Facts } from '#dashboard/components/facts.tsx';
import { FormProblem } from '#dashboard/components/form-problem.tsx';
import { LoadingState } from '#dashboard/components/loading-state.tsx';
import { Moment } from '#dashboard/components/moment.tsx';
import { Money } from '#dashboard/components/money.tsx';
import { StatusBadge } from '#dashboard/components/status-badge.tsx';
import { calendarText } from '#dashboard/text/calendar.ts';
import { shellText } from '#dashboard/text/shell.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { BookingForm } from './booking-form.tsx';
import { useBooking, useCalendarActions } from './queries.ts';
import type { Booking, Resource } from './types.ts';

const TONE = { held: 'waiting', confirmed: 'good', cancelled: 'neutral', expired: 'neutral' } as const;

interface BookingDrawerProps {
  readonly id: string;
  readonly resources: readonly Resource[];
  readonly onClose: () => void;
}

/** One booking, and what can be done with it. */
export function BookingDrawer({ id, resources, onClose }: BookingDrawerProps) {
  const t = useText(calendarText);
  const shell = useText(shellText);
  const booking = useBooking(id);
  const [moving, setMoving] = useState(false);
  if (moving && booking.data !== undefined) {
    const { date, start_time: time, resource_id: resource } = booking.data;
    const stop = () => setMoving(false);
    return <BookingForm wish={{ date, time, resource }} resources={resources} booking={booking.data} onClose={stop} />;
  }
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      title={booking.data === undefined ? t.title : t.booking(String(booking.data.number))}
      closeButtonProps={{ 'aria-label': shell.close }}
    >
      {booking.error !== null && <ErrorState error={booking.error} onRetry={() => void booking.refetch()} />}
      {booking.isPending && <LoadingState />}
      {booking.data !== undefined && <BookingDetails booking={booking.data} onMove={() => setMoving(true)} />}
    </Drawer>
  );
}

function BookingDetails({ booking, onMove }: { readonly booking: Booking; readonly onMove: () => void }) {
  const t = useText(calendarText);
  const { may } = useSession();
  return (
    <Stack>
      <Facts
        facts={[
          [
            t.status,
            <StatusBadge key="status" tone={TONE[booking.status]}>
              {t[booking.status]}
            </StatusBadge>,
          ],
          [t.resource, booking.resource_name],
          [t.date, booking.date],
          [t.start, booking.start_time],
          [t.end, booking.end_time],
          [
            t.heldUntil,
            booking.held_until && booking.status === 'held' ? <Moment key="held" at={booking.held_until} /> : null,
          ],
          [t.price, <Money key="price" minor={booking.price_minor} currency={booking.currency} />],
          [t.guest, booking.guest_name],
          [t.notes, booking.notes],
          [
            t.reminder,
            booking.reminder_outcome ?? (booking.reminder_at && <Moment key="reminder" at={booking.reminder_at} />),
          ],
        ]}
      />
      {booking.conversation_id !== null && (
        <Anchor component={Link} to={`/inbox/${booking.conversation_id}`} size="sm">
          {t.conversation}
        </Anchor>
      )}
      {may('agent') && <BookingActions booking={booking} onMove={onMove} />}
    </Stack>
  );
}

function BookingActions({ booking, onMove }: { readonly booking: Booking; readonly onMove: () => void }) {
  const t = useText(calendarText);
  const { confirm, cancel } = useCalendarActions();
  if (booking.status !== 'held' && booking.status !== 'confirmed') return null;
  return (
    <Group>
      {booking.status === 'held' && (
        <Button loading={confirm.isPending} onClick={() => confirm.mutate(booking.id)}>
          {t.confirm}
        </Button>
      )}
      <Button variant="default" onClick={onMove}>
        {t.move}
      </Button>
      <ConfirmButton
        question={t.cancelAsk}
        consequence={t.cancelHint}
        confirm={t.cancelBooking}
        onConfirm={() => cancel.mutateAsync(booking.id)}
      >
        {t.cancelBooking}
      </ConfirmButton>
      <FormProblem error={confirm.error} />
    </Group>
  );
}
